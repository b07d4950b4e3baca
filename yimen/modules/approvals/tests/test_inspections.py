"""一审一验 (行政许可法 34): one visit of all departments, two officers each, photographs with time and place, one report."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from tests.trials import clocks, facts_of, only, papers, post, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.cases.queries import work
from yimen.kernel.documents.intake import receive
from yimen.modules.approvals import actions, photographs, procedures
from yimen.modules.approvals.actions.inspections import SecondVisit
from yimen.modules.approvals.models import Application, InspectionPart, SiteInspection
from yimen.modules.approvals.states import InspectionState, PartState

from .pages import enter, opened, sent

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 3, 5, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
CALL: dict[str, Any] = {
    "begins_at": DAY,
    "place": "示例路1号",
    "purpose": "核实占道范围",
    "checklist": ["占道宽度", ""],
}
ROWS = [{"text": "占道宽度", "result": "2.5米", "note": ""}]


@pytest.fixture
def application(world: World) -> Application:
    return world.in_review(code=world.variant(pattern="one_review_one_inspection"))


def called(world: World, application: Application) -> SiteInspection:
    done = actions.call_inspection(
        application, **CALL, orgs=[world.org("market-regulation")], by=world.examiner, at=NOON
    )
    return done.inspection


def part(inspection: SiteInspection, code: str = "urban-rural-construction") -> InspectionPart:
    return inspection.parts.get(org__code=code)


def named(world: World, inspection: SiteInspection) -> InspectionPart:
    pair = {"first": world.examiner.person, "second": world.second_examiner.person}
    return actions.name_officers(part(inspection), **pair, by=world.head, at=NOON).part


def looked_at(world: World, inspection: SiteInspection) -> InspectionPart:
    facts = {"rows": ROWS, "opinion": "与申请一致"}
    return actions.record_inspection(
        named(world, inspection), **facts, by=world.examiner, at=world.later(4)
    ).part


def picture(taken: str = "", position: bool = False) -> bytes:
    """A small photograph, with what a telephone writes into it."""
    image, exif = Image.new("RGB", (8, 8), "grey"), Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if position:
        exif.get_ifd(0x8825).update({1: "N", 2: (41.0, 48.0, 18.0), 3: "E", 4: (123.0, 25.0, 48.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_every_department_has_its_work_and_no_clock_stops(world: World, application: Application) -> None:
    before = clocks(application)
    called(world, application)
    assert clocks(application) == before
    assert facts_of(application)[-1] == "approvals.inspection.called"
    kinds = {(one[0], one[2]) for one in waiting(application)}
    assert ("inspect:urban-rural-construction", "2026-03-05") in kinds
    assert ("inspect:market-regulation", "2026-03-05") in kinds
    market = world.actor("examiner.market")
    assert [one.kind for one in work(market).filter(case=application.case_id)] == [
        "inspect:market-regulation"
    ]


def test_there_is_no_second_visit(world: World, application: Application) -> None:
    called(world, application)
    with refused(SecondVisit, application, "一个申请只组织一次现场勘验，未参加的部门不能另行勘验。"):
        actions.call_inspection(application, **CALL, by=world.examiner, at=NOON)


def test_two_officers_of_the_department(world: World, application: Application) -> None:
    own = part(called(world, application))
    one, other = world.examiner.person, world.actor("examiner.market").person
    with pytest.raises(RuleBroken, match="不能是同一人"):
        actions.name_officers(own, first=one, second=one, by=world.head, at=NOON)
    with pytest.raises(RuleBroken, match="不是此部门的审核人员"):
        actions.name_officers(own, first=one, second=other, by=world.head, at=NOON)
    with pytest.raises(NotAllowed):
        actions.name_officers(own, first=one, second=other, by=world.actor("examiner.market"), at=NOON)
    assert named(world, own.inspection).state == PartState.NAMED


def test_line_by_line_and_not_before_it_began(world: World, application: Application) -> None:
    own = named(world, called(world, application))
    facts = {"rows": ROWS, "opinion": "一致"}
    with pytest.raises(RuleBroken, match="勘验尚未开始"):
        actions.record_inspection(own, **facts, by=world.examiner, at=NOON)
    with pytest.raises(RuleBroken, match="还没有填写结果：占道宽度"):
        actions.record_inspection(own, rows=[], opinion="一致", by=world.examiner, at=world.later(4))
    with pytest.raises(RuleBroken, match="由指派的勘验人员办理"):
        actions.record_inspection(own, **facts, by=world.head, at=world.later(4))
    done = actions.record_inspection(own, **facts, by=world.examiner, at=world.later(4))
    assert recorded(done) == "示例·王磊 登记沈阳市城乡建设局勘验意见：一致"


def test_one_report_and_who_did_not_come_had_their_visit(world: World, application: Application) -> None:
    inspection = called(world, application)
    looked_at(world, inspection)
    done = actions.complete_inspection(
        inspection, conclusion="与申请材料一致", by=world.examiner, at=world.later(4)
    )
    assert done.absent == ["沈阳市市场监督管理局"]
    assert part(inspection, "market-regulation").state == PartState.SKIPPED
    assert papers(application)[-1] == "inspection_report"
    assert [one[0] for one in waiting(application)] == ["examine"]
    data = application.documents.get(kind="inspection_report").document.data
    assert data["departments"][0]["officers"] == "示例·王磊、示例·李敏"


def test_reviewed_only_after_the_visit(world: World, application: Application) -> None:
    opinion = {"opinion": "grant", "grounds": "符合。"}
    with refused(RuleBroken, application, "此事项须先完成现场勘验，再提出审核意见。"):
        actions.examine(application, **opinion, by=world.examiner, at=NOON)
    inspection = called(world, application)
    with pytest.raises(RuleBroken, match="本机关的勘验结果还没有登记"):
        actions.complete_inspection(inspection, conclusion="一致", by=world.examiner, at=world.later(4))
    looked_at(world, inspection)
    actions.complete_inspection(inspection, conclusion="一致", by=world.examiner, at=world.later(4))
    assert (
        actions.examine(application, **opinion, by=world.examiner, at=world.later(4)).application.state
        == "in_approval"
    )


def test_moved_with_a_reason_until_it_was_held(world: World, application: Application) -> None:
    inspection = called(world, application)
    facts = {"begins_at": DAY.replace(day=6), "place": "示例路2号", "reason": "大雨"}
    done = actions.move_inspection(inspection, **facts, by=world.examiner, at=NOON)
    assert recorded(done) == "示例·王磊 将现场勘验改为2026-03-06 09:30，示例路2号：大雨"
    assert ("inspect:market-regulation", "2026-03-06") in {(one[0], one[2]) for one in waiting(application)}


def test_a_photograph_says_when_and_where(world: World, application: Application) -> None:
    said = photographs.taken(picture("2026:03:05 09:41:07", position=True))
    assert said.at is not None
    assert said.at.isoformat() == "2026-03-05T09:41:07+08:00"
    assert (said.latitude, said.longitude) == (Decimal("41.805000"), Decimal("123.430000"))
    assert photographs.taken(picture()) == photographs.Taken()
    assert photographs.taken(b"no picture") == photographs.Taken()
    assert photographs.taken(picture("not a date")) == photographs.Taken()


def test_photographs_keep_time_and_place_and_come_once(world: World, application: Application) -> None:
    own = named(world, called(world, application))
    given = receive(picture("2026:03:05 09:41:07"), filename="现场.jpg")
    facts = {"received": given, "taken_at": world.later(3), "place": "路口"}
    photo = actions.add_photo(own, **facts, by=world.examiner, at=world.later(4)).photo
    assert (photo.place, photo.taken_at, photo.added_by) == ("路口", world.later(3), "示例·王磊")
    with pytest.raises(RuleBroken, match="这张照片已经上传"):
        actions.add_photo(own, **facts, by=world.examiner, at=world.later(4))
    with pytest.raises(RuleBroken, match="拍摄时间不能晚于现在"):
        actions.add_photo(own, **facts | {"taken_at": world.later(9)}, by=world.examiner, at=world.later(4))


def test_other_departments_read_the_visit_and_nothing_else(world: World, application: Application) -> None:
    inspection = called(world, application)
    market = world.actor("examiner.market")
    assert list(procedures.inspections(market)) == [inspection]
    assert "示例路1号" in opened(market, "inspection", application)
    assert enter(market).get(f"/approvals/applications/{application.pk}/").status_code == 404
    for name in ("resident", "stranger", "enterprise"):
        there = f"/approvals/applications/{application.pk}/inspection/"
        assert enter(getattr(world, name)).get(there).status_code == 404


def test_not_before_acceptance_nor_after_the_decision(
    world: World, submitted: Application, decided: Application
) -> None:
    for application in (submitted, decided):
        with refused(WrongState, application):
            actions.call_inspection(application, **CALL, by=world.examiner, at=NOON)


def test_who_may_call_it(world: World, application: Application) -> None:
    only(world, application, actions.call_inspection, "examiner", "second_examiner", "head", **CALL)


def test_pages_go_the_whole_way(world: World, application: Application) -> None:
    facts = {"begins_at": "2999-03-05T09:30", "place": "示例路1号", "purpose": "核实", "checklist": "宽度"}
    assert sent(world.examiner, "inspection-call", application, **facts).status_code == 302
    pair = {"first": str(world.examiner.person.pk), "second": str(world.second_examiner.person.pk)}
    assert sent(world.head, "inspection-officers", application, **pair).status_code == 302
    SiteInspection.objects.update(begins_at=NOON)
    upload = io.BytesIO(picture("2026:03:02 13:00:00"))
    upload.name = "现场.jpg"
    shot = sent(world.examiner, "inspection-photo", application, upload=upload, place="路口")
    assert shot.status_code == 302
    plain = io.BytesIO(picture())
    plain.name = "无时间.jpg"
    asked = sent(world.examiner, "inspection-photo", application, upload=plain, place="路口")
    assert "照片没有自带时间" in asked.content.decode()
    found = {"line-0": "2.5米", "opinion": "一致"}
    assert sent(world.examiner, "inspection-findings", application, **found).status_code == 302
    assert sent(world.examiner, "inspection-completion", application, conclusion="一致").status_code == 302
    assert SiteInspection.objects.get(application=application).state == InspectionState.DONE
    report = enter(world.examiner).get(f"/approvals/applications/{application.pk}/inspection-report/")
    assert (report.status_code, report["Content-Type"]) == (200, "application/pdf")


def test_endpoints_call_and_move(world: World, application: Application) -> None:
    facts = {**CALL, "begins_at": "2999-03-05T09:30:00+08:00", "orgs": ["market-regulation"]}
    first = post(world.examiner, application, "inspection-call", **facts)
    assert first.status_code == 201
    assert [one["org"] for one in first.json()["parts"]] == ["urban-rural-construction", "market-regulation"]
    moved = {"begins_at": "2999-03-06T09:30:00+08:00", "place": "示例路2号", "reason": "大雨"}
    assert post(world.examiner, application, "inspection-move", **moved).json()["place"] == "示例路2号"
    assert post(world.stranger, application, "inspection-move", **moved).status_code == 404
