"""办理: the pages of the acts on a supervision case. One row of ACTS is one page: its verb, its words, its form."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.offers import Offer, main_first, open_to
from yimen.kernel.audit.pages import Act, ActPages
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.acts import Plain, sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, OpenOffer
from yimen.modules.supervision import actions, lists
from yimen.modules.supervision.case_states import SignatureState
from yimen.modules.supervision.forms import cases as forms
from yimen.modules.supervision.models import SupervisionCase
from yimen.modules.supervision.queries import cases


def _not_acknowledged(case: SupervisionCase, actor: Actor) -> bool:
    return case.acknowledged_at is None and cases.is_of_unit(actor, case)


def _of_unit(case: SupervisionCase, actor: Actor) -> bool:
    return cases.is_of_unit(actor, case)


def _not_reported(case: SupervisionCase, actor: Actor) -> bool:
    return case.reported_at is None and cases.is_of_unit(actor, case)


def _reported(case: SupervisionCase, _actor: Actor) -> bool:
    return case.reported_at is not None


def _all_signed(case: SupervisionCase, _actor: Actor) -> bool:
    draft = case.notices.filter(state="draft").first()
    return draft is not None and not draft.signatures.exclude(state=SignatureState.SIGNED).exists()


def _can_resample(case: SupervisionCase, _actor: Actor) -> bool:
    started = case.resample_from is not None and case.resample_from <= timezone.localdate()
    return started and not hasattr(case, "resampling")


INSIDE = _("内部办理，不告知被监督单位。")
UNIT_TOLD = _("被监督单位会立即收到通知。")

ACTS: Mapping[str, Act] = {
    "verification": Act(actions.begin_verification, _("开始核实"), INSIDE, kind="primary"),
    "notice-draft": Act(
        actions.draft_notice,
        _("拟写整改通知书"),
        _("送监督机构和中心的负责人分别签发；都签发之后才能下达。"),
        forms.JointPaper,
        "primary",
        lead=_("由政务服务中心会同监督机构联合下达，两个机关签发，加盖两个机关的印章。"),
    ),
    "suggestion": Act(
        actions.suggest_rectification,
        _("发出整改建议"),
        UNIT_TOLD,
        forms.Paper,
        lead=_("由监督机构单独发出。"),
    ),
    "unfounded": Act(actions.find_unfounded, _("认定不属实"), INSIDE, forms.Unfounded),
    "notice-issue": Act(
        actions.issue_notice,
        _("下达整改通知书"),
        _("编号、制文，由系统同时加盖各签发机关的印章；被监督单位会立即收到通知。"),
        kind="primary",
        when=_all_signed,
    ),
    "notice-withdrawal": Act(
        actions.withdraw_notice, _("收回整改通知书"), _("恢复核实。"), forms.Reason, "danger"
    ),
    "notice-acknowledgement": Act(
        actions.acknowledge_notice,
        _("签收整改文书"),
        _("签收不影响提出异议。"),
        kind="primary",
        when=_not_acknowledged,
    ),
    "plan": Act(
        actions.submit_plan,
        _("报送整改方案"),
        _("由监督机构审查；不符合要求的会退回。"),
        forms.Plan,
        "primary",
        _of_unit,
        _("整改方案应当经领导班子专题会议研究。"),
    ),
    "plan-acceptance": Act(actions.accept_plan, _("同意整改方案"), UNIT_TOLD, kind="primary"),
    "plan-return": Act(actions.return_plan, _("退回整改方案"), UNIT_TOLD, forms.Reason),
    "rectification-report": Act(
        actions.report_rectified,
        _("报告整改结果"),
        _("由拟稿人、签发人之外的监督员复查。"),
        forms.Report,
        "primary",
        _not_reported,
    ),
    "rectification-check": Act(
        actions.check_rectification,
        _("复查整改"),
        UNIT_TOLD,
        forms.Check,
        "primary",
        _reported,
        _("复查人不能是整改文书的拟稿人或者签发人。"),
    ),
    "case-closing": Act(
        actions.close_supervision_case, _("监督结案"), _("结案后按规定的月数再次抽样。"), kind="primary"
    ),
    "resampling": Act(
        actions.record_resampling,
        _("登记复查抽样"),
        INSIDE,
        forms.Resampled,
        "primary",
        _can_resample,
        _("先在专项检查中从该单位办结的办件里随机抽样、询问，再登记结论。"),
    ),
    "accountability": Act(
        actions.escalate_case,
        _("移送追究责任"),
        UNIT_TOLD,
        forms.Escalation,
        "danger",
        lead=_("监督机构不直接处分任何人，只移送有权机关。"),
    ),
    "accountability-outcome": Act(
        actions.conclude_accountability, _("登记追究结果"), _("案件随之结案。"), forms.Outcome, "primary"
    ),
}


SIGN = Offer(actions.sign_notice, _("签发整改通知书"), "supervision:notice-signature", "primary")


def seen(request: Request, case_id: UUID) -> SupervisionCase:
    """The case, if the actor may see it; else 404."""
    return get_object_or_404(cases.supervision_cases(request.actor), pk=case_id)


def crumbs(_request: Request, shown: SupervisionCase, title: Text) -> list[Crumb]:
    return [
        Crumb(lists.CASES, reverse("supervision:cases")),
        Crumb(str(shown), reverse("supervision:case", args=[shown.pk])),
        Crumb(title),
    ]


def _back(_request: Request, shown: SupervisionCase) -> str:
    return reverse("supervision:case", args=[shown.pk])


PAGES = ActPages(ACTS, "shown", "supervision/case_act.html", "supervision/as_it_is.html", crumbs, _back)


def offers(case: SupervisionCase, actor: Actor) -> list[OpenOffer]:
    """What the actor can do with the case now, and with the notice that waits for their signature, the main thing first."""
    found = open_to(actor, case, PAGES.offers())
    signature = cases.own_signature(actor, case)
    return main_first(found + open_to(actor, signature, [SIGN], at=case)) if signature else found


def act(request: Request, case_id: UUID, name: str) -> HttpResponse:
    """办理 — the page of one act: what it is, its form, what follows."""
    return PAGES.page(request, seen(request, case_id), name)


def notice_signature(request: Request, case_id: UUID) -> HttpResponse:
    """签发整改通知书 — for the body that one leads, after reading what it says."""
    shown = seen(request, case_id)
    signature = cases.own_signature(request.actor, shown)
    if signature is None:
        raise Http404
    form = Plain(sent(request), about=signature, actor=request.actor)
    if form.is_valid() and attempt(form, actions.sign_notice, signature, by=request.actor, at=timezone.now()):
        done_message(request, _("已签发。"))
        return redirect("supervision:case", shown.pk)
    title = _("签发整改通知书")
    words = {
        "title": title,
        "lead": _("代表本机关签发；两个机关都签发之后由监督机构下达。"),
        "told": _("签发人不能是拟稿人。"),
    }
    context = words | {"shown": shown, "form": form, "notice": signature.notice, "signature": signature}
    return render(request, "supervision/case_act.html", context | {"crumbs": crumbs(request, shown, title)})
