"""办理要求: what follows from a situation — materials, fees, steps, limit, mode. Guide, window and API use this one function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined

from .content import Content, Fee, Material, Procedure, Ruled, Variant
from .known import Answers, Known
from .models import Application, ItemVersion
from .states import Mode

T = TypeVar("T", bound=Ruled)


@dataclass(frozen=True)
class Outline:
    """办理要求 — what is asked for and given; ``open_materials`` still depend on what is not known."""

    materials: tuple[Material, ...]
    open_materials: tuple[Material, ...]
    fees: tuple[Fee, ...]
    procedures: tuple[Procedure, ...]
    variant: Variant | None
    promised_days: int
    mode: str
    pattern: str

    @property
    def is_instant(self) -> bool:
        return self.mode == Mode.INSTANT or self.promised_days == 0

    def as_data(self) -> dict[str, Any]:
        """As it is kept with an application from submission on."""
        return {
            "materials": [one.key for one in self.materials],
            "fees": [one.name for one in self.fees],
            "procedures": [one.key for one in self.procedures],
            "variant": self.variant.key if self.variant else "",
            "promised_days": self.promised_days,
            "mode": self.mode,
            "pattern": self.pattern,
        }


def outline(version: ItemVersion, answers: Answers, *, settled: bool = False) -> Outline:
    """What follows from what is known; ``settled`` when nothing more will come to be known."""
    content = version.body
    variant = next(iter(_that_apply(content, content.variants, answers, settled)), None)
    days = variant.promised_days if variant else None
    return Outline(
        materials=_that_apply(content, content.materials, answers, settled),
        open_materials=tuple(
            one for one in content.materials if content.applies(one, answers, settled=settled) is None
        ),
        fees=_that_apply(content, content.fees, answers, settled),
        procedures=_that_apply(content, content.procedures, answers, settled),
        variant=variant,
        promised_days=version.promised_days if days is None else days,
        mode=(variant.mode if variant else "") or version.mode,
        pattern=(variant.pattern if variant else "") or version.pattern,
    )


def _that_apply(content: Content, parts: Iterable[T], answers: Answers, settled: bool) -> tuple[T, ...]:
    return tuple(one for one in parts if content.applies(one, answers, settled=settled))


def known_of(application: Application, *, on: date | None = None) -> Known:
    """What is known of an application; ``on`` is the day of the act that submits it."""
    content = application.version.body
    needs_kind = "applicant.kind" in content.decisive
    return Known(
        answers=application.answers,
        form=application.form,
        applicant_kind=application.applicant.kind if needs_kind else "",
        applied_on=on or local_day(application.submitted_at or application.amended_at),
        channel=application.channel,
    )


def outline_of(application: Application, *, on: date | None = None) -> Outline:
    """What follows for an application."""
    return outline(application.version, known_of(application, on=on), settled=True)


def settled_in_words(application: Application) -> list[tuple[str, str]]:
    """What was settled at submission beyond the rule of the item, for who reads the case."""
    kept, content = application.outline, application.version.body
    variant = next((one for one in content.variants if one.key == kept.get("variant")), None)
    steps = [one.shown for one in content.procedures if one.key in kept.get("procedures", ())]
    rows = []
    if variant is not None:
        days = _("%(days)s个工作日") % {"days": kept["promised_days"]}
        rows += [(_("按这个情形办理"), variant.shown), (_("承诺时限"), days)]
    return [*rows, (_("另外的环节"), joined(steps, "、"))] if steps else rows


def promised_days(application: Application) -> int:
    """承诺时限 — as it was found at submission; of the version for what was submitted before there were situations."""
    return int(application.outline.get("promised_days", application.version.promised_days))
