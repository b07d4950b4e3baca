"""Writing: what a draft may say, who may write it, how two writers do not lose each other's words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.documents.intake import receive
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import Attachment

from .stage import Openness, enter, only, post, refused

pytestmark = pytest.mark.django_db


def test_drafts(stage: Openness) -> None:
    done = actions.draft_publication(stage.org, content=stage.content(), by=stage.drafter, at=NOON)
    version = stage.fresh(done.version)
    assert (version.state, version.edition, version.drafter_id) == ("draft", 1, stage.drafter.person.pk)
    assert (version.due_on, done.publication.index_number) == (date(2026, 3, 26), None)
    assert (
        recorded(done)
        == "示例·" + stage.drafter.label.removeprefix("示例·") + " 起草了《关于示例路段施工的通告》"
    )


def test_the_same_key_twice_is_one_draft(stage: Openness) -> None:
    facts: dict[str, Any] = {
        "content": stage.content(),
        "publication_id": new_id(),
        "by": stage.drafter,
        "at": NOON,
    }
    actions.draft_publication(stage.org, **facts)
    with refused(RuleBroken, stage.org, "这份草稿已经保存。"):
        actions.draft_publication(stage.org, **facts)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"title": " "}, "请填写名称。"),
        ({"abstract": "长" * 301}, "内容概述不超过 300 个字。"),
        ({"created_on": date(2026, 3, 3)}, "成文日期不能晚于今天。"),
        ({"effective_on": date(2026, 3, 5), "expires_on": date(2026, 3, 4)}, "有效期至不能早于施行日期。"),
        ({"openness": "on_request"}, "拟不主动公开的，请写明理由。"),
        ({"openness": "not_open", "openness_reason": "内部"}, "不予公开的，必须从法定理由中选择一项。"),
        ({"duration": "limited"}, "限时公开的，请填写公开至哪一天。"),
        ({"normative": "what"}, "请从所列选项中选择。"),
    ],
)
def test_refuses_what_is_not_sensible(stage: Openness, content: dict[str, Any], message: str) -> None:
    with refused(RuleBroken, stage.org, message):
        actions.draft_publication(stage.org, content=stage.content(**content), by=stage.drafter, at=NOON)


def test_a_place_belongs_to_its_own_tree(stage: Openness) -> None:
    wrong = stage.content(subject=stage.node("genre", "circular"))
    with refused(RuleBroken, stage.org, "“通知”不属于主题分类。"):
        actions.draft_publication(stage.org, content=wrong, by=stage.drafter, at=NOON)


def test_only_those_who_write_for_the_body(stage: Openness) -> None:
    only(stage, stage.org, actions.draft_publication, "drafter", "head", "officer", content=stage.content())


def test_saves_over_what_was_seen_only(stage: Openness) -> None:
    version = stage.drafted()
    done = actions.amend_publication(
        version, changes={"body": "<p>甲<script>x</script></p>"}, edition=1, by=stage.drafter, at=NOON
    )
    assert done.fields == ["body"]
    assert (stage.fresh(version).body, stage.fresh(version).edition) == ("<p>甲</p>", 2)
    with refused(RuleBroken, version):
        actions.amend_publication(version, changes={"body": "乙"}, edition=1, by=stage.officer, at=NOON)
    assert stage.fresh(version).body_text == "甲"


def test_a_title_follows_until_it_is_published(stage: Openness) -> None:
    version = stage.drafted()
    actions.amend_publication(version, changes={"title": "新的名称"}, edition=1, by=stage.drafter, at=NOON)
    assert stage.fresh(version.publication).title == "新的名称"


def test_what_is_in_the_check_stands_still(stage: Openness) -> None:
    version = stage.submitted().version
    for act, facts in (
        (actions.amend_publication, {"changes": {"body": "乙"}, "edition": 1}),
        (actions.add_attachment, {"received": receive("附件".encode(), filename="a.txt")}),
        (actions.discard_version, {}),
        (actions.submit_publication, {}),
    ):
        with refused(WrongState, stage.fresh(version)):
            act(version, **facts, by=stage.drafter, at=NOON)


def test_files_come_and_go(stage: Openness) -> None:
    version = stage.drafted()
    received = receive("桥梁名称".encode(), filename="附表.txt")
    done = actions.add_attachment(version, received=received, by=stage.drafter, at=NOON)
    assert (done.attachment.name, done.attachment.text_state, stage.fresh(version).edition) == (
        "附表.txt",
        "waiting",
        2,
    )
    with refused(RuleBroken, stage.fresh(version), "这个文件已经是附件。"):
        actions.add_attachment(version, received=received, by=stage.drafter, at=NOON)
    actions.remove_attachment(version, attachment=done.attachment, by=stage.drafter, at=NOON)
    assert not Attachment.objects.filter(version=version).exists()


def test_gives_a_draft_up(stage: Openness) -> None:
    version = stage.drafted()
    only(stage, version, actions.discard_version, "drafter", "head", "officer")
    actions.discard_version(version, by=stage.drafter, at=NOON)
    assert stage.fresh(version).state == "discarded"
    assert enter(stage.drafter).get(f"/disclosure/manuscripts/{version.pk}/").status_code == 404


def test_revises_with_the_files_of_the_version_before(stage: Openness) -> None:
    version = stage.drafted()
    received = receive("桥梁名称".encode(), filename="附表.txt")
    actions.add_attachment(version, received=received, by=stage.drafter, at=NOON)
    publication = stage.out(stage.checked(stage.fresh(version)))
    opened = actions.revise_publication(publication, reason="更正", by=stage.drafter, at=stage.later(1))
    draft = stage.fresh(opened.version)
    assert (draft.state, draft.number, draft.change_note) == ("draft", None, "更正")
    assert (draft.changed_on, draft.due_on) == (date(2026, 3, 3), date(2026, 3, 31))
    assert [one.name for one in draft.attachments.all()] == ["附表.txt"]
    assert stage.fresh(publication).current == version
    with refused(RuleBroken, publication, "这件信息已有正在准备的版本，请先完成或者放弃它。"):
        actions.revise_publication(publication, reason="再改", by=stage.officer, at=NOON)


def test_the_api_drafts_and_amends(stage: Openness) -> None:
    content = {
        "title": "接口起草",
        "created_on": "2026-02-27",
        "body": "正文",
        "subject": "roads",
        "genre": "circular",
    }
    answer = post(stage.drafter, "manuscripts", org=stage.org.code, content=content)
    assert answer.status_code == 201, answer.content.decode()
    version = answer.json()["id"]
    changed = post(stage.drafter, f"manuscripts/{version}/text", edition=1, content={"title": "接口修改"})
    assert (changed.status_code, changed.json()["title"], changed.json()["edition"]) == (201, "接口修改", 2)
    stale = post(stage.drafter, f"manuscripts/{version}/text", edition=1, content={"title": "迟了"})
    assert (stale.status_code, list(stale.json()["fields"])) == (422, ["edition"])
    assert post(stage.other_drafter, f"manuscripts/{version}/text", edition=2, content={}).status_code == 404
    assert post(stage.other_drafter, "manuscripts", org=stage.org.code, content=content).status_code == 404


def test_the_clock_of_the_law(stage: Openness) -> None:
    """Created 2025-09-25, at the latest 2025-10-29: the National Day holidays lie between."""
    version = stage.drafted(created_on=date(2025, 9, 25))
    assert version.due_on == date(2025, 10, 29)
    assert stage.drafted(created_on=date(2007, 5, 1)).due_on is None
    late = stage.drafted(created_on=NOON.date() - timedelta(days=60))
    assert late.due_on is not None
    assert late.due_on < NOON.date()
