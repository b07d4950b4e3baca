"""Facts about reports of errors."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.disclosure.models import ErrorReport, Publication


@dataclass(frozen=True)
class ErrorReported(Event):
    """提出纠错 — somebody says that a publication is wrong or outdated; what they wrote is not in the record."""

    code = "disclosure.error-report.reported"
    says = _("%(by)s 对 %(publication)s 提出纠错 %(report)s：%(kind)s")
    publication: Publication
    report: ErrorReport
    kind: str


@dataclass(frozen=True)
class ErrorAnswered(Event):
    """答复纠错 — what was done about it, readable by who reported it."""

    code = "disclosure.error-report.answered"
    says = _("%(by)s 答复了纠错 %(report)s：%(outcome)s")
    report: ErrorReport
    outcome: str
