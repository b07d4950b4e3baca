"""由谁受理: how many questions a second one process answers — which body is competent for an item, a place, an amount, a day.

The table is the report's case made larger: 200 items, each with another body in four counties from one day and by two
ranges of amounts. Limit: 100,000 questions a second. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import time
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

QUESTIONS = 200_000
ITEMS = 200
COUNTIES = ("210181000000", "210115000000", "210124000000", "210123000000")
DISTRICTS = ("210102000000", "210103000000", "210104000000", "210105000000", *COUNTIES)
FROM = date(2008, 8, 1)
LIMIT = Decimal(50_000_000)


def main() -> None:
    from bench import database

    database.settle(os.environ["DATABASE_URL"])
    from yimen.kernel.base.ids import new_id
    from yimen.kernel.orgs.models import Org
    from yimen.modules.approvals import routing
    from yimen.modules.approvals.models import Item

    owner = Org(code="owner", name="市级机关")
    small, large = Org(code="county", name="县级机关"), Org(code="prefecture", name="上级派出机关")
    items = [Item(code=f"item-{number}", org=owner) for number in range(ITEMS)]
    grant = new_id()

    def lines() -> tuple[routing.Line, ...]:
        found = []
        for place in COUNTIES:
            found.append(routing.Line(place, "", None, LIMIT, FROM, None, "devolved", small, grant))
            found.append(routing.Line(place, "", LIMIT, None, FROM, None, "devolved", large, grant))
        return tuple(found)

    within = {place: frozenset((place, "210100000000", "210000000000")) for place in DISTRICTS}
    by_item: dict[UUID, tuple[routing.Line, ...]] = {item.pk: lines() for item in items}
    routing._held[:] = [
        routing.RoutingTable(by_item, routing.Places(within), read_at=time.monotonic() + 3600)
    ]

    rng = random.Random(20080801)
    asked = [
        (
            rng.choice(items),
            rng.choice(DISTRICTS),
            routing.Attributes(amount=Decimal(rng.randrange(100_000_000))),
            FROM + timedelta(days=rng.randrange(-365, 6500)),
        )
        for _number in range(QUESTIONS)
    ]
    start = time.perf_counter()
    answered = sum(
        routing.competent_body(item, place, project, received_on=day) is not None
        for item, place, project, day in asked
    )
    seconds = time.perf_counter() - start
    assert answered == QUESTIONS
    print(f"{QUESTIONS:,} questions in {seconds:.2f} s")
    print(json.dumps({"per_second": round(QUESTIONS / seconds)}))


if __name__ == "__main__":
    main()
