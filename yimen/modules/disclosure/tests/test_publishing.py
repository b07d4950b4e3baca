"""Out to the public: only what was checked, to the letter; at a moment; taken over; taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from tests.world import NOON
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import receive
from yimen.kernel.search.models import Change
from yimen.modules.disclosure import actions, jobs
from yimen.modules.disclosure.models import Attachment, Publication, PublicationVersion

from .stage import Openness, only, post, refused

pytestmark = pytest.mark.django_db


def test_nothing_is_published_without_a_check(stage: Openness) -> None:
    for version in (stage.drafted(), stage.submitted().version, stage.withheld()):
        with refused(WrongState, stage.fresh(version)):
            actions.publish_information(version, by=stage.officer, at=NOON)


def test_a_text_that_was_changed_behind_the_check_is_not_published(stage: Openness) -> None:
    version = stage.approved()
    PublicationVersion.objects.filter(pk=version.pk).update(body="<p>偷换</p>")
    with refused(RuleBroken, stage.fresh(version), "稿件与审查时不一致，审查不再有效，请退回后重新送审。"):
        actions.publish_information(version, by=stage.officer, at=NOON)
    other = stage.approved()
    received = receive("偷塞".encode(), filename="a.txt")
    Attachment.objects.create(version=other, file=keep_file(received, at=NOON), name="a.txt")
    with refused(RuleBroken, stage.fresh(other), "稿件与审查时不一致，审查不再有效，请退回后重新送审。"):
        actions.publish_information(other, by=stage.officer, at=NOON)


def test_only_the_officer_publishes(stage: Openness) -> None:
    version = stage.approved()
    only(stage, version, actions.publish_information, "officer")
    done = actions.publish_information(version, by=stage.officer, at=NOON)
    case = Case.objects.get(pk=version.checks.get().pk)
    assert (case.outcome, done.number) == ("published", 1)
    assert Change.objects.filter(source="publications", key=str(done.publication.pk)).exists()
    with refused(WrongState, stage.fresh(version)):
        actions.publish_information(version, by=stage.officer, at=NOON)


def test_what_is_published_never_changes(stage: Openness) -> None:
    publication = stage.published()
    rows = PublicationVersion.objects.filter(pk=publication.current_id)
    for change in ({"title": "改"}, {"body": "改"}, {"published_by": "改"}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows._raw_delete(rows.db)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(index_number="X/2026-1")


def test_publishes_at_a_moment(stage: Openness) -> None:
    version, machine = stage.approved(), Machine("publication schedule")
    with refused(RuleBroken, version, "公开时间应当在现在之后。"):
        actions.schedule_publication(version, planned_at=NOON, by=stage.officer, at=NOON)
    only(stage, version, actions.schedule_publication, "officer", planned_at=stage.later(2))
    actions.schedule_publication(version, planned_at=stage.later(2), by=stage.officer, at=NOON)
    with refused(RuleBroken, stage.fresh(version), "还没有到安排的公开时间。"):
        actions.publish_information(version, by=machine, at=stage.later(1))
    jobs.publish_planned()
    assert stage.fresh(version).state == "published"  # the moment is long past by the clock of the machine


def test_index_numbers_follow_one_another(stage: Openness) -> None:
    numbers = [stage.published(title=f"第{n}件").index_number or "" for n in range(3)]
    serials = [int(one.rpartition("-")[2]) for one in numbers]
    assert serials == [serials[0], serials[0] + 1, serials[0] + 2]
    assert len({one.rpartition("-")[0] for one in numbers}) == 1


def test_takes_over_what_was_published_elsewhere(stage: Openness) -> None:
    facts: dict[str, Any] = {
        "key": "old/1", "source": "旧网站", "content": stage.content(), "published_at": NOON - timedelta(days=400),
        "index_number": "000014349/2017-00110", "by": Machine("import"), "at": NOON,
    }  # fmt: skip
    done = actions.take_over_publication(stage.org, **facts)
    publication = stage.fresh(done.publication)
    assert (publication.state, publication.index_number, publication.origin) == (
        "published", "000014349/2017-00110", "taken_over",
    )  # fmt: skip
    assert publication.published_at == facts["published_at"]
    with refused(RuleBroken, stage.org):
        actions.take_over_publication(stage.org, **facts)
    with pytest.raises(NotAllowed):
        actions.take_over_publication(stage.org, **{**facts, "key": "old/2", "by": stage.officer})


def test_takes_back(stage: Openness) -> None:
    publication = stage.published()
    facts = {"kind": "wrong", "reason": "数字有误"}
    only(stage, publication, actions.retract_information, "leader", **facts)
    with refused(RuleBroken, publication, "请选择撤回的原因。"):
        actions.retract_information(publication, kind="", reason="误", by=stage.leader, at=NOON)
    with refused(RuleBroken, publication, "请写明撤回的理由。"):
        actions.retract_information(publication, kind="wrong", reason="", by=stage.leader, at=NOON)
    actions.retract_information(publication, **facts, by=stage.leader, at=NOON)
    gone = stage.fresh(publication)
    assert (gone.state, gone.index_number, gone.retraction_reason) == (
        "retracted",
        publication.index_number,
        "数字有误",
    )
    with refused(WrongState, gone):
        actions.retract_information(gone, **facts, by=stage.leader, at=NOON)


def test_a_leak_leaves_no_text_of_its_files(stage: Openness) -> None:
    version = stage.drafted()
    received = receive("秘密的数字".encode(), filename="附表.txt")
    added = actions.add_attachment(version, received=received, by=stage.drafter, at=NOON).attachment
    actions.note_text(added, text="秘密的数字", state="done", by=Machine("text extraction"), at=NOON)
    publication = stage.out(stage.checked(stage.fresh(version)))
    actions.retract_information(publication, kind="secret_leak", reason="泄密", by=stage.leader, at=NOON)
    assert (stage.fresh(added).text, stage.fresh(added).text_state) == ("", "removed")
    actions.note_text(added, text="秘密的数字", state="done", by=Machine("text extraction"), at=NOON)
    assert stage.fresh(added).text == ""  # a job that was still reading brings nothing back


def test_is_ordered_back(stage: Openness) -> None:
    publication = stage.published()
    facts = {"kind": "privacy", "reason": "含有个人信息"}
    only(stage, publication, actions.order_retraction, "supervisor", "authority", **facts)
    actions.order_retraction(publication, **facts, by=stage.supervisor, at=NOON)
    with refused(RuleBroken, publication, "已经责令撤回，正在等待执行。"):
        actions.order_retraction(publication, **facts, by=stage.authority, at=NOON)
    actions.retract_information(publication, **facts, by=stage.leader, at=NOON)
    assert publication.retraction_orders.get().done_at == NOON


def test_archives(stage: Openness) -> None:
    publication = stage.published()
    only(stage, publication, actions.archive_information, "officer")
    actions.archive_information(publication, by=stage.officer, at=NOON)
    assert stage.fresh(publication).state == "archived"


def test_the_api_publishes_and_takes_back(stage: Openness) -> None:
    version = stage.approved()
    out = post(stage.officer, f"manuscripts/{version.pk}/publication")
    assert (out.status_code, out.json()["state"]) == (201, "published")
    path = f"publications/{out.json()['id']}"
    assert post(stage.officer, f"{path}/retraction", kind="wrong", reason="误").status_code == 404
    assert post(stage.officer, f"{path}/archiving").json()["state"] == "archived"
    assert post(stage.supervisor, f"{path}/retraction-order", kind="wrong", reason="误").status_code == 201
