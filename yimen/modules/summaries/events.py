"""Facts in the past tense: frozen dataclasses, each with the sentence that tells it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event

from .models import AnnualSummary, SummaryOutline


@dataclass(frozen=True)
class OutlineSet(Event):
    """制定总结提纲 — a new version; reports that were drafted before keep theirs."""

    code = "summaries.outline.set"
    says = _("%(by)s 制定了第%(number)s版总结提纲，共%(parts)s段")
    about = "outline"
    outline: SummaryOutline
    number: int
    parts: int


@dataclass(frozen=True)
class SummaryDrafted(Event):
    """起草年度工作总结 — for a year, as of a day, by the outline."""

    code = "summaries.summary.drafted"
    says = _("%(by)s 起草了 %(summary)s，统计截止%(as_of)s")
    about = "summary"
    summary: AnnualSummary
    as_of: str


@dataclass(frozen=True)
class SummaryComputed(Event):
    """计算总结数值 — every number that the texts quote was counted from the records."""

    code = "summaries.summary.computed"
    says = _("%(by)s 计算了 %(summary)s 的%(figures)s个数值，统计截止%(as_of)s")
    summary: AnnualSummary
    figures: int
    as_of: str
    is_first: bool


@dataclass(frozen=True)
class PartWritten(Event):
    """撰写总结段落 — somebody changed the text; numbers that were typed are told."""

    code = "summaries.part.written"
    says = _("%(by)s 撰写了 %(summary)s 的“%(part)s”，人工填写的数字：%(typed)s")
    summary: AnnualSummary
    part: str
    typed: str


@dataclass(frozen=True)
class PartsArranged(Event):
    """调整段落次序 — the paragraphs stand in another order."""

    code = "summaries.parts.arranged"
    says = _("%(by)s 调整了 %(summary)s 的段落次序")
    summary: AnnualSummary
    order: list[str]


@dataclass(frozen=True)
class SummaryReviewed(Event):
    """审核年度工作总结 — somebody else has checked it."""

    code = "summaries.summary.reviewed"
    says = _("%(by)s 审核通过了 %(summary)s")
    summary: AnnualSummary


@dataclass(frozen=True)
class SummaryReturned(Event):
    """退回年度工作总结 — something must be changed first."""

    code = "summaries.summary.returned"
    says = _("%(by)s 退回了 %(summary)s：%(reason)s")
    summary: AnnualSummary
    reason: str


@dataclass(frozen=True)
class SummaryFrozen(Event):
    """年度工作总结定稿 — the numbers stand under one hash, and so do the open data behind them."""

    code = "summaries.summary.frozen"
    says = _("%(by)s 将 %(summary)s 定稿，数值散列%(sha256)s")
    summary: AnnualSummary
    sha256: str
    files: dict[str, str]


@dataclass(frozen=True)
class SummaryPublished(Event):
    """公布年度工作总结 — everybody reads it, with the data behind it."""

    code = "summaries.summary.published"
    says = _("%(by)s 公布了 %(summary)s")
    summary: AnnualSummary


@dataclass(frozen=True)
class SummaryCorrected(Event):
    """更正年度工作总结 — a new edition is begun; the one that is published stays."""

    code = "summaries.summary.corrected"
    says = _("%(by)s 开始更正 %(replaced)s，形成第%(edition)s版：%(note)s")
    about = "summary"
    summary: AnnualSummary
    replaced: AnnualSummary
    edition: int
    note: str


@dataclass(frozen=True)
class SummaryRebuilt(Event):
    """重建总结数值 — counted again from the records: which numbers are no longer what was frozen."""

    code = "summaries.summary.rebuilt"
    says = _("%(by)s 从记录重建了 %(summary)s 的数值，有差异的%(count)s个")
    summary: AnnualSummary
    count: int
    differences: list[dict[str, str]]
