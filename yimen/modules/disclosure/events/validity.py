"""Facts about the force of publications, and about what is withheld."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.disclosure.models import Publication, PublicationVersion, ValidityChange


@dataclass(frozen=True)
class InformationRepealed(Event):
    """登记废止 — from a day on it holds no more, by a named document."""

    code = "disclosure.validity.repealed"
    says = _("%(by)s 登记 %(publication)s 自 %(on)s 起废止，依据：%(basis)s")
    publication: Publication
    change: ValidityChange
    on: str
    basis: str


@dataclass(frozen=True)
class AmendmentNoted(Event):
    """登记修订 — another document amended it from a day on."""

    code = "disclosure.validity.amended"
    says = _("%(by)s 登记 %(publication)s 自 %(on)s 起被修订，依据：%(basis)s")
    publication: Publication
    change: ValidityChange
    on: str
    basis: str


@dataclass(frozen=True)
class ValidityProlonged(Event):
    """登记延长有效期 — it holds longer than its own words say."""

    code = "disclosure.validity.prolonged"
    says = _("%(by)s 登记 %(publication)s 的有效期延长至 %(until)s，依据：%(basis)s")
    publication: Publication
    change: ValidityChange
    until: str
    basis: str


@dataclass(frozen=True)
class LapseTold(Event):
    """告知失效 — its last day has passed."""

    code = "disclosure.validity.lapse-told"
    says = _("%(publication)s 的有效期于 %(last_day)s 届满，已经失效")
    publication: Publication
    last_day: str


@dataclass(frozen=True)
class WithheldEvaluated(Event):
    """定期评估 — what is withheld was looked at again (政府信息公开条例 18)."""

    code = "disclosure.publication.evaluated"
    says = _("%(by)s 评估了不予公开的《%(version)s》：%(outcome)s。%(reason)s")
    version: PublicationVersion
    outcome: str
    reason: str


@dataclass(frozen=True)
class PublicationDueMoved(Event):
    """公开期限变动 — the day by which it must be out follows a changed calendar of working days."""

    code = "disclosure.publication.due-moved"
    says = _("《%(version)s》的应公开日期由 %(before)s 变为 %(after)s，工作日历已更新")
    version: PublicationVersion
    before: str
    after: str
