"""Attempts to break the constraints of licences, each on a row that is whole."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from tests.licences import issued, kind, renewal
from tests.world import NOON, World
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, Licence, LicenceRevocation, LicenceType

from .money_breaks import again


def _licence(world: World, **changes: Any) -> None:
    Licence.objects.filter(pk=issued(world).pk).update(**changes)


def _revocation(world: World) -> LicenceRevocation:
    facts = {"ground": "deceit", "reasons": "x", "effects": "x"}
    return actions.propose_revocation(issued(world), **facts, by=world.examiner, at=NOON).revocation


def _one_number_twice(world: World, _whole: Application) -> None:
    of = kind()
    first, second = issued(world, of), issued(world, of)
    Licence.objects.filter(pk=second.pk).update(number=first.number)


def _two_applications(world: World, _whole: Application) -> None:
    licence = issued(world)
    renewal(world, licence)
    Application.objects.filter(pk=world.submitted().pk).update(licence=licence)


def _decided_alone(world: World, _whole: Application) -> None:
    LicenceRevocation.objects.filter(pk=_revocation(world).pk).update(decided_by=F("proposed_by"))


LICENCES = {
    "ended_licence_has_day_and_ground": lambda world, _whole: _licence(world, state="revoked"),
    "licence_ends_after_it_begins": lambda world, _whole: _licence(world, valid_until=date(2020, 1, 1)),
    "licence_number_once_in_a_type": _one_number_twice,
    "licence_type_holds_some_months": lambda world, _whole: LicenceType.objects.update(validity_months=0),
    "one_open_application_about_a_licence": _two_applications,
    "one_open_revocation_of_a_licence": lambda world, _whole: again(_revocation(world)),
    "revocation_is_decided_by_another": _decided_alone,
}
