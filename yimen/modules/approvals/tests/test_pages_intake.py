"""The window's pages: what lies there is checked, then taken in or dealt with in one of the other lawful ways."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.trials import standing, waiting
from tests.world import CONFIRMER, World
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

from .pages import Trial, address, does_once, enter, is_hidden, opened, sent, text

pytestmark = pytest.mark.django_db

ARTICLE = "行政许可法第三十二条"
TRIALS = [
    Trial("acceptance", "submitted", "clerk", "accepted", "application.accepted"),
    Trial(
        "non-requirement",
        "submitted",
        "clerk",
        "not_required",
        "application.not-required",
        {"reason": "不需要许可"},
    ),
    Trial(
        "non-competence",
        "submitted",
        "clerk",
        "not_competent",
        "application.not-competent",
        {"competent_body": "沈阳市公安局", "reason": ""},
    ),
    Trial(
        "correction-notice",
        "submitted",
        "clerk",
        "correction_requested",
        "correction.required",
        {
            "pick-application-form": "on",
            "defect-application-form": "illegible",
            "cure-application-form": "请重新上传",
        },
    ),
    Trial(
        "acceptance-refusal",
        "refusal_proposed",
        "chief",
        "refused_acceptance",
        "application.acceptance-refused",
    ),
]
WINDOWLESS = {"acceptance"}


def facts_for(world: World, trial: Trial) -> Trial:
    """An acceptance names its window."""
    if trial.page in WINDOWLESS:
        trial.facts["window"] = str(world.window().pk)
    return trial


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_does_its_act_once(world: World, trial: Trial) -> None:
    does_once(world, trial.reached(world), facts_for(world, trial))


@pytest.mark.parametrize("trial", TRIALS, ids=str)
def test_does_not_exist_for_others(world: World, trial: Trial) -> None:
    application = trial.reached(world)
    is_hidden(
        world, application, facts_for(world, trial), "resident", "stranger", "outsider", "keeper", "manager"
    )


def test_acceptance_shows_the_materials_and_the_other_ways(world: World, submitted: Application) -> None:
    page = opened(world.clerk, "acceptance", submitted)
    for shown in ("城市道路占用、挖掘申请表", "application-form.pdf", "受理通知书", "B01号窗口", "受理时限"):
        assert shown in page
    for way in (
        "correction-notice",
        "spot-correction",
        "non-requirement",
        "non-competence",
        "refusal-proposal",
    ):
        assert address(way, submitted) in page
    assert address("tolerance", submitted) not in page


def test_what_is_missing_stands_in_the_way_of_acceptance(world: World) -> None:
    application = without(world, "restoration-plan")
    page = opened(world.clerk, "acceptance", application)
    assert "材料不齐全，不能受理" in page
    assert 'name="window"' not in page
    assert address("tolerance", application) in page
    before = standing(application)
    response = sent(world.clerk, "acceptance", application, window=str(world.window().pk))
    assert (response.status_code, "还缺少材料：占用期满清理和恢复原状方案" in text(response)) == (200, False)
    assert standing(application) == before


def without(world: World, key: str) -> Application:
    """Submitted when all was there; one material has turned out to be none."""
    application = world.submitted()
    application.materials.filter(key=key).update(replaced_at=timezone.now())
    return application


def test_tolerates_what_may_come_later(world: World) -> None:
    application = without(world, "restoration-plan")
    page = opened(world.clerk, "tolerance", application)
    assert "本人承诺在期限内补交：占用期满清理和恢复原状方案。" in page
    facts = {"window": str(world.window().pk), "promise": "本人承诺补交。", "days": "5"}
    assert sent(world.clerk, "tolerance", application, **facts).status_code == 302
    assert world.fresh(application).tolerance.keys == ["restoration-plan"]


def test_tolerance_keeps_what_was_typed_when_it_is_refused(world: World, submitted: Application) -> None:
    facts = {"window": str(world.window().pk), "promise": "本人的书面承诺", "days": "5"}
    before = standing(submitted)
    page = text(sent(world.clerk, "tolerance", submitted, **facts))
    assert "材料已经齐全，请直接受理。" in page
    assert "本人的书面承诺" in page
    assert standing(submitted) == before


def test_missing_materials_are_listed_and_cannot_be_left_out(world: World) -> None:
    application = without(world, "restoration-plan")
    page = opened(world.clerk, "correction-notice", application)
    assert "缺少此材料，必须列入" in page
    facts = {"defect-restoration-plan": "missing", "cure-restoration-plan": "请提交方案"}
    assert sent(world.clerk, "correction-notice", application, **facts).status_code == 302
    assert [row["key"] for row in world.fresh(application).correction.rows] == ["restoration-plan"]


def test_the_notice_is_read_before_it_is_issued(world: World, submitted: Application) -> None:
    facts = {
        "pick-application-form": "on",
        "defect-application-form": "expired",
        "cure-application-form": "请填写今年的表格",
        "preview": "1",
    }
    before = standing(submitted)
    page = text(sent(world.clerk, "correction-notice", submitted, **facts))
    assert "补正告知书（预览）" in page
    assert "已过期。请填写今年的表格" in page
    assert standing(submitted) == before


def test_an_empty_notice_is_not_issued(world: World, submitted: Application) -> None:
    before = standing(submitted)
    page = text(sent(world.clerk, "correction-notice", submitted))
    assert "请至少列出一项需要补正的内容。" in page
    assert standing(submitted) == before


def test_a_second_notice_offers_only_what_was_listed(world: World, correction_requested: Application) -> None:
    actions.attach_material(
        correction_requested,
        key="application-form",
        name="new.pdf",
        received=world.received("again"),
        by=world.resident,
        at=world.noon,
    )
    application = world.fresh(
        actions.resubmit(correction_requested, by=world.resident, at=world.noon).application
    )
    page = opened(world.clerk, "correction-notice", application)
    assert "现在只能重申其中仍未补正的内容" in page
    assert 'name="pick-application-form"' in page
    assert 'name="pick-identity-card"' not in page
    facts = {"pick-identity-card": "on", "defect-identity-card": "illegible", "cure-identity-card": "请重传"}
    before = standing(application)
    assert "请至少列出一项" in text(sent(world.clerk, "correction-notice", application, **facts))
    assert standing(application) == before


def test_original_is_checked_on_the_page_of_acceptance(world: World, submitted: Application) -> None:
    actions.attach_material(
        submitted,
        key="identity-card",
        name="身份证",
        received=None,
        is_paper=True,
        by=world.clerk,
        at=world.noon,
    )
    assert "已核对居民身份证的原件" in opened(world.clerk, "acceptance", submitted)
    response = sent(world.clerk, "original-check", submitted, "?next=desk", key="identity-card")
    assert response.headers["Location"] == address("acceptance", submitted, "?next=desk")
    row = submitted.materials.get(key="identity-card", replaced_at=None)
    assert (row.is_original_seen, row.checked_by) == (True, world.clerk.label)


def test_corrects_on_the_spot_only_what_changes(world: World, submitted: Application) -> None:
    facts = {
        "subject": "占用青年大街 20 平方米",
        "statement": submitted.statement,
        "contact_phone": submitted.contact_phone,
        "contact_email": submitted.contact_email,
        "contact_address": submitted.contact_address,
        "what": "申请内容写明地点",
    }
    response = sent(world.clerk, "spot-correction", submitted, **facts)
    assert response.headers["Location"] == address("acceptance", submitted)
    assert world.fresh(submitted).subject == "占用青年大街 20 平方米"
    before = standing(submitted)
    assert "没有需要更正的内容。" in text(sent(world.clerk, "spot-correction", submitted, **facts))
    assert standing(submitted) == before


def test_refusal_of_acceptance_takes_two(world: World, submitted: Application) -> None:
    assert ARTICLE in opened(world.clerk, "refusal-proposal", submitted)
    facts = {"reason": "不符合受理条件", "article": ARTICLE}
    assert sent(world.clerk, "refusal-proposal", submitted, **facts).status_code == 302
    assert world.fresh(submitted).state == State.SUBMITTED
    assert enter(world.clerk).get(address("acceptance-refusal", submitted)).status_code == 404
    assert "不符合受理条件" in opened(world.chief, "acceptance-refusal", submitted)


def test_a_page_that_its_pattern_has_not_does_not_exist(world: World) -> None:
    application = world.submitted(CONFIRMER)
    for page in ("spot-decision", "filing"):
        assert enter(world.outsider).get(address(page, application)).status_code == 404


def test_acceptance_hands_over_to_the_section(world: World, submitted: Application) -> None:
    sent(world.clerk, "acceptance", submitted, window=str(world.window().pk))
    assert [row[:2] for row in waiting(submitted)] == [("assign", "section_examiner")]


def test_what_goes_into_documents_is_prepared_in_the_official_language(
    world: World, submitted: Application
) -> None:
    client = enter(world.clerk)
    client.cookies["django_language"] = "en"
    page = text(client.get(address("correction-notice", submitted)))
    assert '<html lang="en"' in page
    assert "请重新提交“城市道路占用、挖掘申请表”。" in page
