"""分派规则 — who reviews what; kept by the head of the section."""

from __future__ import annotations

from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.orgs.models import Org
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals import actions, procedures
from yimen.modules.approvals.forms import routing as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.models import RoutingRule


def _end(row: RoutingRule) -> str:
    return reverse("approvals:routing-rule-end", args=[row.pk])


RULES = Table(
    columns=[
        Column(
            "about",
            gettext_lazy("范围"),
            value=lambda row: named(row.item or row.section or row.org),
            link=_end,
        ),
        Column("org", gettext_lazy("机构"), value=lambda row: named(row.org)),
        Column(
            "to", gettext_lazy("分派给"), value=lambda row: row.person.name if row.person else row.team.name
        ),
        Column("since", gettext_lazy("起始日期"), sort="since"),
        Column("until", gettext_lazy("截止日期")),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("事项或者人员"),
            lookups=["item__name__icontains", "person__name__icontains", "team__name__icontains"],
        ),
        Filter(
            "open",
            gettext_lazy("只看有效"),
            kind="flag",
            apply=lambda rows, _value: rows.filter(until__isnull=True),
        ),
    ],
    default_sort="-since",
    name="routing",
    caption=gettext_lazy("分派规则"),
    empty=gettext_lazy("还没有分派规则：受理后等待审核员接办，或者由处室负责人分派。"),
)


def routing(request: Request) -> HttpResponseBase:
    """分派规则 — the rules and teams of the own body."""
    org = _own(request)
    page = RULES.read(request.GET, procedures.routing_rules(request.actor))
    context = {"teams": procedures.teams(request.actor), "org": org, "crumbs": [Crumb(_("分派规则"))]}
    return table_response(request, "approvals/routing.html", page, context)


def _own(request: Request) -> Org:
    """The body for which the actor keeps rules; else 404."""
    org = procedures.routing_body(request.actor)
    if org is None:
        raise Http404
    return org


def _show(request: Request, form: BaseForm, title: str) -> HttpResponse:
    crumbs = [Crumb(_("分派规则"), reverse("approvals:routing")), Crumb(title)]
    return render(request, "approvals/routing_act.html", {"form": form, "title": title, "crumbs": crumbs})


def _done(request: Request, text: str) -> HttpResponse:
    done_message(request, text)
    return redirect("approvals:routing")


def routing_rule(request: Request) -> HttpResponse:
    """设定分派规则."""
    org = _own(request)
    examiners = holders(Role.SECTION_EXAMINER, org_path=org.path, on=timezone.localdate())
    form = forms.Rule(sent(request), org=org, examiners=examiners)
    if form.is_valid() and attempt(
        form, actions.add_routing_rule, org, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _done(request, _("分派规则已设定。"))
    return _show(request, form, _("设定分派规则"))


def routing_rule_end(request: Request, rule_id: UUID) -> HttpResponse:
    """停用分派规则."""
    rule = get_object_or_404(procedures.routing_rules(request.actor), pk=rule_id)
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.end_routing_rule, rule, by=request.actor, at=timezone.now()):
        return _done(request, _("分派规则已停用。"))
    return _show(request, form, _("停用分派规则：%(rule)s") % {"rule": rule})


def team(request: Request) -> HttpResponse:
    """组建审核小组."""
    org = _own(request)
    examiners = holders(Role.SECTION_EXAMINER, org_path=org.path, on=timezone.localdate())
    form = forms.NewTeam(sent(request), examiners=examiners)
    if form.is_valid() and attempt(
        form, actions.form_team, org, **form.facts(), by=request.actor, at=timezone.now()
    ):
        return _done(request, _("审核小组已组建。"))
    return _show(request, form, _("组建审核小组"))


def team_members(request: Request, team_id: UUID) -> HttpResponse:
    """调整审核小组."""
    found = get_object_or_404(procedures.teams(request.actor), pk=team_id)
    examiners = holders(Role.SECTION_EXAMINER, org_path=found.org.path, on=timezone.localdate())
    form = forms.Members(sent(request), examiners=examiners, initial={"members": found.members.all()})
    if form.is_valid() and attempt(
        form, actions.change_team, found, **form.facts(), by=request.actor, at=timezone.now()
    ):
        return _done(request, _("成员已调整。"))
    return _show(request, form, _("调整%(name)s") % {"name": found.name})
