"""联合会审, 联合验收, 联合勘验 — called by the lead, attended by the departments."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.base.refusals import Refused
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.acts import sent
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.projects import actions, offers, queries
from yimen.modules.projects.forms import acts as forms
from yimen.modules.projects.limits import SURVEY_FORMATS, upload_limits
from yimen.modules.projects.models import JointReview, ReviewSeat, Stage

from .acting import Says, act_page, open_for
from .stages import crumbs_of, joined


@require_safe
def review(request: Request, joint_review_id: UUID) -> HttpResponse:
    """会审 — agenda, who was invited and came, opinions, minutes, decision."""
    found = get_object_or_404(queries.reviews(request.actor), pk=joint_review_id)
    own = set(queries.seats(request.actor).filter(review=found).values_list("pk", flat=True))
    seats = list(found.seats.select_related("org", "review__stage"))
    lines = [
        (
            one,
            open_to(request.actor, one, offers.OF_SEAT) if one.pk in own and _is_called(found) else [],
        )
        for one in seats
    ]
    context = {
        "review": found,
        "lines": lines,
        "offers": open_to(request.actor, found, offers.OF_REVIEW),
        "crumbs": _crumbs(found),
    }
    return render(request, "projects/review.html", context)


def _is_called(found: JointReview) -> bool:
    return bool(found.held_at is None and found.state == "review_called")


def review_call(request: Request, stage_id: UUID) -> HttpResponse:
    """组织联合会审 — when, where, about what, whom."""
    found = open_for(request, joined(request), stage_id, "call_review")
    form = forms.ReviewCall(sent(request), request.FILES or None, orgs=_departments(found))
    says = Says(_("组织联合会审、联合验收"), _("发出通知"), _("已通知各部门。"))
    survey = _survey(form) if form.is_valid() else None
    there = reverse("projects:stage", args=[found.pk])
    return act_page(
        request,
        form,
        actions.call_review,
        found,
        says=says,
        back=there,
        crumbs=crumbs_of(found, says.title),
        facts=lambda: {**form.cleaned_data, "survey": survey},
    )


def _departments(found: Stage) -> Any:
    return Org.objects.filter(project_tasks__stage=found).distinct().order_by("path")


def _survey(form: Any) -> Received | None:
    upload = form.cleaned_data.get("survey")
    if not upload:
        return None
    try:
        limits = upload_limits(timezone.localdate())
        return receive(upload.file, filename=upload.name, formats=SURVEY_FORMATS, limits=limits)
    except Refused as refusal:
        form.add_error("survey", str(refusal.message))
        return None


def visit_call(request: Request, stage_id: UUID) -> HttpResponse:
    """组织联合勘验 — one visit of all departments that must see the place."""
    found = open_for(request, joined(request), stage_id, "call_joint_visit")
    says = Says(_("组织联合勘验"), _("发出通知"), _("已通知各部门。"))
    form = forms.VisitCall(sent(request), initial={"place": found.project.address})
    there = reverse("projects:stage", args=[found.pk])
    crumbs = crumbs_of(found, says.title)
    return act_page(request, form, actions.call_joint_visit, found, says=says, back=there, crumbs=crumbs)


def minutes(request: Request, joint_review_id: UUID) -> HttpResponse:
    """形成会审纪要 — who was absent without notice has consented."""
    lead = _("没有参加、也没有请假的部门视为同意，并记入办理经过。")
    says = Says(_("形成会审纪要"), _("确定"), _("已形成纪要。"), lead)
    return _of_review(request, joint_review_id, "hold_review", says, forms.Minutes(sent(request)))


def review_cancellation(request: Request, joint_review_id: UUID) -> HttpResponse:
    """取消联合会审."""
    says = Says(_("取消会审"), _("取消会审"), _("已取消。"), kind="danger")
    return _of_review(request, joint_review_id, "cancel_review", says, forms.Reason(sent(request)))


def review_opinion(request: Request, seat_id: UUID) -> HttpResponse:
    """提出会审意见."""
    says = Says(_("提出会审意见"), _("提出"), _("已提出意见。"))
    return _of_seat(request, seat_id, "give_review_opinion", says, forms.ReviewOpinion(sent(request)))


def review_excuse(request: Request, seat_id: UUID) -> HttpResponse:
    """会审请假."""
    says = Says(_("会审请假"), _("确定"), _("已请假。"))
    return _of_seat(request, seat_id, "excuse_seat", says, forms.Reason(sent(request)))


def _of_review(request: Request, joint_review_id: UUID, verb: str, says: Says, form: Any) -> HttpResponse:
    found = open_for(request, queries.reviews(request.actor), joint_review_id, verb)
    there, crumbs = reverse("projects:review", args=[found.pk]), [*_crumbs(found), Crumb(says.title)]
    return act_page(request, form, getattr(actions, verb), found, says=says, back=there, crumbs=crumbs)


def _of_seat(request: Request, seat_id: UUID, verb: str, says: Says, form: Any) -> HttpResponse:
    found: ReviewSeat = open_for(request, queries.seats(request.actor), seat_id, verb)
    there = reverse("projects:review", args=[found.review_id])
    crumbs = [*_crumbs(found.review), Crumb(says.title)]
    return act_page(request, form, getattr(actions, verb), found, says=says, back=there, crumbs=crumbs)


def _crumbs(found: JointReview) -> list[Crumb]:
    stage = crumbs_of(found.stage, found.get_kind_display())
    return [*stage[:-1], Crumb(found.get_kind_display(), reverse("projects:review", args=[found.pk]))]
