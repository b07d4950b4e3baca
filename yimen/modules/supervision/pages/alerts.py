"""预警: the list, one alert with what it rests on, and what unit and supervisors do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.documents.serving import serve
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.acts import sent, show_act
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import OpenOffer
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.supervision import actions, forms, lists, queries, reading, rules
from yimen.modules.supervision.actions.alerts import FORMATS
from yimen.modules.supervision.models import Alert
from yimen.modules.supervision.queries import cases
from yimen.modules.supervision.states import AlertState, Level

from .showing import crumbs, level_badge, state_badge


def _bodies(rows: Any) -> list[tuple[Any, Text]]:
    """The bodies that have alerts among those that the reader sees."""
    found = Org.objects.filter(pk__in=rows.order_by().values("org_id")).order_by("path")
    return [(one.pk, named(one)) for one in found]


def _rules() -> list[tuple[str, Text]]:
    return [(code, f"{code} {one.title}") for code, one in rules.rules().items()]


def _unsettled(rows: QuerySet[Alert], asked: bool) -> QuerySet[Alert]:
    return rows.filter(queries.UNSETTLED)


def _unexplained(rows: QuerySet[Alert], asked: bool) -> QuerySet[Alert]:
    return rows.filter(queries.unexplained(timezone.localdate()))


def _title(alert: Alert) -> Text:
    definition = rules.rules().get(alert.rule)
    return definition.title if definition else alert.rule


ALERTS = Table(
    columns=[
        Column("raised_at", gettext_lazy("预警时间"), sort=("raised_at", "id"), nowrap=True),
        Column("level", gettext_lazy("等级"), value=level_badge),
        Column(
            "rule",
            gettext_lazy("规则"),
            value=lambda row: f"{row.rule} {_title(row)}",
            link=lambda row: reverse("supervision:alert", args=[row.pk]),
        ),
        Column("subject_key", gettext_lazy("对象")),
        Column("org", gettext_lazy("被监督机构"), value=lambda row: named(row.org)),
        Column("happened_on", gettext_lazy("发生日期"), sort=("happened_on", "id"), nowrap=True),
        Column("state", gettext_lazy("状态"), value=state_badge),
    ],
    filters=[
        Filter("q", gettext_lazy("办件编号或者事项"), lookup="subject_key__startswith"),
        Filter("rule", gettext_lazy("规则"), kind="choice", choices=_rules),
        Filter("level", gettext_lazy("等级"), kind="choice", choices=Level),
        Filter("org", gettext_lazy("被监督机构"), kind="choice", lookup="org_id", among=_bodies),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=AlertState),
        Filter("happened", gettext_lazy("发生日期"), kind="dates", lookup="happened_on"),
        Filter("unsettled", gettext_lazy("待处理"), kind="flag", apply=_unsettled),
        Filter("late", gettext_lazy("逾期未说明"), kind="flag", apply=_unexplained),
    ],
    default_sort="-raised_at",
    name="alerts",
    empty=gettext_lazy("没有预警。"),
)
LIST = (lists.ALERTS, "supervision:alerts")


@require_GET
def alerts(request: Request) -> HttpResponseBase:
    """预警 — what the rules found, by rule, level, body, state and day."""
    if not queries.reads_alerts(request.actor):
        raise Http404
    page = ALERTS.read(request.GET, queries.alerts(request.actor))
    return table_response(request, "supervision/alerts.html", page, {"crumbs": crumbs((lists.ALERTS, ""))})


def found(request: Request, alert_id: UUID) -> Alert:
    """The alert, if the actor may see it; else Http404."""
    return get_object_or_404(queries.alerts(request.actor), pk=alert_id)


@require_GET
def alert(request: Request, alert_id: UUID) -> HttpResponse:
    """预警 — one: what the rule says, what it rests on, what was said and decided."""
    shown = found(request, alert_id)
    context = {
        "alert": shown,
        "definition": rules.rules().get(shown.rule),
        "title": _title(shown),
        "level": level_badge(shown),
        "state": state_badge(shown),
        "evidence": reading.evidence(shown, request.actor),
        "case_url": reading.case_address(shown, request.actor),
        "offers": _offers(request, shown),
        "crumbs": crumbs((LIST[0], reverse(LIST[1])), (str(shown), "")),
    }
    return render(request, "supervision/alert.html", context)


def _not_contested(alert: Alert, _actor: Actor) -> bool:
    return alert.contested_at is None


def _not_confirmed_by_oneself(alert: Alert, actor: Actor) -> bool:
    return str(alert.confirmed_by_id) != actor.id


OFFERS = (
    Offer(actions.acknowledge_alert, gettext_lazy("签收预警"), "supervision:acknowledgement"),
    Offer(actions.explain_alert, gettext_lazy("说明预警"), "supervision:explanation"),
    Offer(actions.contest_alert, gettext_lazy("提出异议"), "supervision:objection", when=_not_contested),
    Offer(actions.confirm_alert, gettext_lazy("认定预警"), "supervision:confirmation"),
    Offer(
        actions.decide_alert, gettext_lazy("复核预警"), "supervision:decision", when=_not_confirmed_by_oneself
    ),
)


def _offers(request: Request, shown: Alert) -> list[OpenOffer]:
    """What this person may do with it now; and, for the supervisor, to open a case against the body."""
    found = open_to(request.actor, shown, OFFERS)
    if cases.open_alerts(request.actor, shown.org).filter(pk=shown.pk).exists():
        opening = reverse("supervision:case-opening", args=[shown.org.code])
        found.append(OpenOffer("", _("监督立案"), f"{opening}?alerts={shown.pk}"))
    return found


def _act(
    request: Request, alert_id: UUID, form: Any, act: Callable[..., Any], title: Text, done: Text
) -> HttpResponseBase:
    """The page of an act on one alert."""
    shown = found(request, alert_id)
    if form.is_valid():
        facts = _facts(form)
        if facts is not None and attempt(form, act, shown, **facts, by=request.actor, at=timezone.now()):
            done_message(request, done)
            return redirect("supervision:alert", shown.pk)
    way = crumbs((LIST[0], reverse(LIST[1])), (str(shown), reverse("supervision:alert", args=[shown.pk])))
    rows = {
        _("规则"): f"{shown.rule} {_title(shown)}",
        _("对象"): shown.subject_key,
        _("被监督机构"): named(shown.org),
    }
    return show_act(request, form, title, way, rows=rows)


def _facts(form: Any) -> dict[str, Any] | None:
    """What the form says; a file is received first, and one that cannot be taken is told beside its field."""
    facts = dict(form.cleaned_data)
    if facts.get("file"):
        try:
            facts["file"] = received(facts["file"])
        except RuleBroken as refusal:
            form.add_error("file", str(refusal.message))
            return None
    return facts


def received(file: Any) -> Received:
    return receive(file, filename=file.name, formats=FORMATS)


def acknowledgement(request: Request, alert_id: UUID) -> HttpResponseBase:
    """签收预警."""
    form = forms.Nothing(sent(request))
    return _act(request, alert_id, form, actions.acknowledge_alert, _("签收预警"), _("已签收。"))


def explanation(request: Request, alert_id: UUID) -> HttpResponseBase:
    """说明预警."""
    form = forms.Explanation(sent(request))
    return _act(request, alert_id, form, actions.explain_alert, _("说明预警"), _("说明已提交。"))


def objection(request: Request, alert_id: UUID) -> HttpResponseBase:
    """对预警提出异议."""
    form = forms.Objection(sent(request), request.FILES or None)
    return _act(
        request, alert_id, form, actions.contest_alert, _("提出异议"), _("异议已提交，由另一名监督员复核。")
    )


def confirmation(request: Request, alert_id: UUID) -> HttpResponseBase:
    """认定预警."""
    form = forms.Nothing(sent(request))
    return _act(request, alert_id, form, actions.confirm_alert, _("认定预警"), _("已认定。"))


def decision(request: Request, alert_id: UUID) -> HttpResponseBase:
    """复核预警."""
    form = forms.Decision(sent(request))
    return _act(request, alert_id, form, actions.decide_alert, _("复核预警"), _("复核意见已登记。"))


@require_GET
def objection_file(request: Request, alert_id: UUID) -> HttpResponseBase:
    """异议材料 — for those who see the alert."""
    shown = found(request, alert_id)
    if shown.objection_file is None:
        raise Http404
    name = f"{shown}.{shown.objection_file.media_type.rsplit('/', 1)[-1]}"
    return serve(shown.objection_file, filename=name.replace("/", "-"))
