"""What applicants are told: after which facts, in which words, and never before the seal."""

from __future__ import annotations

from tests.world import NOON, SPOT, World
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions


def told(world: World) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(person=world.resident.person).order_by("pk")
    return [(notice.code, notice.subject) for notice in rows]


def test_tells_the_applicant_step_by_step(world: World) -> None:
    application = world.sealed()
    done = actions.deliver(
        application, method="window", receiver="示例居民甲", identity_checked=True, by=world.issuer, at=NOON
    )
    assert told(world) == [
        ("approvals.submitted", "已收到申请：城市道路占用、挖掘许可"),
        ("approvals.accepted", "已受理：城市道路占用、挖掘许可"),
        ("approvals.concluded", "已办结：城市道路占用、挖掘许可"),
        ("approvals.delivered", "结果已送达：城市道路占用、挖掘许可"),
    ]
    assert done.application.is_on_time is True


def test_says_nothing_of_the_decision_before_the_seal(world: World) -> None:
    world.decided()
    assert [code for code, _subject in told(world)] == ["approvals.submitted", "approvals.accepted"]


def test_receipt_tells_number_and_query_code(world: World) -> None:
    application = world.submitted()
    notice = Notice.objects.get(code="approvals.submitted")
    assert notice.body == (
        "示例居民甲，您好：\n\n"
        f"我们已收到您的申请。请保存办件编号{application.number}和查询码{application.case.query_code}，"
        "不登录也可以查询进度。\n"
        "窗口将在法定期限内受理，或者一次性告知需要补正的全部内容。预计日期见收件凭证。\n\n"
        f"办件编号：{application.number}\n"
        f"查看：{notice.link}\n"
        "咨询电话：12345"
    )
    assert notice.link.endswith(f"/approvals/applications/{application.pk}/receipt/")


def test_correction_lists_every_material_and_the_last_day(world: World) -> None:
    application = world.submitted()
    rows = [{"key": "identity-card", "defect": "illegible", "cure": "请重新扫描。"}]
    actions.require_correction(application, rows=rows, by=world.clerk, at=NOON)
    notice = Notice.objects.get(code="approvals.correction_required")
    assert notice.subject == "请补正材料：城市道路占用、挖掘许可"
    assert "请在2026年3月30日（含当日）前提交：\n- 居民身份证\n" in notice.body


def test_speaks_the_language_of_the_reader(world: World) -> None:
    world.resident.person.language = "en"
    world.resident.person.save(update_fields=["language"])
    world.submitted()
    assert (
        "Permit to occupy or excavate a city road" in Notice.objects.get(code="approvals.submitted").subject
    )


def test_electronic_delivery_is_told_once(world: World) -> None:
    world.sealed(delivery_wanted="electronic")
    assert [code for code, _subject in told(world)][-1] == "approvals.concluded"


def test_every_message_of_an_early_ending_is_written(world: World) -> None:
    facts = [
        (actions.declare_not_required, {"reason": "不占用道路。"}, world.clerk, "approvals.not_required"),
        (
            actions.decide_not_competent,
            {"competent_body": "沈阳市公安局"},
            world.clerk,
            "approvals.not_competent",
        ),
    ]
    for act, given, by, code in facts:
        act(world.submitted(), **given, by=by, at=NOON)
        assert Notice.objects.filter(code=code).count() == 1


def test_instant_item_tells_its_result_at_the_seal(world: World) -> None:
    world.submitted(SPOT)
    assert [code for code, _subject in told(world)] == ["approvals.submitted"]
