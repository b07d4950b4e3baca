"""数据来源 — what the house itself counts for each cell, with the ids behind the number where there are any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.orgs.queries import under
from yimen.modules.approvals.public import charges_collected, licence_decisions
from yimen.modules.disclosure.public import count_published, normative_counts
from yimen.modules.leadership.public import trainings_held
from yimen.modules.requests.public import cells_of_requests, cells_of_reviews, fees_collected

from .formats import Block, Format
from .rules import REQUESTS, REVIEWS

TEN_THOUSAND = Decimal(10_000)
FACTS = ("facts.processing_fee", "facts.published", "facts.trainings")
"""Numbers that the texts name and no table shows."""


@dataclass(frozen=True)
class Counted:
    """计数 — a number and the rows behind it (none where it is a sum of money)."""

    number: Decimal
    ids: tuple[UUID, ...] = ()


Cells = dict[str, Counted]


def counted(org: Org, year: int, form: Format) -> Cells:
    """The cells that the house counts, and the facts that the texts name; what is not there must be entered.

    A government counts what lies under it too.
    """
    with_lower = org.kind == OrgKind.GOVERNMENT
    wanted = {*form.leaves(), *FACTS}
    found = {
        **_requests(org, year, form.block(REQUESTS), with_lower),
        **_reviews(org, year, form.block(REVIEWS), with_lower),
        **_normative(org, year, with_lower),
        **_decided(org, year, with_lower),
        **_facts(org, year, with_lower),
    }
    return {code: one for code, one in found.items() if code in wanted}


def _of(ids: Sequence[UUID]) -> Counted:
    return Counted(Decimal(len(ids)), tuple(ids))


def _requests(org: Org, year: int, block: Block, with_lower: bool) -> Cells:
    """表三: the results of two rows of the present form may be one row of an older one."""
    found = cells_of_requests(org, year, with_lower=with_lower)
    return {
        block.cell(row.code, column.code): _of(
            [one for source in row.sources for one in found[source, column.code]]
        )
        for row in block.rows
        if row.code != block.total_row
        for column in block.columns
    }


def _reviews(org: Org, year: int, block: Block, with_lower: bool) -> Cells:
    """表四."""
    found: Mapping[tuple[str, str], list[UUID]] = cells_of_reviews(org, year, with_lower=with_lower)
    return {
        block.cell(row.code, column.code): _of(found[row.code, column.code])
        for row in block.rows
        for column in block.columns
    }


def _normative(org: Org, year: int, with_lower: bool) -> Cells:
    """表二第（一）项: rules and normative documents made, repealed, in force; the form of 2019 asks for the first alone."""
    ids: dict[str, list[UUID]] = {}
    for body in _bodies(org, with_lower):
        for kind, found in normative_counts(body, year).items():
            for column in ("made", "repealed", "in_force"):
                ids.setdefault(f"2-1.{kind}.{column}", []).extend(getattr(found, column))
    return {code: _of(known) for code, known in ids.items()}


def _bodies(org: Org, with_lower: bool) -> list[Org]:
    """The body, and for a government those that lie under it."""
    return list(under(org.path).order_by("path")) if with_lower else [org]


def _decided(org: Org, year: int, with_lower: bool) -> Cells:
    """表二, what is counted from approvals: decisions on licences, charges (the processing fee is one of them)."""
    charges = charges_collected(org, year, with_lower=with_lower)
    charges += fees_collected(org, year, with_lower=with_lower)
    return {
        "2-5.licence.decided": _of(licence_decisions(org, year, with_lower=with_lower)),
        "2-8.charges.amount": Counted(charges / TEN_THOUSAND),
    }


def _facts(org: Org, year: int, with_lower: bool) -> Cells:
    fee = fees_collected(org, year, with_lower=with_lower)
    return {
        "facts.processing_fee": Counted(fee),
        "facts.published": Counted(
            Decimal(sum(count_published(one, year) for one in _bodies(org, with_lower)))
        ),
        "facts.trainings": Counted(Decimal(trainings_held(org.path, year))),
    }
