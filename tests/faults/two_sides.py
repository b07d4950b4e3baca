"""What is done on each of two systems that are linked: run inside its own environment, by its own acts."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.world import FOUR_ONES, World  # noqa: E402
from yimen.kernel.base.ids import new_id  # noqa: E402
from yimen.kernel.orgs import queries as orgs  # noqa: E402
from yimen.modules.approvals import actions as approvals  # noqa: E402
from yimen.modules.approvals.models import Application  # noqa: E402
from yimen.modules.network import actions, jobs  # noqa: E402
from yimen.modules.network.models import Incoming, LocalKey, MirroredCase, Node, Outgoing  # noqa: E402

STEPS = ("submitted", "accepted", "in_approval", "sealed")
FIRST, LAST = 80_000, 89_999


class Today(World):
    """The cast, today."""

    def actor(self, login: str, **_more: Any) -> Any:
        return super().actor(login, at=timezone.now())


def establish(code: str) -> dict[str, Any]:
    """Joins the network; what the other side needs to know."""
    world = Today()
    city = orgs.city_org()
    actions.establish(city, code=code, name=code, by=world.administrator, at=timezone.now())
    return {"public_key": LocalKey.objects.get().public_key}


def link(code: str, role: str, address: str, public_key: str) -> dict[str, Any]:
    """Registers and connects the other side; the node numbers from the centre's block."""
    world, now = Today(), timezone.now()
    by = world.administrator
    facts = {"role": role, "address": address, "public_key": public_key}
    node = actions.register_node(world.org(), code=code, name=code, **facts, by=by, at=now).node
    actions.connect_node(node, by=by, at=now)
    actions.assign_item(node, item_code=FOUR_ONES, by=by, at=now)
    act = actions.allocate_block if role == "below" else actions.hold_block
    block = {"area": "210100", "first_serial": FIRST, "last_serial": LAST}
    act(node, **block, first_on=timezone.localdate(now) - timedelta(days=1), by=by, at=now)
    return {}


def handle(count: str) -> dict[str, Any]:
    """So many cases at the counter of the node, each as far as its turn says."""
    world = Today()
    for turn in range(int(count)):
        getattr(world, STEPS[turn % len(STEPS)])(at=timezone.now())
    return {"made": int(count)}


def apply_online(count: str) -> dict[str, Any]:
    """So many applications over the net at the centre."""
    world = Today()
    for _turn in range(int(count)):
        world.submitted(at=timezone.now(), application_id=new_id())
    return {"made": int(count)}


def accept_all() -> dict[str, Any]:
    """The node takes in what the centre handed over."""
    world, done = Today(), 0
    for one in Application.objects.filter(state="submitted").exclude(taken_over_from=""):
        approvals.accept(one, window=world.window(), by=world.clerk, at=timezone.now())
        done += 1
    return {"accepted": done}


def compare() -> dict[str, Any]:
    """The centre compares now."""
    node = Node.objects.get(role="below")
    jobs.reconcile_node(node)
    row = node.reconciliations.latest("id")
    names = ("state", "here_count", "there_count", "difference_count", "moving_count", "error")
    seconds = (row.ended_at - row.started_at).total_seconds()
    return {name: getattr(row, name) for name in names} | {"seconds": seconds}


def standing() -> dict[str, Any]:
    """Messages by state, cases by state."""
    return {
        "outgoing": _counts(Outgoing, "state"),
        "incoming": _counts(Incoming, "state"),
        "mirrored": _counts(MirroredCase, "state"),
        "applications": _counts(Application, "state"),
        "doubled": Incoming.objects.values("node", "message_id")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .count(),
    }


def _counts(model: Any, field: str) -> dict[str, int]:
    rows = model.objects.order_by().values(field).annotate(n=Count("pk"))
    return {row[field]: row["n"] for row in rows}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])) + "\n")
