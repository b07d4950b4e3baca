"""A year's report made through its acts: its numbers are those of the records, and what was frozen can be rebuilt."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions as approvals
from yimen.modules.summaries import actions, queries, rules
from yimen.modules.summaries.models import AnnualSummary

from .stage import AS_OF, NEXT_DAY, Centre, codes, numbers, only, outline, refused

pytestmark = pytest.mark.django_db


def test_the_numbers_are_those_of_the_records(centre: Centre) -> None:
    world = centre.world
    world.accepted()
    world.decided()
    world.sealed()
    summary = centre.computed()
    found = numbers(summary)
    assert {key: found[key] for key in found if key.startswith("approvals.") and ":" not in key} == {
        "approvals.items-cancelled": "0", "approvals.delegated-counties": "0", "approvals.items": found["approvals.items"],
        "approvals.items-in-centres": found["approvals.items-in-centres"], "approvals.sub-centres": "4",
        "approvals.network-centres": "16", "approvals.accepted": "3", "approvals.accepted-a-day": "0.1",
        "approvals.concluded": "1", "approvals.concluded-a-day": "0.0", "approvals.completion-rate": "33.33",
        "approvals.instant-rate": "0.00", "approvals.on-time-rate": "100.00", "approvals.open": "2",
    }  # fmt: skip
    months = summary.figures.get(key="approvals.accepted, by: month")
    assert months.rows == [["2026-01", "0"], ["2026-02", "0"], ["2026-03", "3"]]
    departments = summary.figures.get(key="approvals.accepted, by: department")
    assert departments.rows == [["沈阳市城乡建设局", "3"]]


def test_the_whole_way(centre: Centre) -> None:
    summary = centre.published()
    assert codes(summary) == [
        f"summaries.summary.{one}" for one in ("drafted", "computed", "reviewed", "frozen", "published")
    ]
    assert (summary.state, summary.edition, summary.document.kind) == ("published", 1, "yearly_summary")  # type: ignore[union-attr]
    assert summary.figures_sha256 == rules.hash_of([queries.told(one) for one in summary.figures.all()])
    assert sorted(summary.data_sha256) == [
        "approvals-cancelled", "approvals-cases", "approvals-centres", "approvals-delegations", "approvals-items",
        "projects-consultations", "projects-escorted", "projects-programme-cases", "projects-stages",
        "working-days",
    ]  # fmt: skip
    told = Notice.objects.filter(code__startswith="summaries.").order_by("created_at", "pk")
    assert [(one.code, one.person.login) for one in told if one.person] == [
        ("summaries.computed", "openness.office"),
        ("summaries.frozen", "openness.office"),
    ]


def test_each_step_belongs_to_its_people(centre: Centre) -> None:
    source = outline("受理{figure: approvals.accepted}件")
    only(centre, centre.org, actions.set_outline, "manager", "office", source=source)
    only(centre, centre.org, actions.draft_summary, "manager", "office", year=2026, as_of=AS_OF)
    summary = centre.drafted()
    only(centre, summary, actions.compute_summary, "manager", "office", as_of=AS_OF)
    only(
        centre,
        summary,
        actions.write_part,
        "manager",
        "office",
        part=centre.part(summary).pk,
        title="t",
        text="",
    )
    only(centre, summary, actions.arrange_parts, "manager", "office", order=[])


def test_each_later_step_belongs_to_its_people(centre: Centre) -> None:
    summary = centre.computed()
    only(centre, summary, actions.review_summary, "manager", "office")
    only(centre, summary, actions.return_summary, "manager", "office", reason="示例")
    summary = centre.fresh(actions.review_summary(summary, by=centre.office, at=NOON).summary)
    only(centre, summary, actions.freeze_summary, "manager", "office")
    summary = centre.fresh(actions.freeze_summary(summary, by=centre.manager, at=NEXT_DAY).summary)
    only(centre, summary, actions.publish_summary, "office")
    only(centre, summary, actions.rebuild_summary, "manager", "office", "supervisor", "auditor")
    summary = centre.fresh(actions.publish_summary(summary, by=centre.office, at=NEXT_DAY).summary)
    only(centre, summary, actions.correct_summary, "manager", "office", note="示例", as_of=AS_OF)


def test_sentences(centre: Centre) -> None:
    title = "沈阳市政务服务中心2026年工作总结"
    done = actions.draft_summary(centre.org, year=2026, as_of=AS_OF, by=centre.manager, at=NOON)
    assert recorded(done) == f"示例·贺明 起草了 {title}，统计截止2026-03-02"
    counted = actions.compute_summary(done.summary, as_of=AS_OF, by=centre.manager, at=NOON)
    assert recorded(counted) == f"示例·贺明 计算了 {title} 的{counted.figures}个数值，统计截止2026-03-02"
    back = actions.return_summary(counted.summary, reason="第四段太长", by=centre.office, at=NOON)
    assert recorded(back) == f"示例·段宁 退回了 {title}：第四段太长"


def test_what_was_frozen_stays_and_what_moved_is_named(centre: Centre) -> None:
    centre.world.accepted()
    summary = centre.frozen()
    before = numbers(summary)
    done = actions.rebuild_summary(summary, by=centre.auditor, at=NEXT_DAY)
    assert (done.count, centre.fresh(summary).differences) == (0, [])
    centre.world.accepted()  # a late entry that dates on the day of counting
    later = NEXT_DAY + timedelta(days=400)
    actions.rebuild_summary(centre.fresh(summary), by=centre.world.actor("auditor", at=later), at=later)
    summary = centre.fresh(summary)
    assert {one["key"]: (one["stood"], one["now"]) for one in summary.differences} == {
        "approvals.accepted": ("1", "2"),
        "approvals.accepted-a-day": ("0.0", "0.1"),
        "approvals.accepted-by-way, way: 网上": ("1", "2"),
        "approvals.open": ("1", "2"),
        "approvals.accepted, by: month": ("2026-03 1", "2026-03 2"),
        "approvals.accepted, by: department": ("沈阳市城乡建设局 1", "沈阳市城乡建设局 2"),
    }
    assert numbers(summary) == before


def test_what_happens_after_the_day_of_counting_does_not_count(centre: Centre) -> None:
    application = centre.world.decided()
    summary = centre.reviewed()
    approvals.conclude(application, by=centre.world.keeper, at=NEXT_DAY)
    summary = centre.fresh(actions.freeze_summary(summary, by=centre.manager, at=NEXT_DAY).summary)
    found = numbers(summary)
    assert (found["approvals.concluded"], found["approvals.open"]) == ("0", "1")


def test_it_is_frozen_when_the_day_is_over_and_nothing_has_moved(centre: Centre) -> None:
    summary = centre.reviewed()
    with refused(RuleBroken, summary, "统计截止日还没有过去，不能定稿。"):
        actions.freeze_summary(summary, by=centre.manager, at=NOON)
    centre.world.accepted()
    with pytest.raises(RuleBroken, match=r"^计算之后记录有变化，请退回重新计算：.*；受理 0→1；"):
        actions.freeze_summary(summary, by=centre.manager, at=NEXT_DAY)


def test_nobody_reviews_what_he_drafted_or_wrote(centre: Centre) -> None:
    said = "起草和撰写的人不能审核，请由另一人审核。"
    summary = centre.computed()
    with refused(RuleBroken, summary, said):
        actions.review_summary(summary, by=centre.manager, at=NOON)
    text = centre.part(summary).text + "效率提高。"
    summary = centre.written(summary, text, by=centre.office)
    with refused(RuleBroken, summary, said):
        actions.review_summary(summary, by=centre.office, at=NOON)


def test_steps_come_in_their_order(centre: Centre) -> None:
    summary = centre.drafted()
    for act in (
        actions.review_summary,
        actions.freeze_summary,
        actions.publish_summary,
        actions.rebuild_summary,
    ):
        with refused(WrongState, summary):
            act(summary, by=centre.office, at=NEXT_DAY)
    with refused(RuleBroken, summary, "只能更正最新的、已经公布的版次。"):
        actions.correct_summary(summary, note="示例", as_of=AS_OF, by=centre.manager, at=NOON)
    frozen = centre.fresh(centre.frozen_of(summary))
    with refused(WrongState, frozen):
        actions.compute_summary(frozen, as_of=AS_OF, by=centre.manager, at=NEXT_DAY)
    with refused(WrongState, frozen):
        actions.return_summary(frozen, reason="示例", by=centre.office, at=NEXT_DAY)


def test_returned_with_its_reason_and_counted_anew(centre: Centre) -> None:
    summary = centre.reviewed()
    with refused(RuleBroken, summary, "请写明理由。"):
        actions.return_summary(summary, reason=" ", by=centre.office, at=NOON)
    actions.return_summary(summary, reason="请核对", by=centre.office, at=NOON)
    summary = centre.fresh(summary)
    assert (summary.state, summary.reviewed_by, summary.returned_reason) == ("draft", None, "请核对")
    assert [one.person.login for one in Notice.objects.filter(code="summaries.returned") if one.person] == [
        "manager"
    ]


def test_a_correction_is_a_new_edition(centre: Centre) -> None:
    first = centre.published()
    centre.world.accepted()
    done = actions.correct_summary(first, note="补登记的办件", as_of=AS_OF, by=centre.office, at=NEXT_DAY)
    assert recorded(done).endswith("形成第2版：补登记的办件")
    edition = centre.fresh(done.summary)
    assert (edition.state, edition.edition, edition.parts.count()) == ("draft", 2, first.parts.count())
    with refused(RuleBroken, first, "只能更正最新的、已经公布的版次。"):
        actions.correct_summary(first, note="再次", as_of=AS_OF, by=centre.office, at=NEXT_DAY)
    actions.compute_summary(edition, as_of=AS_OF, by=centre.office, at=NEXT_DAY)
    assert numbers(edition)["approvals.accepted"] == "1"
    assert numbers(first)["approvals.accepted"] == "0"
    assert list(queries.published()) == [first]


def test_a_year_is_drafted_once_by_a_day_that_is_there(centre: Centre) -> None:
    facts = {"by": centre.manager, "at": NOON}
    with refused(RuleBroken, centre.org, "统计截止日应当在2026年内，并且不晚于今天。"):
        actions.draft_summary(centre.org, year=2026, as_of=NEXT_DAY.date(), **facts)
    with refused(RuleBroken, centre.org, "统计截止日应当在2025年内，并且不晚于今天。"):
        actions.draft_summary(centre.org, year=2025, as_of=AS_OF, **facts)
    with refused(RuleBroken, centre.org, "不能起草这一年度的总结。"):
        actions.draft_summary(centre.org, year=2027, as_of=AS_OF, **facts)
    centre.drafted()
    with refused(RuleBroken, centre.org, "这一年度的总结已经起草。"):
        actions.draft_summary(centre.org, year=2026, as_of=AS_OF, **facts)
    assert AnnualSummary.objects.count() == 1


def test_the_year_before_as_it_was_frozen_or_counted(centre: Centre) -> None:
    centre.world.accepted()
    later = NEXT_DAY + timedelta(days=365)
    facts = {"year": 2027, "as_of": AS_OF.replace(year=2027), "at": later}
    summary = centre.drafted(**facts)
    actions.compute_summary(summary, as_of=summary.as_of, by=centre.manager, at=later)
    row = summary.figures.get(key="approvals.accepted")
    assert (row.number, row.before) == (0, 1)
    centre.frozen()
    centre.world.accepted()
    actions.compute_summary(summary, as_of=summary.as_of, by=centre.manager, at=later)
    assert summary.figures.get(key="approvals.accepted").before == 1
    other = AS_OF.replace(year=2027, day=1)
    actions.compute_summary(summary, as_of=other, by=centre.manager, at=later)
    assert summary.figures.get(key="approvals.accepted").before is None
