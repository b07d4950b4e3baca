"""Figures of open government: what was published for the first time, what is out, by how many bodies, the rules in it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from yimen.kernel.metrics.bodies import by_department
from yimen.kernel.metrics.figures import Figure, Measure, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Org

from .models import Publication
from .queries import RULE_GENRE

ITEMS = _("条")


def _first_published(period: Period, scope: Scope) -> QuerySet[Publication]:
    return Publication.objects.filter(
        scope.narrow(centre_path=""),
        first_published_at__gte=period.begins_at,
        first_published_at__lt=period.ends_at,
    )


def _out(period: Period, scope: Scope) -> QuerySet[Publication]:
    """What was out at the end of the last day: published by then, and not taken back by then."""
    return Publication.objects.filter(
        scope.narrow(centre_path=""),
        Q(retracted_at__isnull=True) | Q(retracted_at__gte=period.ends_at),
        first_published_at__lt=period.ends_at,
    )


def _bodies(period: Period, scope: Scope) -> QuerySet[Org]:
    return Org.objects.filter(Exists(_out(period, scope).filter(org=OuterRef("pk"))))


DEPARTMENT = (by_department(),)

PUBLISHED = Figure(
    code="disclosure.published",
    is_kept=False,
    is_detail=True,
    title=_("主动公开信息"),
    definition=_("期间内首次公开的信息，按首次公开之日计；后来撤回的仍计入。"),
    source=_("政府信息公开条例第十九条"),
    unit=ITEMS,
    rows=_first_published,
    day=TruncDate("first_published_at"),
    dimensions=DEPARTMENT,
)
OUT = Figure(
    code="disclosure.public",
    is_kept=False,
    is_detail=True,
    title=_("在公开的信息"),
    definition=_("期末已经公开、没有撤回的信息；归档的计入。"),
    source=_("政府信息公开条例第十九条"),
    unit=ITEMS,
    rows=_out,
    dimensions=DEPARTMENT,
)
BODIES = Figure(
    code="disclosure.bodies",
    is_kept=False,
    is_detail=True,
    title=_("公开信息的部门"),
    definition=_("期末至少有一条信息在公开的机关；一个机关只计一次。"),
    source=_("政府信息公开条例第十条"),
    unit=_("个"),
    rows=_bodies,
)
RULES = Figure(
    code="disclosure.rules",
    is_kept=False,
    is_detail=True,
    title=_("政务公开制度"),
    definition=_("期末在公开的、体裁为制度的信息。"),
    unit=_("项"),
    rows=_out,
    only=Q(current__genre__code=RULE_GENRE),
    dimensions=DEPARTMENT,
)

MEASURES: list[Measure] = [PUBLISHED, OUT, BODIES, RULES]
register(MEASURES)
