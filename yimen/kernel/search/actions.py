"""The verbs of the search's words. They are never edited: what is wrong is ended, and said anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken

from .events import PromotionEnded, QuerySettled, ResultPromoted, SynonymAdded, SynonymEnded
from .folding import folded
from .models import EmptyQuery, Promotion, StoredDocument, Synonym, Wordbook
from .permissions import Permission


def wordbook() -> Wordbook:
    """检索词表 — the one row; made when it is missing."""
    return Wordbook.objects.get_or_create(pk=1)[0]


@action(permission=Permission.SYNONYM_ADD, creates=True)
def add_synonym(
    book: Wordbook, *, kind: str, term: str, other: str, note: str = "", by: Actor, at: datetime
) -> SynonymAdded:
    """登记同义词 — from today on; it works at once, for nothing of it lies in the index."""
    term, other = term.strip(), other.strip()
    _require_words(term=term, other=other)
    if folded(term) == folded(other):
        raise RuleBroken(_("两个用语相同，不必登记。"), fields={"other": _("与检索用语相同")})
    if Synonym.objects.filter(kind=kind, term=term, other=other, until=None).exists():
        raise RuleBroken(_("这一组同义词已经在用。"))
    synonym = Synonym.objects.create(
        kind=kind, term=term, other=other, note=note.strip(), since=local_day(at)
    )
    return SynonymAdded(synonym, kind, synonym.since)


@action(permission=Permission.SYNONYM_END)
def end_synonym(synonym: Synonym, *, by: Actor, at: datetime) -> SynonymEnded:
    """停用同义词 — yesterday was its last day; one of today is over with today."""
    synonym.until = _last_day(synonym.since, synonym.until, at)
    return SynonymEnded(synonym, synonym.until)


@action(permission=Permission.PROMOTION_ADD, creates=True)
def promote(
    book: Wordbook, *, words: str, source: str, key: str, note: str, by: Actor, at: datetime
) -> ResultPromoted:
    """推荐结果 — of a document that everybody may find, for exactly these words."""
    plain = folded(words)[:60]
    _require_words(words=plain)
    if not note.strip():
        raise RuleBroken(_("请写明推荐的理由。"), fields={"note": _("请写明推荐的理由。")})
    document = StoredDocument.objects.filter(
        source=source, key=key, is_gone=False, audience__contains=["public"]
    ).first()
    if document is None:
        raise RuleBroken(_("检索中没有这项公开的内容。"), fields={"address": _("检索中没有这项公开的内容。")})
    if Promotion.objects.filter(words=plain, source=source, key=key, until=None).exists():
        raise RuleBroken(_("这项内容已经是这一用语的推荐结果。"))
    promotion = Promotion.objects.create(
        words=plain,
        source=source,
        key=key,
        label=document.title[:200],
        note=note.strip(),
        since=local_day(at),
    )
    return ResultPromoted(promotion, promotion.note)


@action(permission=Permission.PROMOTION_END)
def end_promotion(promotion: Promotion, *, by: Actor, at: datetime) -> PromotionEnded:
    """停止推荐 — yesterday was its last day; one of today is over with today."""
    promotion.until = _last_day(promotion.since, promotion.until, at)
    return PromotionEnded(promotion, promotion.until)


@action(permission=Permission.QUERY_SETTLE)
def settle_query(query: EmptyQuery, *, note: str, by: Actor, at: datetime) -> QuerySettled:
    """处理无结果检索 — what was done about it; when it is asked in vain again, it comes back."""
    if query.settled_at is not None:
        raise RuleBroken(_("这一用语已经处理。"))
    if not note.strip():
        raise RuleBroken(_("请写明处理结果。"), fields={"note": _("请写明处理结果。")})
    query.settled_at, query.note = at, note.strip()
    return QuerySettled(query, query.note)


def _require_words(**given: str) -> None:
    empty = {name: _("请填写用语。") for name, word in given.items() if not folded(word)}
    if empty:
        raise RuleBroken(_("请填写用语。"), fields=empty)


def _last_day(since: date, until: date | None, at: datetime) -> date:
    """The day before today, but not before the first one."""
    if until is not None:
        raise RuleBroken(_("这一项已经停用。"))
    return max(local_day(at) - timedelta(days=1), since)
