"""本办件已入公开账本: the same panel and the same proof on the cases of every module, each as its reader may know it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World
from yimen.kernel.audit.models import Entry
from yimen.kernel.ledger.proofs import standing_of
from yimen.modules.requests.tests.stage import Desk
from yimen.modules.supervision.tests.bureau import Bureau

from .conftest import Sealing
from .test_doors import checked, client

pytestmark = pytest.mark.django_db


def proof(reader: Any, page: str, operation: str, sealed: int) -> dict[str, str]:
    """What the reader's file discloses: codes by sequence; the page leads to it, the operation gives the same."""
    browser = client(reader)
    shown = browser.get(page).content.decode()
    assert "本办件已入公开账本" in shown
    assert f"{page}ledger-proof/" in shown
    data = browser.get(f"{page}ledger-proof/").json()
    assert data == browser.get(f"/api/v1{operation}/ledger-proof").json()
    assert len([line for line in checked(data) if "已入账本" in line]) == sealed
    fields = {one["fields"]["seq"]["value"]: one["fields"]["code"] for one in data["entries"]}
    return {seq: code["value"] for seq, code in fields.items() if isinstance(code, dict)}


def test_a_request_for_information(world: World, seal: Sealing) -> None:
    shown = Desk(world).in_process()
    page, operation = f"/requests/{shown.pk}/", f"/requests/requests/{shown.pk}"
    assert client(world.resident).get(f"{page}ledger-proof/").status_code == 404
    seal()
    sealed = standing_of(shown.pk).sealed
    assert sealed == Entry.objects.filter(chain=shown.pk).count() > 0
    told = proof(world.resident, page, operation, sealed)
    assert "requests.request.submitted" in told.values()
    assert len(proof(Desk(world).officer, page, operation, sealed)) == sealed
    for path in (f"{page}ledger-proof/", f"/api/v1{operation}/ledger-proof"):
        assert client(world.stranger).get(path).status_code == 404


def test_a_case_of_supervision(world: World, seal: Sealing) -> None:
    bureau = Bureau(world)
    shown = bureau.ordered()
    page, operation = f"/supervision/cases/{shown.pk}/", f"/supervision/cases/{shown.pk}"
    assert client(world.supervisor).get(f"/api/v1{operation}/ledger-proof").status_code == 404
    seal()
    sealed = standing_of(shown.pk).sealed
    assert len(proof(world.supervisor, page, operation, sealed)) == sealed
    assert list(proof(bureau.head, page, operation, sealed).values()) == ["supervision.notice.issued"]
    for path in (f"{page}ledger-proof/", f"/api/v1{operation}/ledger-proof"):
        assert client(world.resident).get(path).status_code == 404
