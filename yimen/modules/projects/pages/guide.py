"""阶段指南 — what a stage asks of one's own situation: one list of items, materials, fees, and the longest way. Public."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.web.drawing import Node
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import briefly, named
from yimen.modules.approvals.public import follows
from yimen.modules.projects import queries
from yimen.modules.projects.asking import Asking, Situation, asking
from yimen.modules.projects.drawing import drawn
from yimen.modules.projects.forms.filling import Situations
from yimen.modules.projects.models import TemplateVersion
from yimen.modules.projects.standing import orders_of
from yimen.modules.projects.states import ItemRole, TemplateState


@login_not_required
@require_safe
def guide(request: Request) -> HttpResponse:
    """并联审批 — the stages that are offered, by theme."""
    crumbs = [Crumb(_("并联审批"))]
    return render(request, "projects/guide.html", {"templates": queries.templates(), "crumbs": crumbs})


@login_not_required
@require_safe
def stage_guide(request: Request, code: str) -> HttpResponse:
    """阶段指南 — questions over the whole stage; what follows from the answers."""
    template = get_object_or_404(queries.templates(), code=code)
    version = template.versions.filter(state=TemplateState.PUBLISHED).get()
    found, given, form = _asked(request, version)
    way = found.longest(given)
    context = {
        "template": template,
        "form": form,
        "is_answered": all(one.key in given.answers for one in found.questions(given)),
        "materials": found.materials(given),
        "lines": _lines(found, given),
        "longest": way,
        "names": {code: named(one.item) for code, one in found.versions.items()},
        "drawing": drawn(_nodes(found, given), orders_of(version.pk), way.way),
        "crumbs": [Crumb(_("并联审批"), reverse("projects:guide")), Crumb(named(template))],
    }
    return render(request, "projects/stage_guide.html", context)


def _asked(request: Request, version: TemplateVersion) -> tuple[Asking, Situation, Situations]:
    """What the address answers already, and the questions that then apply."""
    today = timezone.localdate()
    optional = list(version.items.filter(role=ItemRole.OPTIONAL).values_list("item_code", flat=True))
    chosen = [one for one in request.GET.getlist("chosen") if one in optional]
    codes = version.items.exclude(role=ItemRole.OPTIONAL).values_list("item_code", flat=True)
    found, everything = asking(version, [*codes, *chosen], today), asking(version, optional, today)
    answers = _answers(request, found)
    form = Situations(
        optional=[
            (one, named(everything.versions[one].item)) for one in optional if one in everything.versions
        ],
        questions=found.questions(Situation(answers, on=today)),
        chosen=chosen,
        answers=answers,
    )
    return found, Situation(answers, on=today), form


def _answers(request: Request, found: Asking) -> dict[str, list[str]]:
    """What is no answer to a question that applies is left out; an answer may bring another question."""
    answers: dict[str, list[str]] = {}
    while True:
        questions = found.questions(Situation(answers, on=timezone.localdate()))
        more = {
            one.key: given
            for one in questions
            if one.key not in answers
            and (given := [key for key in request.GET.getlist(one.key) if key in dict(one.options)])
        }
        if not more:
            return answers
        answers |= more


def _lines(found: Asking, given: Situation) -> list[dict[str, Any]]:
    """One line an item: who decides it, how long it takes, what it costs."""
    days = found.days(given)
    return [
        {
            "item": version.item,
            "role": found.items[code].get_role_display(),
            "days": days[code],
            "statutory_days": version.statutory_days,
            "fees": follows(version, found.known(code, given)).fees,
        }
        for code, version in found.versions.items()
    ]


def _nodes(found: Asking, given: Situation) -> list[Node]:
    days = found.days(given)
    return [
        Node(
            code,
            named(version.item),
            _("%(org)s · %(days)s个工作日") % {"org": briefly(version.item.org), "days": days[code]},
            href=reverse("approvals:item", args=[code]),
        )
        for code, version in found.versions.items()
    ]
