"""专项检查: the list, a campaign with its samples and what was answered, the lot that anybody can draw again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_safe

from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.acts import Plain, sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Bar, Crumb, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.supervision import actions, lists, sampling
from yimen.modules.supervision.case_states import CampaignState, FrameSource, SampleState
from yimen.modules.supervision.forms import campaigns as forms
from yimen.modules.supervision.models import InspectionCampaign, Sample, SampleFrame
from yimen.modules.supervision.queries import enquiries

CAMPAIGNS = Table(
    columns=[
        Column(
            "title",
            gettext_lazy("检查名称"),
            link=lambda row: reverse("supervision:campaign", args=[row.pk]),
        ),
        Column("org", gettext_lazy("牵头机构"), value=lambda row: briefly(row.org)),
        Column("first_day", gettext_lazy("检查期间起"), sort="first_day"),
        Column("last_day", gettext_lazy("检查期间止")),
        Column("state", gettext_lazy("状态"), value=state_badges({}, "info")),
    ],
    filters=[
        Filter("q", gettext_lazy("检查名称"), lookup="title"),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=CampaignState),
    ],
    default_sort="-first_day",
    name="campaigns",
    caption=lists.CAMPAIGNS,
    empty=gettext_lazy("没有专项检查。"),
)
TONES: dict[str, Tone] = {SampleState.ANSWERED: "success", SampleState.DRAWN: "info"}
SAMPLES = Table(
    columns=[
        Column(
            "position",
            gettext_lazy("次序"),
            sort="position",
            link=lambda row: reverse("supervision:sample", args=[row.pk]),
            number=True,
        ),
        Column("source", gettext_lazy("抽样来源"), value=lambda row: row.frame.get_source_display()),
        Column("org", gettext_lazy("办理单位"), value=lambda row: briefly(row.org)),
        Column("item_code", gettext_lazy("事项代码")),
        Column(
            "state",
            gettext_lazy("状态"),
            value=state_badges(TONES, "warning"),
        ),
    ],
    filters=[
        Filter("state", gettext_lazy("状态"), kind="choice", choices=SampleState),
        Filter(
            "source", gettext_lazy("抽样来源"), kind="choice", choices=FrameSource, lookup="frame__source"
        ),
    ],
    default_sort="position",
    name="samples",
    caption=gettext_lazy("抽样对象"),
    empty=gettext_lazy("还没有抽样。"),
)


def _supervising(request: Request) -> Any:
    """The office of the supervisor who plans; else 404."""
    person = person_actor(request.actor)
    held = next((one for one in person.posts if one.role == Role.SUPERVISOR), None) if person else None
    if held is None:
        raise Http404
    return held.org


def _campaign(request: Request, campaign_id: UUID) -> InspectionCampaign:
    return get_object_or_404(enquiries.campaigns(request.actor), pk=campaign_id)


def _crumbs(campaign: InspectionCampaign, *more: Crumb) -> list[Crumb]:
    own = Crumb(campaign.title, reverse("supervision:campaign", args=[campaign.pk]) if more else "")
    return [Crumb(lists.CAMPAIGNS, reverse("supervision:campaigns")), own, *more]


@require_safe
def campaigns(request: Request) -> HttpResponseBase:
    """专项检查 — of the office that one belongs to, and of those that reach it."""
    _supervising(request)
    page = CAMPAIGNS.read(request.GET, enquiries.campaigns(request.actor))
    return table_response(request, "supervision/campaigns.html", page, {"crumbs": [Crumb(lists.CAMPAIGNS)]})


def campaign_plan(request: Request) -> HttpResponse:
    """计划专项检查."""
    office = _supervising(request)
    form = forms.CampaignPlan(request.POST or None, about=office, actor=request.actor)
    if form.is_valid():
        done = attempt(
            form, actions.plan_campaign, office, **form.facts(), by=request.actor, at=timezone.now()
        )
        if done is not None:
            done_message(request, _("已计划专项检查。"))
            return redirect("supervision:campaign", done.campaign.pk)
    trail = [Crumb(lists.CAMPAIGNS, reverse("supervision:campaigns")), Crumb(_("计划专项检查"))]
    words = {"title": _("计划专项检查"), "back": reverse("supervision:campaigns")}
    return render(request, "supervision/asked_act.html", {"form": form, "crumbs": trail, **words})


@require_safe
def campaign(request: Request, campaign_id: UUID) -> HttpResponseBase:
    """专项检查 — what is looked into, the samples, and what was answered."""
    shown = _campaign(request, campaign_id)
    rows = enquiries.samples(request.actor).filter(frame__campaign=shown)
    page = SAMPLES.read(request.GET, rows)
    context = {
        "shown": shown,
        "joint": [named(one) for one in shown.joint_with.all()],
        "frames": shown.frames.defer("keys"),
        "bars": [
            Bar(label, count, note=_("%(total)s人回答") % {"total": total})
            for label, count, total in enquiries.tally(shown)
        ],
        "is_planned": shown.state == CampaignState.PLANNED,
        "is_running": shown.state == CampaignState.RUNNING,
        "crumbs": _crumbs(shown),
    }
    return table_response(request, "supervision/campaign.html", page, context)


ACTS: dict[str, tuple[Callable[..., Any], Any, type[Any]]] = {
    "start": (actions.start_campaign, gettext_lazy("开始专项检查"), Plain),
    "closing": (actions.close_campaign, gettext_lazy("结束专项检查"), forms.CampaignSummary),
    "draw": (actions.draw_sample, gettext_lazy("随机抽样"), forms.Draw),
}


def campaign_act(request: Request, campaign_id: UUID, name: str) -> HttpResponse:
    """开始、结束专项检查，随机抽样."""
    shown, (verb, title, form_class) = _campaign(request, campaign_id), ACTS[name]
    form = form_class(sent(request), about=shown, actor=request.actor)
    if form.is_valid() and attempt(form, verb, shown, **form.facts(), by=request.actor, at=timezone.now()):
        done_message(request, _("已办理：%(title)s。") % {"title": title})
        return redirect("supervision:campaign", shown.pk)
    back = reverse("supervision:campaign", args=[shown.pk])
    context = {"form": form, "title": title, "back": back, "crumbs": _crumbs(shown, Crumb(title))}
    return render(request, "supervision/asked_act.html", context)


@require_safe
def frame(request: Request, frame_id: UUID) -> HttpResponse:
    """抽样框 — seed, hash of the list, and the lot drawn again before the reader's eyes."""
    shown = get_object_or_404(enquiries.frames(request.actor), pk=frame_id)
    samples = list(Sample.objects.filter(frame=shown).order_by("position").values_list("key", flat=True))
    again = sampling.in_lot_order(shown.seed, shown.keys.split("\n"))
    context = {
        "shown": shown,
        "hash_holds": sampling.list_hash(shown.keys) == shown.keys_sha256,
        "draw_holds": [one for one in again if one in set(samples)] == samples,
        "drawn": samples[:20],
        "crumbs": _crumbs(shown.campaign, Crumb(str(shown))),
    }
    return render(request, "supervision/frame.html", context)


@require_GET
def frame_list(request: Request, frame_id: UUID) -> HttpResponse:
    """抽样名单 — the very text that was hashed, one key a line."""
    shown: SampleFrame = get_object_or_404(enquiries.frames(request.actor), pk=frame_id)
    response = HttpResponse(shown.keys, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="frame-{shown.pk}.txt"'
    return response
