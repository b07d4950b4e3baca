"""办理: what the pages of all acts share: who may open them, what follows from the act, where one goes afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.desk import work_page
from yimen.kernel.documents.papers import PAPERS
from yimen.kernel.web.attempt import done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import (
    checklist,
    deadlines,
    offers,
    patterns,
    precedence,
    queries,
    rules,
    special_procedures,
)
from yimen.modules.approvals.application_paper import filled_parts
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.outline import known_of

from .opening import already_done, open_for

DESK = "desk"
Page = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Act:
    """办理 — how the page of one verb speaks: its name, its button, what is drawn up, what the applicant is told.

    ``work`` is the kind of work after which the next one of the desk opens; empty stands for the intake work
    of the application's own pattern.
    """

    title: Text
    button: Text
    told: Text
    documents: tuple[str, ...] = ()
    work: str = ""
    kind: str = "primary"


INSIDE = _("内部办理，不通知申请人。")
AFTER_SEAL = _("决定作出后先用印；用印办结时通知申请人。")
TOLD = _("申请人会立即收到通知和文书。")

ACTS: Mapping[str, Act] = {
    "accept": Act(
        _("受理"),
        pgettext_lazy("按钮", "受理"),
        _("申请人会收到受理通知，写明承诺和法定的办结日期。"),
        ("acceptance_notice",),
    ),
    "accept_with_tolerance": Act(
        _("容缺受理"),
        pgettext_lazy("按钮", "容缺受理"),
        _("申请人会收到受理通知，写明须补交的材料和期限。"),
        ("acceptance_notice",),
    ),
    "approve": Act(_("批准"), pgettext_lazy("按钮", "批准"), AFTER_SEAL, ("decision", "licence"), "approve"),
    "archive": Act(_("归档"), pgettext_lazy("按钮", "归档"), INSIDE, work="archive"),
    "assign": Act(_("接办或分派"), _("分派审核"), INSIDE, work="assign"),
    "call_hearing": Act(
        _("决定举行听证"), _("决定举行听证"), _("申请人会收到通知；听证所需时间不计入期限。"), work="examine"
    ),
    "call_inspection": Act(
        _("组织勘验"),
        pgettext_lazy("按钮", "组织勘验"),
        _("申请人会收到通知；参加的部门在工作台看到待办。"),
        work="examine",
    ),
    "check_original": Act(_("核对原件"), _("已核对原件"), INSIDE),
    "close_hold": Act(
        _("结束特别程序"), _("结束特别程序"), _("申请人会收到通知，写明新的办结日期。"), work="examine"
    ),
    "conclude": Act(
        _("用印办结"), _("用印办结"), _("申请人会收到办结通知，并按所选方式领取结果。"), work="conclude"
    ),
    "confirm_record_correction": Act(
        _("确认更正"), _("确认更正"), _("更正写入办理经过，申请人可以看到。"), work="record"
    ),
    "correct_on_the_spot": Act(_("当场更正"), _("当场更正"), _("申请人在场，当场确认；更正写入办理经过。")),
    "decide_above": Act(_("上级决定"), _("作出决定"), AFTER_SEAL, ("decision", "licence"), "decide_above"),
    "decide_by_commitment": Act(
        _("告知承诺决定"),
        _("作出准予决定"),
        AFTER_SEAL,
        ("commitment", "decision", "licence"),
        "decide_by_commitment",
    ),
    "decide_not_competent": Act(_("告知不属职权"), _("作出决定"), TOLD, ("not_competent",), kind="danger"),
    "decide_on_the_spot": Act(_("当场办理"), _("受理并作出决定"), AFTER_SEAL, ("decision", "licence")),
    "declare_not_required": Act(_("告知不需许可"), _("告知不需许可"), TOLD, ("not_required",), kind="danger"),
    "deliver": Act(_("送达"), _("登记送达"), _("申请人会收到送达通知。"), ("delivery_receipt",), "deliver"),
    "examine": Act(_("审核"), _("提交审核意见"), _("审核意见在决定之前不向申请人公开。"), work="examine"),
    "extend": Act(
        _("延长期限"),
        _("批准延期"),
        _("申请人会收到延期告知书，写明理由和新的办结日期。"),
        ("extension_notice",),
        "approve",
    ),
    "give_back": Act(
        _("退回中心"),
        _("退回中心"),
        _("申请由中心的窗口继续办理，受理期限从收件之日连续计算。"),
        kind="danger",
    ),
    "offer_hearing": Act(
        _("告知听证权利"),
        _("出具听证告知书"),
        _("申请人会收到听证告知书，写明事由和申请听证的期限。"),
        ("hearing_offer",),
        "examine",
    ),
    "migrate_case": Act(
        _("转入新版本"),
        _("转入新版本"),
        _("写入办理经过，申请人可以看到；不增加材料，期限不变。"),
        work="examine",
    ),
    "open_hold": Act(
        _("启动特别程序"),
        _("启动特别程序"),
        _("申请人会收到告知书，写明程序、依据和预计天数。"),
        ("hold_notice",),
        "examine",
    ),
    "propose_record_correction": Act(
        _("提出更正"), _("提出更正"), _("由另一人确认之后才生效；确认之前不通知申请人。"), work="record"
    ),
    "propose_refusal": Act(_("建议不予受理"), _("提出建议"), _("现在不通知申请人，由首席代表决定。")),
    "record_commitment_check": Act(
        _("核查承诺"),
        _("登记核查结果"),
        _("申请人会收到核查结果；不属实的，收到责令整改通知书。"),
        work="check_commitment",
    ),
    "record_hearing": Act(
        _("听证笔录"),
        _("登记听证笔录"),
        _("申请人可以查看听证笔录；期限恢复计算。"),
        ("hearing_minutes",),
        "record_hearing",
    ),
    "record_filing": Act(_("办理备案"), _("予以备案"), AFTER_SEAL, ("filing_receipt",)),
    "refuse": Act(_("不予许可"), _("作出不予许可决定"), AFTER_SEAL, ("decision",), "approve", "danger"),
    "refuse_acceptance": Act(
        _("决定不予受理"), _("作出不予受理决定"), TOLD, ("non_acceptance",), "refuse_acceptance", "danger"
    ),
    "report_up": Act(
        _("上报"),
        pgettext_lazy("按钮", "上报"),
        _("申请人会收到通知，写明由哪个机关决定和期限。"),
        ("first_review",),
        "report_up",
    ),
    "request_hearing": Act(
        _("申请听证"), _("提出听证申请"), _("承办处室应当在二十个工作日内组织听证，并在七个工作日前通知您。")
    ),
    "return_from_above": Act(_("退回初审机关"), _("退回重新审查"), INSIDE, work="decide_above"),
    "revoke_committed_decision": Act(
        _("撤销决定"),
        _("撤销行政许可决定"),
        _("申请人会收到通知；决定书和证件的查验结果立即显示为已撤销。"),
        ("revocation_decision",),
        "revoke_decision",
        "danger",
    ),
    "schedule_hearing": Act(
        _("通知听证"),
        _("出具听证通知书"),
        _("申请人会收到听证通知书，写明时间、地点和主持人。"),
        ("hearing_notice",),
        "schedule_hearing",
    ),
    "move_hearing": Act(
        _("变更听证"),
        _("出具变更后的听证通知书"),
        _("申请人会收到新的听证通知书，写明变更的原因。"),
        ("hearing_notice",),
    ),
    "seal_revocation": Act(
        _("撤销决定用印"), _("用印"), _("撤销决定书用印后送达申请人。"), work="seal_revocation"
    ),
    "sign_commitment": Act(_("签署承诺"), _("签署承诺"), _("决定作出前可以撤回。")),
    "verify_rectification": Act(
        _("复核整改"),
        _("登记复核结果"),
        _("未整改到位的，由分管领导决定是否撤销。"),
        work="verify_rectification",
    ),
    "waive_hearing": Act(_("放弃听证"), _("确认放弃"), _("审核继续进行。")),
    "withdraw_commitment": Act(_("撤回承诺"), _("确认撤回"), _("按一般程序办理。")),
    "require_correction": Act(
        _("一次性告知补正"),
        _("出具补正告知书"),
        _("申请人会收到补正告知书，列明全部内容、补正方法和截止日期。"),
        ("correction_notice",),
    ),
    "reopen": Act(
        _("恢复办理"),
        pgettext_lazy("按钮", "恢复办理"),
        _("申请人会收到通知；原决定和原证件的查验结果立即显示为已撤销。"),
        work="approve",
        kind="danger",
    ),
    "return_to_review": Act(_("退回重审"), _("退回重审"), INSIDE, work="approve"),
    "terminate": Act(
        _("终止办理"), pgettext_lazy("按钮", "终止办理"), TOLD, ("termination_notice",), "approve", "danger"
    ),
}


def opens(name: str) -> Callable[[Page], Page]:
    """The page of one verb: its application is found among what the actor sees and may do it with, else 404.

    When the state does not allow the verb any more, the page says what is so now.
    """

    def decorate(page: Page) -> Page:
        @wraps(page)
        def opened(request: Request, application_id: UUID) -> HttpResponse:
            application = open_for(request, application_id, verbs()[f"approvals.{name}"].permission)
            if name in offers.PATTERNED and not patterns.allows(application.pattern, name):
                raise Http404
            return already_done(request, application, name) or page(request, application)

        return opened

    return decorate


def finished(request: Request, application: Application, name: str, text: Text) -> HttpResponse:
    """After the act: the next work of this kind for whoever came from the desk, else the case."""
    done_message(request, text)
    if request.GET.get("next") == DESK:
        kind = ACTS[name].work or patterns.steps(application.pattern).intake_work
        following = queries.next_work(request.actor, kind)
        if following is not None:
            return redirect(f"{work_page(following)}?next={DESK}")
    return redirect("approvals:application", application.pk)


def show(
    request: Request,
    application: Application,
    name: str,
    template: str,
    form: BaseForm,
    context: Mapping[str, Any] | None = None,
    *,
    part: str = "",
) -> HttpResponse:
    """The page of an act: the case on top, the form, what follows from it."""
    late, way = _is_late(request, application, name), request.GET.get("next") == DESK
    shown = {
        "act": ACTS[name],
        "papers": _papers(application, name),
        "form": form,
        "is_late": late,
        "crumbs": _crumbs(request, application, ACTS[name].title),
        "way": f"?next={DESK}" if way else "",
        **case_context(request, application),
        **(context or {}),
    }
    response = render(request, f"approvals/{template}.html", shown, part=part)
    if late:
        response.status_code = 409
    return response


def case_context(request: Request, application: Application) -> dict[str, Any]:
    """What the head of the case and its materials are made of."""
    body, rows = application.version.body, checklist.rows(application)
    return {
        "application": application,
        "case": application.case,
        "deadlines": deadlines.deadlines(application, today=timezone.localdate()),
        "rows": rows,
        "is_incomplete": any(row.is_missing for row in rows),
        "answers": rules.answers_in_words(body, application.answers),
        "parts": filled_parts(application),
        "needs": precedence.needs(application, timezone.localdate()),
        "form_faults": list(rules.form_faults(body, known_of(application)).values()),
        "running_procedures": special_procedures.running(application, timezone.localdate()),
        "tolerated": [one for one in body.materials if one.key in checklist.tolerated_keys(application)],
    }


def _is_late(request: Request, application: Application, name: str) -> bool:
    """Whether the state has moved on before this form came: two clerks at once, a page left open."""
    sources = verbs()[f"approvals.{name}"].sources
    if request.method != "POST" or not sources:
        return False
    application.refresh_from_db(fields=["state", "outcome"])
    return application.state not in sources


def _papers(application: Application, name: str) -> list[Text]:
    """What the act draws up; a licence only where the item has one."""
    kinds = [
        one
        for one in ACTS[name].documents
        if one != "licence" or application.version.result_kind == "licence"
    ]
    return [PAPERS[one].label for one in kinds]


def _crumbs(request: Request, application: Application, title: Text) -> list[Crumb]:
    is_mine = str(application.applicant_id) == request.actor.id
    mine = Crumb(_("我的申请"), reverse("approvals:mine"))
    return [
        mine if is_mine else Crumb(_("办件"), reverse("approvals:handled")),
        Crumb(application.number or _("草稿"), reverse("approvals:application", args=[application.pk])),
        Crumb(title),
    ]
