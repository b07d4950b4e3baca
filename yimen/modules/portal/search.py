"""What can be found besides the services: bodies, with their telephones."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.orgs.models import Org
from yimen.kernel.search.matching import Fields
from yimen.kernel.search.sources import Hit, Source, register
from yimen.kernel.web.words import named


def _bodies(_actor: Actor, on: date) -> QuerySet[Org]:
    return orgs.open_orgs(on)


def _hit(org: Org) -> Hit:
    return Hit(
        title=named(org),
        href=reverse("orgs:org", args=[org.code]),
        text=org.phone,
        note=org.get_kind_display(),
    )


ORGS = Source(
    "orgs",
    _("机构与电话"),
    _bodies,
    Fields(
        names=("name", "name_en", "short_name"), pinyin="pinyin", others=("phone", "address", "region__name")
    ),
    _hit,
)
register(ORGS)
