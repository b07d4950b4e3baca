"""办理: the pages of the acts on a request. One row of ACTS is one page: its verb, its words, its form, its condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.audit.pages import Act, ActPages
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, OpenOffer
from yimen.modules.requests import actions, queries
from yimen.modules.requests.forms import acts as forms
from yimen.modules.requests.models import InformationRequest
from yimen.modules.requests.states import MatterState, Stance


def _asked(request: InformationRequest, _actor: Actor) -> bool:
    return request.extension_asked is not None


def _not_asked(request: InformationRequest, _actor: Actor) -> bool:
    return request.extension_asked is None


def _objected(request: InformationRequest, _actor: Actor) -> bool:
    objecting = (Stance.OBJECTS_WITH_GROUND, Stance.OBJECTS_WITHOUT_GROUND)
    return request.consultations.filter(
        kind="third_party", stance__in=objecting, told_on__isnull=True
    ).exists()


def _consults(request: InformationRequest, _actor: Actor) -> bool:
    return queries.open_consultations(request).exists()


def _consultation_is_over(request: InformationRequest, _actor: Actor) -> bool:
    return queries.open_consultations(request).filter(due_on__lt=timezone.localdate()).exists()


def _not_charged(request: InformationRequest, _actor: Actor) -> bool:
    return not hasattr(request, "fee_notice")


def _fee_is_over(request: InformationRequest, _actor: Actor) -> bool:
    return request.fee_notice.pay_by < timezone.localdate()


def _correction_is_over(request: InformationRequest, _actor: Actor) -> bool:
    return bool(request.correction_due_on and request.correction_due_on < timezone.localdate())


def _not_corrected(request: InformationRequest, _actor: Actor) -> bool:
    return request.correction_due_on is None


def _has_reasons(request: InformationRequest, _actor: Actor) -> bool:
    return bool(request.reasons)


def _today(request: InformationRequest, _actor: Actor) -> bool:
    return request.received_on == timezone.localdate()


def _unsealed(request: InformationRequest, _actor: Actor) -> bool:
    answer = request.answers.select_related("document").last()
    return answer is not None and answer.document is not None and answer.document.state == "drawn_up"


def _sealed(request: InformationRequest, _actor: Actor) -> bool:
    answer = request.answers.select_related("document").last()
    return answer is not None and answer.document is not None and answer.document.state == "sealed"


def _contested(request: InformationRequest, _actor: Actor) -> bool:
    return request.remedies.filter(concluded_on__isnull=True).exists()


def _corrected_by_judgment(request: InformationRequest, _actor: Actor) -> bool:
    return request.remedies.filter(result="corrected").exists()


def _suggested(request: InformationRequest, _actor: Actor) -> bool:
    suggestion = getattr(request, "suggestion", None)
    return suggestion is not None and suggestion.state == MatterState.FILED


def _may_suggest(request: InformationRequest, _actor: Actor) -> bool:
    opened = request.outcome is not None and request.outcome.openness in ("open", "partly")
    return opened and not hasattr(request, "suggestion")


TOLD = _("申请人会立即收到通知和文书。")
INSIDE = _("内部办理，不通知申请人。")

ACTS: Mapping[str, Act] = {
    "registration": Act(
        actions.register_request,
        _("登记申请"),
        _("答复期限从收到日期的次日起算；申请人会收到登记回执。"),
        forms.Registration,
        "primary",
    ),
    "handling": Act(
        actions.take_up,
        _("开始办理"),
        _("申请内容明确，开始检索；申请人在进度中可以看到。"),
        kind="primary",
    ),
    "answer-approval": Act(
        actions.approve_answer,
        _("签发答复"),
        _("签发后由用印员用印，再送达申请人。答复书载明救济途径。"),
        kind="primary",
        lead=_("签发人不能签发自己拟写的答复。"),
    ),
    "extension-grant": Act(actions.grant_extension, _("同意延长答复期限"), TOLD, kind="primary", when=_asked),
    "answer-seal": Act(
        actions.seal_answer, _("答复用印"), _("用印后由经办人送达。"), kind="primary", when=_unsealed
    ),
    "service": Act(
        actions.serve_answer,
        _("送达答复"),
        _("计时停止；救济期限自申请人收到之日起算。"),
        forms.Service,
        "primary",
        _sealed,
    ),
    "suggestion-answer": Act(
        actions.answer_suggestion,
        _("审核主动公开建议"),
        TOLD,
        forms.SuggestionAnswer,
        "primary",
        _suggested,
    ),
    "correction": Act(
        actions.supply_correction,
        _("补正申请"),
        _("答复期限自收到补正之日起重新计算。"),
        forms.Correction,
        "primary",
        lead=_("请按补正告知书改写申请公开的信息。"),
    ),
    "reasons": Act(actions.state_reasons, _("说明理由"), _("理由交经办人审查。"), forms.Reasons, "primary"),
    "opinion": Act(
        actions.note_opinion,
        _("登记意见"),
        _("答复期限自收到意见的次日起继续计算。"),
        forms.Opinion,
        "primary",
        _consults,
    ),
    "payment": Act(actions.confirm_fee_paid, _("确认缴费"), _("继续办理。"), forms.Payment, "primary"),
    "correction-notice": Act(
        actions.ask_correction,
        _("告知补正"),
        TOLD,
        forms.CorrectionNotice,
        when=_not_corrected,
        lead=_("自收到申请之日起7个工作日内一次性告知（条例第三十条）。"),
    ),
    "arrival": Act(actions.note_arrival, _("登记意见书送达"), INSIDE, forms.Arrival, when=_consults),
    "opinion-lapse": Act(
        actions.lapse_consultation,
        _("认定意见期满"),
        _("其他机关视为同意公开；涉及第三方的由本机关依法决定。"),
        forms.OfConsultation,
        when=_consultation_is_over,
    ),
    "consultation": Act(
        actions.consult,
        _("征求意见"),
        _("所需时间不计入答复期限；意见书不写明申请人。"),
        forms.ConsultationForm,
        lead=_("公开会损害第三方合法权益的，应当书面征求意见（条例第三十二条）。"),
    ),
    "extension": Act(
        actions.propose_extension,
        _("提请延长答复期限"),
        _("由公开工作机构负责人决定；同意后告知申请人。"),
        forms.ExtensionProposal,
        when=_not_asked,
    ),
    "extension-refusal": Act(actions.decline_extension, _("不同意延长"), INSIDE, forms.Reason, when=_asked),
    "fee": Act(
        actions.notify_fee,
        _("通知收费"),
        _("金额由公布的标准计算，任何人不能填写；申请人会收到收费通知书。"),
        forms.Fee,
        when=_not_charged,
    ),
    "on-the-spot-answer": Act(
        actions.answer_on_the_spot,
        _("当场答复"),
        _("只用于已经主动公开的信息：告知获取的方式、途径。"),
        forms.OnTheSpot,
        when=_today,
    ),
    "reasons-notice": Act(
        actions.ask_reasons,
        _("要求说明理由"),
        TOLD,
        forms.ReasonsNotice,
        lead=_("数量、频次明显超过合理范围的，可以要求说明理由（条例第三十五条）。"),
    ),
    "delay": Act(actions.fix_delay, _("确定延迟答复"), TOLD, forms.Delay, when=_has_reasons),
    "override": Act(
        actions.tell_third_party,
        _("告知第三方决定公开"),
        _("第三方会收到书面告知；之后才能签发公开的答复。"),
        forms.Override,
        when=_objected,
    ),
    "answer-return": Act(actions.return_answer, _("退回答复"), INSIDE, forms.Reason),
    "correction-lapse": Act(
        actions.lapse_request_correction,
        _("认定逾期不补正"),
        TOLD,
        when=_correction_is_over,
    ),
    "fee-lapse": Act(actions.lapse_fee, _("认定逾期未缴费"), TOLD, when=_fee_is_over),
    "remedy": Act(actions.open_remedy, _("登记复议或者诉讼"), INSIDE, forms.Remedy),
    "remedy-result": Act(
        actions.conclude_remedy, _("登记复议诉讼结果"), INSIDE, forms.RemedyEnd, when=_contested
    ),
    "reopening": Act(
        actions.reopen_request,
        _("重新办理"),
        TOLD,
        forms.Reopening,
        when=_corrected_by_judgment,
    ),
    "archiving": Act(actions.close_request, _("归档"), INSIDE, forms.Archiving),
    "suggestion": Act(
        actions.suggest_publication,
        _("建议主动公开"),
        _("行政机关应当审核并答复您。"),
        forms.Reason,
        when=_may_suggest,
        lead=_(
            "所获信息涉及公众利益调整、需要公众广泛知晓或者参与决策的，可以建议纳入主动公开（条例第四十四条）。"
        ),
    ),
    "withdrawal": Act(
        actions.withdraw_request,
        _("撤回申请"),
        _("行政机关不再办理；以后可以重新申请。"),
        forms.OptionalReason,
        "danger",
    ),
}


DRAFT = Offer(actions.draft_answer, _("拟写答复"), "requests:answer-draft", "primary")


def seen(request: Request, request_id: UUID) -> InformationRequest:
    """The request, if the actor may see it; else 404."""
    return get_object_or_404(queries.requests(request.actor), pk=request_id)


def crumbs(request: Request, shown: InformationRequest, title: Text) -> list[Crumb]:
    mine = str(shown.applicant_id) == request.actor.id
    first = (
        Crumb(_("我的公开申请"), reverse("requests:mine"))
        if mine
        else Crumb(_("公开申请办理"), reverse("requests:handled"))
    )
    return [first, Crumb(str(shown) or _("草稿"), reverse("requests:request", args=[shown.pk])), Crumb(title)]


def _back(_request: Request, shown: InformationRequest) -> str:
    return reverse("requests:request", args=[shown.pk])


def _more(request: Request, shown: InformationRequest, name: str) -> dict[str, Any]:
    """What some acts show above their form."""
    from .case import answer_preview

    found: dict[str, Any] = {"is_staff": queries.is_staff_of(request.actor, shown)}
    if name in ("answer-approval", "answer-return", "override"):
        found["preview"] = answer_preview(shown)
    if name == "correction":
        found["matter_lines"] = True
    return found


PAGES = ActPages(ACTS, "shown", "requests/act.html", "requests/as_it_is.html", crumbs, _back, _more)


def offers(request: InformationRequest, actor: Actor) -> list[OpenOffer]:
    """What the actor can do with the request now, the main thing first."""
    return open_to(actor, request, (DRAFT, *PAGES.offers()))


def act(request: Request, request_id: UUID, name: str) -> HttpResponse:
    """办理 — the page of one act: what it is, its form, what follows."""
    return PAGES.page(request, seen(request, request_id), name)
