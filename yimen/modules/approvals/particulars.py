"""办事指南要素: what GB/T 39046-2020 table 4 wants of a guide beside conditions, materials, fees and holds.

They stand in the content of a version under ``particulars`` and ``legal_bases``, so that they are prepared, reviewed and
published with it, and an application keeps those under which it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.language import reads_english

from .models import ItemVersion, LegalBasis

PARTICULARS, BASES = "particulars", "legal_bases"
BASIS_FIELDS = ("instrument", "number", "article", "issued_on", "effective_from", "effective_to", "quote")
DAYS = ("issued_on", "effective_from", "effective_to")


class Reach(models.TextChoices):
    """通办范围 — from where one may apply."""

    NONE = "", _("不通办")
    COUNTY = "county", _("全县（区）通办")
    CITY = "city", _("全市通办")
    PROVINCE = "province", _("全省通办")
    NATION = "nation", _("全国通办")


@dataclass(frozen=True)
class Question:
    """常见问题."""

    question: str
    answer: str
    question_en: str = ""
    answer_en: str = ""

    @property
    def shown(self) -> tuple[str, str]:
        english = reads_english() and self.question_en and self.answer_en
        return (self.question_en, self.answer_en) if english else (self.question, self.answer)


@dataclass(frozen=True)
class Intermediary:
    """中介服务 — a service that the law demands of the applicant, with the basis; without one it is not asked."""

    name: str
    basis: str
    note: str = ""


@dataclass(frozen=True)
class StepLimit:
    """环节时限 — how many working days one step may take."""

    name: str
    days: int


@dataclass(frozen=True)
class Particulars:
    """办事指南要素 — as published; what is empty is not shown."""

    visits: int | None = None
    visit_reason: str = ""
    reach: str = ""
    appointment: bool = False
    courier: bool = False
    after_hours: bool = False
    online_payment: bool = False
    joint: bool = False
    joint_bodies: str = ""
    entrusted_by: str = ""
    delivery_days: int | None = None
    flow: str = ""
    rights: str = ""
    remedies: str = ""
    result_sample: str = ""
    step_limits: tuple[StepLimit, ...] = ()
    intermediaries: tuple[Intermediary, ...] = ()
    faq: tuple[Question, ...] = ()

    @property
    def reach_label(self) -> str:
        return str(Reach(self.reach).label) if self.reach in Reach.values else self.reach

    @property
    def services(self) -> list[str]:
        """What is offered, in words."""
        offered = (
            (self.appointment, _("预约办理")),
            (self.courier, _("物流快递")),
            (self.after_hours, _("延时服务")),
            (self.online_payment, _("网上支付")),
            (self.joint, _("联合办理")),
        )
        return [str(label) for is_offered, label in offered if is_offered]

    def as_data(self) -> dict[str, Any]:
        """As JSON; what is empty is left out, so that a field that comes later changes no published content."""
        return {key: value for key, value in asdict(self).items() if value not in ("", None, False, ())}


ROWS: Mapping[str, type] = {"step_limits": StepLimit, "intermediaries": Intermediary, "faq": Question}


def particulars_from(data: Mapping[str, Any]) -> Particulars:
    """From their JSON form; what is not known is left out."""
    known = {one.name for one in fields(Particulars)}
    values = {key: value for key, value in data.items() if key in known and key not in ROWS}
    rows: dict[str, Any] = {
        key: tuple(_row(kind, one) for one in data.get(key, ())) for key, kind in ROWS.items()
    }
    return Particulars(**values, **rows)


def _row(kind: type, data: Mapping[str, Any]) -> Any:
    known = {one.name for one in fields(kind)}
    return kind(**{key: value for key, value in data.items() if key in known})


def particulars_of(version: ItemVersion) -> Particulars:
    """The particulars of a version."""
    return particulars_from(stated(version.content).get(PARTICULARS, {}))


def stated(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with what older parts put into ``extra`` beside the rest."""
    return {**content.get("extra", {}), **{key: value for key, value in content.items() if key != "extra"}}


def bases_of(version: ItemVersion) -> list[LegalBasis]:
    """设定依据 of the version: those that it states itself, else those of its item."""
    own = stated(version.content).get(BASES)
    return bases_from(own) if own else list(version.item.legal_bases.all())


def bases_from(rows: Iterable[Mapping[str, Any]]) -> list[LegalBasis]:
    """Legal bases from their JSON form, not saved."""
    return [
        LegalBasis(position=position, is_confirmed=row.get("is_confirmed", True), **_basis(row))
        for position, row in enumerate(rows)
    ]


def basis_data(basis: LegalBasis) -> dict[str, Any]:
    """A legal basis as JSON; what is empty is left out."""
    values = {name: getattr(basis, name) for name in BASIS_FIELDS}
    shown = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    certain = {} if basis.is_confirmed else {"is_confirmed": False}
    return {name: value for name, value in shown.items() if value} | certain


def _basis(row: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: row[name] for name in BASIS_FIELDS if row.get(name)}
    return {
        name: date.fromisoformat(value) if name in DAYS and isinstance(value, str) else value
        for name, value in known.items()
    }


def with_particulars(
    content: Mapping[str, Any],
    particulars: Particulars | None = None,
    bases: Iterable[LegalBasis] | None = None,
) -> dict[str, Any]:
    """The content with other particulars or bases; everything else in it stays as it is."""
    changed = stated(content)
    if particulars is not None:
        changed[PARTICULARS] = particulars.as_data()
    if bases is not None:
        changed[BASES] = [basis_data(one) for one in bases]
    return changed
