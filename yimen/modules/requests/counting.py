"""统计: requests by the rows and columns of the yearly report, each number with the cases behind it.

A request is counted once, in the year of its first answer and under the outcome of that answer; what is answered anew
after a judgment counts in table four, not again in table three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from yimen.kernel.orgs.models import Org

from .models import FeeNotice, InformationRequest, RemedyCase, RequestedMatter
from .states import ApplicantKind, RemedyKind, RemedyResult

NEW, CARRIED_IN, TOTAL, CARRIED_OUT = "1", "2", "24", "25"
RESULT_ROWS = tuple(str(row) for row in range(3, 24))
ROWS = (NEW, CARRIED_IN, *RESULT_ROWS, TOTAL, CARRIED_OUT)
KINDS = tuple(ApplicantKind.values)
RESULTS = (
    RemedyResult.UPHELD,
    RemedyResult.CORRECTED,
    RemedyResult.OTHER,
    RemedyResult.PENDING,
)
ALL = "total"
Cells = Mapping[tuple[str, str], list[UUID]]


def cells_of_requests(org: Org, year: int, *, with_lower: bool = False) -> Cells:
    """表三 — (row "1" to "25", applicant kind) to the ids of the requests counted there; every cell is present."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    cells: dict[tuple[str, str], list[UUID]] = {(row, kind): [] for row in ROWS for kind in KINDS}
    rows = _of(org, with_lower).filter(received_on__lte=last, registered_at__isnull=False)
    rows = rows.filter(Q(decided_on__isnull=True) | Q(decided_on__gte=first))
    shown = rows.order_by("pk").values_list(
        "pk", "applicant_kind", "received_on", "decided_on", "outcome__report_row"
    )
    for pk, kind, received_on, decided_on, row in shown:
        is_new = received_on is not None and received_on >= first
        cells[NEW if is_new else CARRIED_IN, kind].append(pk)
        if decided_on is None or decided_on > last:
            cells[CARRIED_OUT, kind].append(pk)
        else:
            cells[str(row), kind].append(pk)
            cells[TOTAL, kind].append(pk)
    return cells


def cells_of_reviews(org: Org, year: int, *, with_lower: bool = False) -> Cells:
    """表四 — (remedy kind, result or "total") to the ids of the requests contested; fifteen cells, every one present.

    A case counts in the year in which it was concluded; what is not concluded by the end of the year is pending.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    cells: dict[tuple[str, str], list[UUID]] = {
        (str(kind), str(result)): [] for kind in RemedyKind for result in (*RESULTS, ALL)
    }
    rows = RemedyCase.objects.filter(filed_on__lte=last).filter(_at(org, "org__path", with_lower))
    rows = rows.filter(Q(concluded_on__isnull=True) | Q(concluded_on__gte=first)).order_by("pk")
    for kind, result, concluded_on, request_id in rows.values_list(
        "kind", "result", "concluded_on", "request_id"
    ):
        is_open = concluded_on is None or concluded_on > last
        cells[kind, str(RemedyResult.PENDING) if is_open else result].append(request_id)
        cells[kind, ALL].append(request_id)
    return cells


def fees_collected(org: Org, year: int, *, with_lower: bool = False) -> Decimal:
    """信息处理费 — what was paid in the year, in yuan."""
    rows = FeeNotice.objects.filter(_at(org, "request__org_path", with_lower), paid_on__year=year)
    return rows.aggregate(sum=Sum("amount"))["sum"] or Decimal("0.00")


def counted_before(request: InformationRequest) -> int:
    """How many matters the same applicant asked this body for in the same month before this request."""
    month = request.received_day
    others = InformationRequest.objects.filter(
        org_id=request.org_id,
        same_applicant=request.same_applicant,
        received_on__year=month.year,
        received_on__month=month.month,
    ).exclude(pk=request.pk)
    same_moment = Q(registered_at=request.registered_at, pk__lt=request.pk)
    earlier = Q(received_on__lt=month) | Q(received_on=month) & (
        Q(registered_at__lt=request.registered_at) | same_moment
    )
    return RequestedMatter.objects.filter(request__in=others.filter(earlier)).count()


def by_outcome(cells: Cells) -> Mapping[str, int]:
    """The sums of the rows of table three over all kinds of applicants."""
    sums: dict[str, int] = defaultdict(int)
    for (row, _kind), ids in cells.items():
        sums[row] += len(ids)
    return dict(sums)


def _of(org: Org, with_lower: bool) -> QuerySet[InformationRequest]:
    return InformationRequest.objects.filter(_at(org, "org_path", with_lower))


def _at(org: Org, path: str, with_lower: bool) -> Q:
    return Q(**{f"{path}__startswith": org.path}) if with_lower else Q(**{path: org.path})
