"""What can be found of approvals: the items of the guide, by anyone."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.search.matching import Fields
from yimen.kernel.search.sources import Hit, Source, register
from yimen.kernel.web.words import named

from . import queries
from .models import Item, LegalBasis

BASES = Subquery(
    LegalBasis.objects.filter(item=OuterRef("pk"))
    .order_by()
    .values("item")
    .annotate(text=StringAgg(Concat("instrument", Value(" "), "article", Value(" "), "number"), Value(" ")))
    .values("text"),
    output_field=TextField(),
)
"""The legal bases of an item as one text."""

ITEM_FIELDS = Fields(
    names=("name", "name_en"),
    pinyin="pinyin",
    others=("code", "official_code", "org__name", "org__short_name", "org__name_en", BASES),
    lists=("topics",),
)
"""Where words are looked for in items; the guide's own list uses it too."""


def _items(_actor: Actor, on: date) -> QuerySet[Item]:
    return queries.guide(on)


def _hit(item: Item) -> Hit:
    return Hit(
        title=named(item),
        href=reverse("approvals:item", args=[item.code]),
        text=named(item.org),
        note=item.get_kind_display(),
    )


ITEMS = Source("items", _("办事指南"), _items, ITEM_FIELDS, _hit)
register(ITEMS)
