"""Registers the seals of a city; the city's own authority makes key and certificate of each."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.documents import actions
from yimen.kernel.documents.models import Seal
from yimen.kernel.orgs.models import Org

from .files import CityFolder


def load_seals(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    for row in folder.toml("seals.toml")["seal"]:
        org = Org.objects.get(code=row["org"])
        if not Seal.objects.filter(org=org, kind=row["kind"], revoked_at__isnull=True).exists():
            actions.register_seal(org, kind=row["kind"], name=row["name"], by=by, at=at)
