"""The pages of campaigns and cases: the whole way by clicking, and what each may not see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yimen.kernel.cases import desk, queries
from yimen.kernel.documents import jobs as sealing
from yimen.modules.supervision.models import InspectionCampaign, SupervisionCase

from .bureau import Bureau, enter, fresh

pytestmark = pytest.mark.django_db
PAPER = {
    "violation_1": "outside_hall", "text_1": "登记册有三件不在系统中", "rule_1": "R-OH-5", "violation_2": "charges",
    "text_2": "直接收费三百元", "demands": "停止厅外审批\n退还款项", "days": "20",
}  # fmt: skip


def go(person: object, name: str, case: SupervisionCase, **said: str) -> None:
    """The act by its page: offered on the case, shown, done."""
    page, there = enter(person), reverse(f"supervision:{name}", args=[case.pk])
    assert there in page.get(reverse("supervision:case", args=[case.pk])).content.decode(), name
    assert page.get(there).status_code == 200
    done = page.post(there, said)
    assert done.status_code == 302, done.content.decode()


def test_the_whole_way_by_pages(bureau: Bureau) -> None:
    page, unit = enter(bureau.supervisor), bureau.unit
    suspicion = bureau.suspicion()
    start = page.get(reverse("supervision:case-opening-start"), {"unit": unit.pk})
    said = {"title": "厅外审批", "reason": "群众反映", "suspicions": [str(suspicion.pk)]}
    assert page.post(start.headers["Location"], said).status_code == 302
    case, today = SupervisionCase.objects.get(), timezone.localdate().isoformat()
    go(bureau.supervisor, "verification", case)
    go(bureau.supervisor, "notice-draft", case, **PAPER, centre=str(bureau.centre.pk))
    go(bureau.supervisor, "notice-withdrawal", case, reason="补充证据")
    go(bureau.supervisor, "notice-draft", case, **PAPER, centre=str(bureau.centre.pk))
    for signer in (bureau.chief_supervisor, bureau.chief_centre):
        go(signer, "notice-signature", case)
    go(bureau.supervisor, "notice-issue", case)
    go(bureau.head, "notice-acknowledgement", case)
    plan = {
        "meeting_on": today,
        "causes": "管理不严",
        "measures": "全部进厅",
        "owner": "示例·许宁",
        "done_by": today,
    }
    go(bureau.leader, "plan", case, **plan)
    go(bureau.supervisor, "plan-return", case, reason="没有退款安排")
    go(bureau.leader, "plan", case, **plan)
    go(bureau.supervisor, "plan-acceptance", case)
    go(bureau.head, "rectification-report", case, report="全部改正")
    go(bureau.second, "rectification-check", case, is_passed="yes", text="抽查十件")
    go(bureau.supervisor, "case-closing", case)
    assert fresh(case).state == "closed"
    public = Client().get(reverse("supervision:results")).content.decode()
    assert "厅外审批" in public
    assert "城乡建设局" not in public.split("<main")[1]


def test_the_other_ends_by_pages(bureau: Bureau) -> None:
    unfounded, referred = bureau.verifying(), bureau.verifying()
    go(bureau.supervisor, "unfounded", unfounded, conclusion="查无此事")
    go(bureau.supervisor, "suggestion", referred, **PAPER)
    go(bureau.supervisor, "accountability", referred, referred_to="示例纪委", reason="拒不整改")
    on = timezone.localdate().isoformat()
    go(bureau.supervisor, "accountability-outcome", referred, outcome="通报", outcome_on=on)
    assert (fresh(unfounded).state, fresh(referred).state) == ("unfounded", "closed")


def test_the_unit_reads_its_part_only(bureau: Bureau) -> None:
    case = bureau.ordered(reason="群众来信", suspicions=[bureau.suspicion("asked_for_more")])
    sealing.set_waiting_seals()
    there = reverse("supervision:case", args=[case.pk])
    supervisor, unit = enter(bureau.supervisor).get(there), enter(bureau.leader).get(there)
    inside = ("群众来信", "被要求提交指南之外的材料", "立案和线索")
    assert all(word in supervisor.content.decode() for word in inside)
    assert not [word for word in (*inside, "示例·李娜", "开始核实") if word in unit.content.decode()]
    paper = reverse("supervision:paper", args=[case.pk, case.notices.get().document_id])
    answer = enter(bureau.leader).get(paper)
    assert (answer.headers["Content-Type"], b"".join(answer)[:5]) == ("application/pdf", b"%PDF-")
    for name in ("clerk", "outsider", "resident"):
        assert enter(getattr(bureau, name)).get(there).status_code == 404
        assert enter(getattr(bureau, name)).get(paper).status_code == 404


def test_an_act_whose_time_is_over_says_so(bureau: Bureau) -> None:
    case = bureau.opened()
    there = reverse("supervision:case-closing", args=[case.pk])
    answer = enter(bureau.supervisor).get(there)
    assert (answer.status_code, "已立案" in answer.content.decode()) == (409, True)
    assert enter(bureau.auditor).get(reverse("supervision:verification", args=[case.pk])).status_code == 404


def test_campaign_and_lot_by_pages(bureau: Bureau) -> None:
    bureau.register("示例甲公司", "示例乙公司")
    page, unit = enter(bureau.supervisor), str(bureau.unit.pk)
    said = {
        "title": "检查",
        "method": "回访",
        "first_day": "2026-01-01",
        "last_day": "2026-03-31",
        "scope": [unit],
    }
    assert page.get(reverse("supervision:campaign-plan")).status_code == 200
    assert page.post(reverse("supervision:campaign-plan"), said).status_code == 302
    campaign = InspectionCampaign.objects.get()
    for name, facts in (
        ("start", {}), ("draw", {"source": "registers", "size": "2", "seed": "甲"}), ("closing", {"summary": "查完"}),
    ):  # fmt: skip
        there = reverse(f"supervision:campaign-{name}", args=[campaign.pk])
        assert page.get(there).status_code == 200
        assert page.post(there, facts).status_code == 302
    frame = campaign.frames.get()
    shown = page.get(reverse("supervision:frame", args=[frame.pk])).content.decode()
    assert ("名单与散列值一致" in shown, "重新抽取的结果相同" in shown) == (True, True)
    listed = page.get(reverse("supervision:frame-list", args=[frame.pk]))
    assert listed.content.decode() == frame.keys
    type(frame).objects.filter(pk=frame.pk).update(keys=frame.keys + "x")
    changed = page.get(reverse("supervision:frame", args=[frame.pk])).content.decode()
    assert "名单与散列值不一致" in changed
    for name in ("leader", "auditor", "manager"):
        outside = enter(getattr(bureau, name))
        for there in (
            reverse("supervision:campaigns"), reverse("supervision:campaign", args=[campaign.pk]),
            reverse("supervision:frame", args=[frame.pk]), reverse("supervision:frame-list", args=[frame.pk]),
            reverse("supervision:campaign-plan"),
        ):  # fmt: skip
            assert outside.get(there).status_code == 404


def test_lists_are_filtered_and_exported(bureau: Bureau) -> None:
    case, page = bureau.suggested(), enter(bureau.supervisor)
    there = reverse("supervision:cases")
    for asked in ({"violation": "charges"}, {"state": "suggested"}, {"q": case.case.number}):
        assert str(case) in page.get(there, asked).content.decode()
    assert str(case) not in page.get(there, {"violation": "overdue"}).content.decode()
    exported = b"".join(page.get(there, {"format": "csv"}))
    assert case.case.number in exported.decode()
    assert str(case) in enter(bureau.leader).get(there).content.decode()
    assert enter(bureau.clerk).get(there).status_code == 404


def test_the_desk_leads_there(bureau: Bureau) -> None:
    case = bureau.ordered()

    def leads(person: object) -> list[str]:
        rows = queries.work(person).filter(case=case.case).select_related("case")  # type: ignore[arg-type]
        return sorted(desk.work_page(one) for one in rows)

    assert leads(bureau.head) == [reverse("supervision:notice-acknowledgement", args=[case.pk])]
    assert leads(bureau.leader) == [reverse("supervision:plan", args=[case.pk])]
    assert leads(bureau.supervisor) == []
