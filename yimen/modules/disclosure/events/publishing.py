"""Facts about what the public sees."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.disclosure.models import Publication, PublicationVersion, RetractionOrder, StandingCheck


@dataclass(frozen=True)
class InformationPublished(Event):
    """公开 — a version is out; the first one got the index number."""

    code = "disclosure.publication.published"
    says = _("%(by)s 公开了 %(publication)s，第%(number)s版")
    publication: Publication
    version: PublicationVersion
    number: int
    index_number: str
    sha256: str


@dataclass(frozen=True)
class PublicationScheduled(Event):
    """定时公开 — it will be published at a moment."""

    code = "disclosure.publication.scheduled"
    says = _("%(by)s 安排《%(version)s》于 %(planned_at)s 公开")
    version: PublicationVersion
    planned_at: str


@dataclass(frozen=True)
class ResultPublished(Event):
    """按类别审查公开 — the result of a concluded matter was published under the check of its class."""

    code = "disclosure.publication.result-published"
    says = _("%(by)s 按类别审查“%(standing)s”公开了 %(publication)s")
    about = "publication"
    publication: Publication
    version: PublicationVersion
    standing: StandingCheck
    index_number: str


@dataclass(frozen=True)
class PublicationTakenOver(Event):
    """转入公开信息 — what an authority published already was taken over, with its source and dates."""

    code = "disclosure.publication.taken-over"
    says = _("%(by)s 转入了 %(publication)s，来源：%(source)s")
    about = "publication"
    publication: Publication
    version: PublicationVersion
    source: str
    index_number: str


@dataclass(frozen=True)
class InformationRetracted(Event):
    """撤回公开信息 — a tombstone stands where it was; of a leak, only its number."""

    code = "disclosure.publication.retracted"
    says = _("%(by)s 撤回了 %(index_number)s：%(kind)s")
    publication: Publication
    index_number: str
    kind: str


@dataclass(frozen=True)
class RetractionOrdered(Event):
    """责令撤回 — the leader of the body has to take it back."""

    code = "disclosure.publication.retraction-ordered"
    says = _("%(by)s 责令撤回 %(index_number)s：%(kind)s")
    publication: Publication
    index_number: str
    order: RetractionOrder
    kind: str


@dataclass(frozen=True)
class InformationArchived(Event):
    """归档公开信息 — it stays readable and is marked as archived."""

    code = "disclosure.publication.archived"
    says = _("%(by)s 归档了 %(publication)s")
    publication: Publication
