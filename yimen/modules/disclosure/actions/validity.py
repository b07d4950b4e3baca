"""The verbs of force: repealed, amended, prolonged by a named document; a day that passed is told; what is withheld is weighed again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.search import changes as search
from yimen.modules.disclosure import due_dates, rules
from yimen.modules.disclosure.events import (
    AmendmentNoted,
    InformationRepealed,
    LapseTold,
    PublicationDueMoved,
    ValidityProlonged,
    WithheldEvaluated,
)
from yimen.modules.disclosure.models import IN_PREPARATION, Publication, PublicationVersion, ValidityChange
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import PublicState, ValidityKind, VersionState

from .publishing import SOURCE


class Basis(TypedDict, total=False):
    """依据 — the document that changes the force: one that is published here, else its name; and a remark."""

    by_publication: Publication | None
    by_text: str
    note: str


READABLE = (PublicState.PUBLISHED, PublicState.ARCHIVED)


@action(permission=Permission.PUBLICATION_VALIDITY, moves=(READABLE, READABLE))
def repeal_information(
    publication: Publication, *, on: date, by: Actor, at: datetime, **basis: Unpack[Basis]
) -> InformationRepealed:
    """登记废止 — from a day on, by a named document, once."""
    if publication.validity_changes.filter(kind=ValidityKind.REPEALED).exists():
        raise RuleBroken(_("这件信息已经登记废止。"))
    change = _noted(publication, ValidityKind.REPEALED, on=on, at=at, **basis)
    return InformationRepealed(publication, change, on.isoformat(), basis_of(change))


@action(permission=Permission.PUBLICATION_VALIDITY, moves=(READABLE, READABLE))
def note_amendment(
    publication: Publication, *, on: date, by: Actor, at: datetime, **basis: Unpack[Basis]
) -> AmendmentNoted:
    """登记修订 — another document changed it from a day on; what it says now is there."""
    change = _noted(publication, ValidityKind.AMENDED, on=on, at=at, **basis)
    return AmendmentNoted(publication, change, on.isoformat(), basis_of(change))


@action(permission=Permission.PUBLICATION_VALIDITY, moves=(READABLE, READABLE))
def prolong_validity(
    publication: Publication, *, until: date, by: Actor, at: datetime, **basis: Unpack[Basis]
) -> ValidityProlonged:
    """登记延长有效期 — longer than its own words say; a document that lapsed is not revived."""
    version = publication.current
    changes = [
        rules.Change(one.kind, one.on, one.until)
        for one in publication.validity_changes.filter(kind=ValidityKind.PROLONGED)
    ]
    last = rules.last_day(version.expires_on, changes) if version else None
    day = local_day(at)
    if last is None or last < day or until <= last:
        message = _("只能在有效期届满之前，把有效期延长到更晚的一天。")
        raise RuleBroken(message, fields={"until": message})
    change = _noted(publication, ValidityKind.PROLONGED, on=day, until=until, at=at, **basis)
    publication.lapse_told_on = None
    return ValidityProlonged(publication, change, until.isoformat(), basis_of(change))


@action(permission=Permission.LAPSE_TELL, moves=(READABLE, READABLE))
def tell_lapse(publication: Publication, *, last_day: date, by: Actor, at: datetime) -> LapseTold:
    """告知失效 — the day has passed; force follows from the dates, this only tells."""
    day = local_day(at)
    if publication.lapse_told_on is not None or last_day >= day:
        raise RuleBroken(_("已经告知，或者有效期尚未届满。"))
    publication.lapse_told_on = day
    search.changed(SOURCE, publication.pk)
    return LapseTold(publication, last_day.isoformat())


@action(
    permission=Permission.PUBLICATION_REEVALUATE,
    moves=((VersionState.WITHHELD,), (VersionState.WITHHELD, VersionState.DRAFT)),
)
def evaluate_withheld(
    version: PublicationVersion, *, may_open: bool, reason: str, by: Actor, at: datetime
) -> WithheldEvaluated:
    """定期评估 — may it be open by now (政府信息公开条例 18)? Then it is drafted anew and checked like any other."""
    reason = rules.required(reason, "reason", _("请写明评估的理由。"), most=300)
    version.publication.evaluated_on = local_day(at)
    version.publication.save(update_fields=["evaluated_on"])
    if may_open:
        version.state, version.openness, version.ground = VersionState.DRAFT, "proactive", ""
        version.openness_reason, version.sha256, version.changed_on = "", "", local_day(at)
        due_dates.set_due(version)
    outcome = _("可以公开，转入起草") if may_open else _("仍不予公开")
    return WithheldEvaluated(version, outcome, reason)


@action(permission=Permission.DUE_MOVE, moves=(IN_PREPARATION, IN_PREPARATION))
def move_due(version: PublicationVersion, *, by: Actor, at: datetime) -> PublicationDueMoved:
    """重算公开期限 — the calendar of working days was changed; the record shows both days."""
    before = version.due_on
    due_dates.set_due(version)
    if version.due_on == before or version.due_on is None:
        raise RuleBroken(_("公开期限没有变化。"))
    return PublicationDueMoved(version, str(before or ""), version.due_on.isoformat())


def basis_of(change: ValidityChange) -> str:
    """The document that changed it, with its number where it has one."""
    if change.by_publication is None:
        return change.by_text
    current = change.by_publication.current
    number = f"（{current.document_number}）" if current and current.document_number else ""  # 中文
    return f"《{change.by_publication.title}》{number}"  # 中文


def _noted(
    publication: Publication,
    kind: ValidityKind,
    *,
    on: date,
    at: datetime,
    until: date | None = None,
    **basis: Unpack[Basis],
) -> ValidityChange:
    source, text = basis.get("by_publication"), basis.get("by_text", "").strip()
    if source is None and not text:
        message = _("请选择所据的文件，或者写明它的名称和文号。")
        raise RuleBroken(message, fields={"by_publication": message})
    if source is not None and (source.pk == publication.pk or not source.is_public):
        message = _("所据的文件应当是另一件已经公开的信息。")
        raise RuleBroken(message, fields={"by_publication": message})
    if publication.current is None or not publication.current.has_validity:
        raise RuleBroken(_("这件信息没有效力问题，不登记效力变动。"))
    search.changed(SOURCE, publication.pk)
    return ValidityChange.objects.create(
        publication=publication,
        kind=kind,
        on=on,
        until=until,
        by_publication=source,
        by_text=text[:300],
        note=basis.get("note", "").strip()[:300],
        noted_at=at,
    )
