"""Facts of the search: what editors changed in its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event

from .models import EmptyQuery, Promotion, Synonym


@dataclass(frozen=True)
class SynonymAdded(Event):
    """登记同义词 — from a day on two words stand for one thing."""

    code = "search.synonym.added"
    about = "synonym"
    says = _("%(by)s 登记检索同义词%(synonym)s，自%(since)s起")
    synonym: Synonym
    kind: str
    since: date


@dataclass(frozen=True)
class SynonymEnded(Event):
    """停用同义词 — from the next day on they no longer do."""

    code = "search.synonym.ended"
    says = _("%(by)s 停用检索同义词%(synonym)s，最后一天为%(until)s")
    synonym: Synonym
    until: date


@dataclass(frozen=True)
class ResultPromoted(Event):
    """推荐结果 — a document stands above the others for a question."""

    code = "search.promotion.added"
    about = "promotion"
    says = _("%(by)s 推荐检索结果%(promotion)s（理由：%(reason)s）")
    promotion: Promotion
    reason: str


@dataclass(frozen=True)
class PromotionEnded(Event):
    """停止推荐 — it stands where its words place it."""

    code = "search.promotion.ended"
    says = _("%(by)s 停止推荐检索结果%(promotion)s，最后一天为%(until)s")
    promotion: Promotion
    until: date


@dataclass(frozen=True)
class QuerySettled(Event):
    """处理无结果检索 — an editor saw to what was asked in vain."""

    code = "search.query.settled"
    says = _("%(by)s 处理了无结果检索“%(query)s”：%(note)s")
    query: EmptyQuery
    note: str
