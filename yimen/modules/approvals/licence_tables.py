"""证照目录 as a list: searched, filtered, sorted, exported; persons' names are masked in public."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from yimen.kernel.base.text import masked_name
from yimen.kernel.people.models import PersonKind
from yimen.kernel.web.shapes import Badge, Tone
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named

from . import licence_register
from .models import Licence, LicenceType
from .states import LicenceState

TONES: dict[str, Tone] = {
    LicenceState.IN_FORCE: "success",
    LicenceState.EXPIRED: "warning",
    LicenceState.REVOKED: "danger",
}


def holder(row: Licence) -> str:
    """The name as anybody may read it: bodies in full, persons masked."""
    return row.holder_name if row.is_of_a_body else masked_name(row.holder_name)


def _state(row: Licence) -> Badge:
    standing = row.standing(timezone.localdate())
    return Badge(standing.label, TONES.get(standing, "neutral"))


def _by_words(rows: QuerySet[Licence], words: str) -> QuerySet[Licence]:
    """By number, or by the name of a body; persons are found by their number alone."""
    of_bodies = Q(holder_name__icontains=words) & ~Q(holder_kind=PersonKind.RESIDENT)
    return rows.filter(Q(number__icontains=words) | of_bodies)


def _of_state(rows: QuerySet[Licence], state: str) -> QuerySet[Licence]:
    """Asked of the dates, not of the sweep."""
    today = timezone.localdate()
    if state == LicenceState.IN_FORCE:
        return rows.filter(licence_register.in_force(today))
    if state == LicenceState.EXPIRED:
        open_ones = rows.filter(state=LicenceState.IN_FORCE).exclude(licence_register.in_force(today))
        return rows.filter(Q(state=LicenceState.EXPIRED) | Q(pk__in=open_ones.order_by().values("pk")))
    return rows.filter(state=state)


def _types(rows: QuerySet[Licence]) -> list[tuple[str, Any]]:
    found = LicenceType.objects.filter(Exists(rows.order_by().filter(type=OuterRef("pk"))))
    return [(one.code, named(one)) for one in found]


REGISTER = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("证照编号"),
            link=lambda row: reverse("approvals:licence-entry", args=[row.pk]),
            nowrap=True,
        ),
        Column("type", gettext_lazy("证照"), value=lambda row: named(row.type)),
        Column("holder", gettext_lazy("持证人"), value=holder),
        Column("org", gettext_lazy("发证机关"), value=lambda row: named(row.org)),
        Column("issued_on", gettext_lazy("发证日期"), sort="issued_on"),
        Column("holds_until", gettext_lazy("有效期至")),
        Column("state", gettext_lazy("状态"), value=_state),
    ],
    filters=[
        Filter("q", gettext_lazy("证照编号或单位名称"), apply=_by_words),
        Filter("type", gettext_lazy("证照"), kind="choice", lookup="type__code", among=_types),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=LicenceState, apply=_of_state),
        Filter("issued", gettext_lazy("发证日期"), kind="dates", lookup="issued_on"),
    ],
    default_sort="-issued_on",
    name="licences",
    caption=gettext_lazy("证照目录"),
    empty=gettext_lazy("没有符合条件的证照。"),
)
