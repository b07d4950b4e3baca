"""监督规则: which there are, how each stands, what it would have given; those that rest; the runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.acts import sent, show_act
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Table
from yimen.modules.supervision import actions, forms, lists, queries, reading, rules
from yimen.modules.supervision.models import SupervisionRule

from .showing import crumbs

Page = Callable[..., HttpResponseBase]
LIST = (lists.RULES, "supervision:rules")
FAULTS = Table(
    columns=[
        Column("parked_at", gettext_lazy("搁置时间"), sort=("parked_at", "id"), nowrap=True),
        Column("code", gettext_lazy("规则"), link=lambda row: reverse("supervision:rule", args=[row.code])),
        Column("reason", gettext_lazy("搁置原因")),
        Column("first_day", gettext_lazy("检查期间起"), nowrap=True),
        Column("last_day", gettext_lazy("检查期间止"), nowrap=True),
        Column(
            "resumed_at",
            gettext_lazy("恢复"),
            value=lambda row: row.resumed_at or _("恢复规则"),
            link=lambda row: "" if row.resumed_at else reverse("supervision:resumption", args=[row.pk]),
        ),
    ],
    default_sort="-parked_at",
    name="faults",
    empty=gettext_lazy("没有搁置的规则。"),
)
SWEEPS = Table(
    columns=[
        Column("ended_at", gettext_lazy("检查时间"), sort=("ended_at", "id"), nowrap=True),
        Column("kind", gettext_lazy("方式"), value=lambda row: row.get_kind_display()),
        Column("first_day", gettext_lazy("检查期间起"), nowrap=True),
        Column("last_day", gettext_lazy("检查期间止"), nowrap=True),
        Column("rule_count", gettext_lazy("规则数"), number=True),
        Column("parked_count", gettext_lazy("搁置数"), number=True),
        Column("found_count", gettext_lazy("发现数"), number=True),
        Column("raised_count", gettext_lazy("新增预警"), number=True),
    ],
    default_sort="-ended_at",
    name="sweeps",
    empty=gettext_lazy("还没有检查。"),
)


def reads(page: Page) -> Page:
    """A page for those who look after the rules; for others it does not exist."""

    @wraps(page)
    def opened(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not queries.reads_rules(request.actor):
            raise Http404
        return page(request, *args, **kwargs)

    return opened


@require_GET
@reads
def rules_list(request: Request) -> HttpResponse:
    """监督规则 — every one with its basis, how it stands, what it gave lately, how well it finds."""
    context = {
        "rules": reading.shown_rules(request.actor, timezone.localdate()),
        "crumbs": crumbs((lists.RULES, "")),
    }
    return render(request, "supervision/rules.html", context)


def shown_rule(request: Request, code: str) -> reading.ShownRule:
    """The rule with the code; Http404 for what is none."""
    today = timezone.localdate()
    shown = next((one for one in reading.shown_rules(request.actor, today) if one.code == code), None)
    if shown is None:
        raise Http404
    return shown


@require_GET
@reads
def rule(request: Request, rule_code: str) -> HttpResponse:
    """监督规则 — one: what it looks for, by which law, its settings from the first to the last."""
    shown = shown_rule(request, rule_code)
    rows = queries.rules(request.actor).filter(code=rule_code).order_by("-active_from")
    context = {
        "rule": shown,
        "history": [(one, shown.definition.in_words(one.parameters)) for one in rows],
        "measurements": queries.measurements(request.actor).filter(code=rule_code)[:10],
        "may_set": queries.sets_rules(request.actor),
        "crumbs": crumbs((LIST[0], reverse(LIST[1])), (rule_code, "")),
    }
    return render(request, "supervision/rule.html", context)


def _setting(request: Request, code: str) -> SupervisionRule:
    return get_object_or_404(queries.current_rules(request.actor), code=code)


def way_to(code: str) -> list[Crumb]:
    """From the list to the rule."""
    return crumbs((LIST[0], reverse(LIST[1])), (code, reverse("supervision:rule", args=[code])))


@reads
def adoption(request: Request, rule_code: str) -> HttpResponseBase:
    """采用规则."""
    shown, city = shown_rule(request, rule_code), queries.city()
    if city is None or shown.setting is not None:
        raise Http404
    form = forms.Adoption(sent(request), initial={"active_from": timezone.localdate()})
    if form.is_valid() and attempt(
        form,
        actions.adopt_rule,
        city,
        code=rule_code,
        **form.cleaned_data,
        by=request.actor,
        at=timezone.now(),
    ):
        done_message(request, _("规则已经采用，尚未启用。"))
        return redirect("supervision:rule", rule_code)
    return show_act(request, form, _("采用规则"), way_to(rule_code), lead=shown.definition.title)


@reads
def setting(request: Request, rule_code: str) -> HttpResponseBase:
    """设定规则."""
    shown, row = shown_rule(request, rule_code), _setting(request, rule_code)
    initial = {
        **shown.definition.numbers(row.parameters),
        "level": row.level,
        "addressees": row.addressees,
        "active_from": timezone.localdate(),
    }
    form = forms.Setting(sent(request), initial=initial, definition=shown.definition)
    if form.is_valid() and attempt(
        form, actions.set_rule, row, **form.facts, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("规则已经设定。"))
        return redirect("supervision:rule", rule_code)
    return show_act(request, form, _("设定规则"), way_to(rule_code), lead=shown.definition.title)


def _switching(request: Request, code: str, act: Any, title: Text, done: Text) -> HttpResponseBase:
    shown, row = shown_rule(request, code), _setting(request, code)
    form = forms.Switching(sent(request), initial={"active_from": timezone.localdate()})
    if form.is_valid() and attempt(form, act, row, **form.cleaned_data, by=request.actor, at=timezone.now()):
        done_message(request, done)
        return redirect("supervision:rule", code)
    return show_act(request, form, title, way_to(code), lead=shown.definition.title)


@reads
def switching_on(request: Request, rule_code: str) -> HttpResponseBase:
    """启用规则."""
    return _switching(request, rule_code, actions.switch_on_rule, _("启用规则"), _("规则已经启用。"))


@reads
def switching_off(request: Request, rule_code: str) -> HttpResponseBase:
    """停用规则."""
    return _switching(request, rule_code, actions.switch_off_rule, _("停用规则"), _("规则已经停用。"))


@require_GET
@reads
def faults(request: Request) -> HttpResponseBase:
    """搁置的规则 — which failed, why, and since when they rest."""
    page = FAULTS.read(request.GET, queries.faults(request.actor))
    lead = _("运行出错的规则不影响其他规则。查明原因以后恢复，下次检查时补上。")
    context = {"list_title": _("搁置的规则"), "lead_text": lead}
    return _listed(request, page, context)


@require_GET
@reads
def sweeps(request: Request) -> HttpResponseBase:
    """规则检查 — every run over some days."""
    page = SWEEPS.read(request.GET, queries.sweeps(request.actor))
    return _listed(request, page, {"list_title": _("规则检查"), "lead_text": ""})


def _listed(request: Request, page: Any, context: dict[str, Any]) -> HttpResponseBase:
    way = crumbs((LIST[0], reverse(LIST[1])), (context["list_title"], ""))
    return table_response(request, "supervision/list.html", page, {**context, "crumbs": way})


@reads
def resumption(request: Request, fault_id: UUID) -> HttpResponseBase:
    """恢复规则."""
    row = get_object_or_404(queries.faults(request.actor), pk=fault_id)
    form = forms.Nothing(sent(request))
    if form.is_valid() and attempt(form, actions.resume_rule, row, by=request.actor, at=timezone.now()):
        done_message(request, _("规则已经恢复。"))
        return redirect("supervision:faults")
    way = crumbs((LIST[0], reverse(LIST[1])), (_("搁置的规则"), reverse("supervision:faults")))
    title = rules.rules()[row.code].title if row.code in rules.rules() else row.code
    shown = {_("规则"): f"{row.code} {title}", _("搁置原因"): row.reason}
    return show_act(request, form, _("恢复规则"), way, rows=shown)
