"""集中清理: the round with its balance and coverage, the proposals, and the acts of those who take part."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.punctuation import joined
from yimen.kernel.orgs.models import OrgKind
from yimen.kernel.orgs.queries import open_orgs
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tab, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.approvals import actions, balance, rounds
from yimen.modules.approvals.forms import rounds as forms
from yimen.modules.approvals.models import CatalogueRound, CleanupProposal, ItemVersion
from yimen.modules.approvals.states import CleanupOutcome, ProposalState

from .sheets import is_open, require_may, sheet

TONES: dict[str, Tone] = {"executed": "success", "published": "info", "decided": "info", "dropped": "neutral"}
SITTING = (
    OrgKind.CENTRE,
    OrgKind.SUPERVISION,
    OrgKind.LEGAL,
    OrgKind.FINANCE,
    OrgKind.PRICING,
    OrgKind.DEPARTMENT,
)


state_badge = state_badges(TONES, "warning")


PROPOSALS = Table(
    columns=[
        Column(
            "item",
            gettext_lazy("事项"),
            value=lambda row: named(row.item),
            sort="item__pinyin",
            link=lambda row: reverse("approvals:cleanup-proposal", args=[row.pk]),
        ),
        Column(
            "org",
            gettext_lazy("部门"),
            value=lambda row: briefly(row.org),
            sort="org__path",
        ),
        Column("outcome", gettext_lazy("结论"), value=lambda row: row.get_outcome_display() or None),
        Column("effective_from", gettext_lazy("施行日期"), sort="effective_from"),
        Column("state", gettext_lazy("状态"), value=state_badge),
        Column("instrument_no", gettext_lazy("决定文件")),
    ],
    filters=[
        Filter("q", gettext_lazy("事项"), lookups=["item__name__icontains", "item__name_en__icontains"]),
        Filter(
            "org",
            gettext_lazy("部门"),
            kind="choice",
            lookup="org__code",
            among=lambda rows: [(one.code, briefly(one)) for one in rounds.departments(rows)],
        ),
        Filter("outcome", gettext_lazy("结论"), kind="choice", choices=CleanupOutcome),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=ProposalState),
    ],
    default_sort="org",
    name="cleanup",
    caption=gettext_lazy("清理结果"),
    page_size=50,
    empty=gettext_lazy("没有符合条件的事项。"),
)
COVERAGE = Table(
    columns=[
        Column(
            "item",
            gettext_lazy("事项"),
            value=lambda row: named(row.item),
            sort="item__pinyin",
            link=lambda row: reverse("approvals:item", args=[row.item.code]),
        ),
        Column("org", gettext_lazy("部门"), value=lambda row: briefly(row.item.org), sort="item__org__path"),
        Column(
            "centre", gettext_lazy("办理地点"), value=lambda row: named(row.centre) if row.centre else None
        ),
        Column("windows", gettext_lazy("窗口"), value=lambda row: joined(row.windows, "、")),
        Column("place", gettext_lazy("进厅"), value=lambda row: _place(row)),
    ],
    filters=[
        Filter("q", gettext_lazy("事项"), lookups=["item__name__icontains", "item__name_en__icontains"]),
        Filter(
            "outside",
            gettext_lazy("只看没有进厅的"),
            kind="flag",
            apply=lambda rows, _value: rows.exclude(in_hall=True, centre__kind__in=balance.HALLS),
        ),
    ],
    default_sort="item",
    name="coverage",
    caption=gettext_lazy("进厅清单"),
    page_size=50,
    empty=gettext_lazy("没有符合条件的事项。"),
)


def _place(row: ItemVersion) -> Badge:
    return Badge(_("已进厅"), "success") if balance.has_place(row) else Badge(_("没有进厅"), "danger")


@login_not_required
@require_GET
def list_of_rounds(request: Request) -> HttpResponse:
    """集中清理 — the rounds, the latest first."""
    shown = rounds.rounds(request.actor)
    may_open = any(is_open(request, "open_round", one) for one in _leading_bodies())
    context = {"rounds": shown, "may_open": may_open, "crumbs": [Crumb(_("集中清理"))]}
    return render(request, "approvals/list_of_rounds.html", context)


@login_not_required
@require_GET
def catalogue_round(request: Request, ordinal: int) -> HttpResponseBase:
    """集中清理 — one round: its balance, its list; for those who take part, what waits for them."""
    round_ = _round(request, ordinal)
    rows = rounds.proposals(request.actor).filter(round=round_)
    mine = rounds.waiting(request.actor).filter(round=round_)
    only = request.GET.get("mine") == "1"
    page = PROPOSALS.read(request.GET, mine if only else rows)
    here = reverse("approvals:round", args=[ordinal])
    tabs = [Tab(_("全部事项"), here, not only), Tab(_("待我处理"), f"{here}?mine=1", only, mine.count())]
    context = {
        "round": round_,
        "balance": balance.balance(round_.proposals.all()),
        "outcomes": _outcomes(round_),
        "tabs": tabs if rounds.takes_part(request.actor) else [],
        "may_publish": is_open(request, "publish_round", round_),
        "may_close": is_open(request, "close_round", round_),
        "crumbs": [Crumb(_("集中清理"), reverse("approvals:rounds")), Crumb(round_.shown_title)],
    }
    return table_response(request, "approvals/catalogue_round.html", page, context)


@login_not_required
@require_GET
def coverage(request: Request, ordinal: int) -> HttpResponseBase:
    """进厅清单 — every retained item with the hall or the sub-centre where it sits."""
    round_ = _round(request, ordinal)
    versions = balance.versions_of(round_, timezone.localdate())
    page = COVERAGE.read(request.GET, versions)
    context = {
        "round": round_,
        "halls": balance.by_place(versions),
        "crumbs": [*_crumbs(round_), Crumb(_("进厅清单"))],
    }
    return table_response(request, "approvals/coverage.html", page, context)


@login_not_required
@require_GET
def cleanup_proposal(request: Request, proposal_id: UUID) -> HttpResponse:
    """清理意见 — what is proposed for one item, what the members said, what was decided and made of it."""
    shown = _proposal(request, proposal_id)
    inside = rounds.may_read_opinions(request.actor, shown)
    context = {
        "proposal": shown,
        "state": state_badge(shown),
        "opinions": shown.opinions.select_related("member__org", "signed_by") if inside else [],
        "inside": inside,
        "made": [*shown.new_versions.select_related("item"), *shown.delegations.all()],
        "offers": open_to(request.actor, shown, OFFERS),
        "crumbs": [*_crumbs(shown.round), Crumb(named(shown.item))],
    }
    return render(request, "approvals/cleanup_proposal.html", context)


def _has_outcome(shown: CleanupProposal, _actor: Actor) -> bool:
    return bool(shown.outcome)


def _has_seat(shown: CleanupProposal, actor: Actor) -> bool:
    return rounds.own_seats(actor, shown).exists()


OFFERS = (
    Offer(actions.propose_cleanup, gettext_lazy("提出清理意见"), "approvals:cleanup-outcome", "primary"),
    Offer(
        actions.circulate_proposal,
        gettext_lazy("送征求意见"),
        "approvals:cleanup-circulation",
        when=_has_outcome,
    ),
    Offer(
        actions.give_opinion, gettext_lazy("提出成员意见"), "approvals:cleanup-opinion", "primary", _has_seat
    ),
    Offer(actions.decide_proposal, gettext_lazy("登记决定"), "approvals:cleanup-decision", "primary"),
    Offer(actions.execute_proposal, gettext_lazy("执行决定"), "approvals:cleanup-execution"),
)


def round_opening(request: Request) -> HttpResponse:
    """启动集中清理 — by the body that leads the work group."""
    bodies = [one for one in _leading_bodies() if is_open(request, "open_round", one)]
    if not bodies:
        raise Http404
    sitting = open_orgs(timezone.localdate()).filter(kind__in=SITTING)
    form = forms.Opening(sent(request), bodies=sitting)
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and (done := attempt(form, actions.open_round, bodies[0], **form.facts(), **facts)):
        done_message(request, _("已启动，各部门可以提出清理意见。"))
        return redirect("approvals:round", done.round.ordinal)
    crumbs = [Crumb(_("集中清理"), reverse("approvals:rounds")), Crumb(_("启动集中清理"))]
    return sheet(request, "round_opening", form, _("启动"), crumbs)


def cleanup_outcome(request: Request, proposal_id: UUID) -> HttpResponse:
    """清理结论 — which; the next page asks what it needs."""
    shown = _for(request, "propose_cleanup", proposal_id)
    form = forms.Outcome(request.GET or None, initial={"outcome": shown.outcome or "retain"})
    if form.is_valid():
        return redirect("approvals:cleanup-proposing", proposal_id, form.cleaned_data["outcome"])
    crumbs = [*_crumbs(shown.round, shown), Crumb(_("清理结论"))]
    return sheet(request, "cleanup_outcome", form, _("下一步"), crumbs, {"proposal": shown})


def cleanup_proposing(request: Request, proposal_id: UUID, outcome: str) -> HttpResponse:
    """提出清理意见 — detail, reason, legal analysis, first day, cases in hand."""
    shown = _for(request, "propose_cleanup", proposal_id)
    if outcome not in CleanupOutcome.values:
        raise Http404
    form = forms.FORMS.get(outcome, forms.Proposal)(
        sent(request), proposal=shown, initial=forms.stated(shown, outcome)
    )
    facts: dict[str, Any] = {"outcome": outcome, "by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.propose_cleanup, shown, **form.facts(), **facts):
        done_message(request, _("已保存；送征求意见之前可以修改。"))
        return redirect("approvals:cleanup-proposal", proposal_id)
    label = CleanupOutcome(outcome).label
    crumbs = [*_crumbs(shown.round, shown), Crumb(label)]
    return sheet(
        request, "cleanup_proposing", form, _("保存意见"), crumbs, {"proposal": shown, "outcome": label}
    )


def cleanup_circulation(request: Request, proposal_id: UUID) -> HttpResponse:
    """送征求意见 — from now on the proposal cannot change."""
    shown = _for(request, "circulate_proposal", proposal_id)
    form = forms.Closing(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.circulate_proposal, shown, **facts):
        done_message(request, _("已送各成员单位征求意见。"))
        return redirect("approvals:cleanup-proposal", proposal_id)
    crumbs = [*_crumbs(shown.round, shown), Crumb(_("送征求意见"))]
    return sheet(request, "cleanup_circulation", form, _("送征求意见"), crumbs, {"proposal": shown})


def cleanup_opinion(request: Request, proposal_id: UUID) -> HttpResponse:
    """提出成员意见 — once for each seat of the own body."""
    shown = _for(request, "give_opinion", proposal_id)
    form = forms.Opinion(sent(request), seats=rounds.own_seats(request.actor, shown))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.give_opinion, shown, **form.cleaned_data, **facts):
        done_message(request, _("已提出意见。"))
        return redirect("approvals:cleanup-proposal", proposal_id)
    crumbs = [*_crumbs(shown.round, shown), Crumb(_("成员意见"))]
    return sheet(request, "cleanup_opinion", form, _("签署意见"), crumbs, {"proposal": shown})


def cleanup_decision(request: Request, proposal_id: UUID) -> HttpResponse:
    """登记决定 — what the government decided."""
    shown = _for(request, "decide_proposal", proposal_id)
    form = forms.Decision(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.decide_proposal, shown, **form.cleaned_data, **facts):
        done_message(request, _("已登记决定。"))
        return redirect("approvals:cleanup-proposal", proposal_id)
    crumbs = [*_crumbs(shown.round, shown), Crumb(_("登记决定"))]
    context = {"proposal": shown, "opinions": shown.opinions.select_related("member__org", "signed_by")}
    return sheet(request, "cleanup_decision", form, _("登记决定"), crumbs, context)


def cleanup_execution(request: Request, proposal_id: UUID) -> HttpResponse:
    """执行清理决定 — it is carried out by itself within the hour; here at once, and what stands against it is said."""
    shown = _for(request, "execute_proposal", proposal_id)
    form = forms.Closing(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.execute_proposal, shown, **facts):
        done_message(request, _("已执行，据此产生的版本、取消和下放从施行日期起有效。"))
        return redirect("approvals:cleanup-proposal", proposal_id)
    crumbs = [*_crumbs(shown.round, shown), Crumb(_("执行决定"))]
    return sheet(request, "cleanup_execution", form, _("执行决定"), crumbs, {"proposal": shown})


def round_publication(request: Request, ordinal: int) -> HttpResponse:
    """公布清理结果 — the whole list, by one instrument."""
    round_ = _round(request, ordinal)
    require_may(request, "publish_round", round_)
    form = forms.Publication(sent(request))
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid() and attempt(form, actions.publish_round, round_, **form.cleaned_data, **facts):
        done_message(request, _("已公布清理结果。"))
        return redirect("approvals:round", ordinal)
    context = {"round": round_, "balance": balance.balance(round_.proposals.all())}
    crumbs = [*_crumbs(round_), Crumb(_("公布清理结果"))]
    return sheet(request, "round_publication", form, _("公布"), crumbs, context)


def round_closing(request: Request, ordinal: int) -> HttpResponse:
    """结束集中清理 — when the balance adds up and every retained item has its place."""
    round_ = _round(request, ordinal)
    require_may(request, "close_round", round_)
    form = forms.Closing(sent(request))
    if form.is_valid() and attempt(form, actions.close_round, round_, by=request.actor, at=timezone.now()):
        done_message(request, _("集中清理已结束。"))
        return redirect("approvals:round", ordinal)
    context = {"round": round_, "balance": balance.balance(round_.proposals.all())}
    crumbs = [*_crumbs(round_), Crumb(_("结束集中清理"))]
    return sheet(request, "round_closing", form, _("结束集中清理"), crumbs, context)


def _round(request: Request, ordinal: int) -> CatalogueRound:
    return get_object_or_404(rounds.rounds(request.actor), ordinal=ordinal)


def _proposal(request: Request, proposal_id: UUID) -> CleanupProposal:
    return get_object_or_404(rounds.proposals(request.actor), pk=proposal_id)


def _for(request: Request, verb: str, proposal_id: UUID) -> CleanupProposal:
    """The proposal for the page of an act; 404 for those whose grounds do not reach it."""
    shown = _proposal(request, proposal_id)
    require_may(request, verb, shown)
    return shown


def _leading_bodies() -> list[Any]:
    """审批办: the centre of the city leads."""
    return list(open_orgs(timezone.localdate()).filter(kind=OrgKind.CENTRE))


def _outcomes(round_: CatalogueRound) -> list[tuple[str, int]]:
    labels = dict(CleanupOutcome.choices)
    counted = balance.by_outcome(round_.proposals.all())
    return [(str(labels[key]), counted[key]) for key in CleanupOutcome.values if counted.get(key)]


def _crumbs(round_: CatalogueRound, proposal: CleanupProposal | None = None) -> list[Crumb]:
    found = [Crumb(_("集中清理"), reverse("approvals:rounds"))]
    found.append(Crumb(round_.shown_title, reverse("approvals:round", args=[round_.ordinal])))
    if proposal is not None:
        found.append(Crumb(named(proposal.item), reverse("approvals:cleanup-proposal", args=[proposal.pk])))
    return found
