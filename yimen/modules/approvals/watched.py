"""监督读取: rows of approvals in bulk, as they stand, for those who judge them. Plain values; nothing is decided here.

``cases`` limits the rows to some cases; every function asks one or two questions of the database, whatever their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, get_type_hints

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least, TruncDate

from yimen.kernel.audit.action import Verb, verbs
from yimen.kernel.base.reading import whole
from yimen.kernel.base.refusals import Refused
from yimen.kernel.cases.models import Case

from .actions.catalogue import content_hash
from .charging.formula import formula_from
from .content import content_from
from .models import (
    Application,
    CommitmentCheck,
    CorrectionNotice,
    Decision,
    DelegationLine,
    FeeStandard,
    Hearing,
    InspectionPart,
    IssuedDocument,
    Item,
    ItemVersion,
    Licence,
    Payment,
    Review,
)
from .models.charges import ChargeLine, ChargeOrder
from .patterns import PATTERNS
from .states import UNPUBLISHED, ChargeState, DelegationKind, LineKind, Outcome, PartState, PaymentState

CHUNK = 5000
Cases = QuerySet[Case]
DECISIONS = ("decision", "refusal_decision", "filing_receipt")
LICENCE = "licence"
NUMBERED = (*DECISIONS, LICENCE)
NOT_TAKEN = (Outcome.REFUSED, Outcome.REFUSED_ACCEPTANCE)
COUNTED_AS_ENDED = (
    Outcome.REFUSED,
    Outcome.REFUSED_ACCEPTANCE,
    Outcome.WITHDRAWN_AFTER_ACCEPTANCE,
    Outcome.TERMINATED,
)
"""Endings after which a fee that was taken for the decision is to be paid back."""


class WatchedApplication(NamedTuple):
    """申请 as supervision reads it."""

    id: object
    number: str
    item: str
    item_kind: str
    org: str
    org_path: str
    version: object
    pattern: str
    mode: str
    in_hall: bool
    quota: int | None
    state: str
    outcome: str
    channel: str
    window_centre: str | None
    centre_path: str
    received_on: date | None
    accepted_on: date | None
    accepted_at: datetime | None
    decided_at: datetime | None
    concluded_at: datetime | None
    delivered_at: datetime | None
    is_deemed: bool
    return_count: int
    handled_at: str
    phone: str
    applicant_name: str


def applications(cases: Cases) -> Iterator[WatchedApplication]:
    """The applications behind these cases."""
    rows = Application.objects.filter(case__in=cases).values_list(
        "pk", "case__number", "item__code", "item__kind", "org__code", "org_path", "version_id", "pattern",
        "version__mode", "version__in_hall", "version__quota", "state", "outcome", "channel", "window__centre__path",
        "centre_path", "received_on", "accepted_on", "accepted_at", "decided_at", "concluded_at", "delivered_at",
        "is_deemed_accepted", "return_count", "handled_at", "contact_phone", "applicant_name",
    ).order_by()  # fmt: skip
    return map(WatchedApplication._make, whole(rows))


def version_keys() -> dict[object, frozenset[str]]:
    """What each published version may ask for: the keys of its materials."""
    rows = ItemVersion.objects.exclude(state__in=UNPUBLISHED).values_list("pk", "content")
    return {key: frozenset(one.key for one in content_from(content).materials) for key, content in rows}


def reviews(cases: Cases) -> Iterator[tuple[Any, ...]]:
    """审核: id, application, reviewer, second officer, when."""
    rows = Review.objects.filter(application__case__in=cases).order_by("submitted_at")
    fields = ("pk", "application_id", "reviewer_id", "second_officer_id", "submitted_at")
    return whole(rows.values_list(*fields))


def decisions(cases: Cases) -> Iterator[tuple[Any, ...]]:
    """决定: id, application, reviewer, approver, outcome, by one person, reasons, when."""
    rows = Decision.objects.filter(application__case__in=cases).order_by("sequence")
    fields = (
        "pk",
        "application_id",
        "reviewer_id",
        "approver_id",
        "outcome",
        "is_single_officer",
        "reasons",
        "decided_at",
    )
    return whole(rows.values_list(*fields))


def hearings(cases: Cases) -> Iterator[tuple[Any, ...]]:
    """听证 that were scheduled: id, application, host, when."""
    rows = Hearing.objects.filter(application__case__in=cases, host__isnull=False, begins_at__isnull=False)
    return iter(rows.values_list("pk", "application_id", "host_id", "begins_at"))


def corrections(cases: Cases) -> Iterator[tuple[Any, ...]]:
    """补正告知: id, application, when, rows, how often it was said again."""
    rows = CorrectionNotice.objects.filter(application__case__in=cases)
    return iter(rows.values_list("pk", "application_id", "issued_at", "rows", "repeat_count").iterator(CHUNK))


def items() -> Iterator[tuple[Any, ...]]:
    """事项: id, code, kind, body's code and path."""
    return iter(Item.objects.values_list("pk", "code", "kind", "org__code", "org__path").order_by("code"))


def versions() -> list[dict[str, Any]]:
    """Published versions with what their content hashes to now."""
    rows = ItemVersion.objects.exclude(state__in=UNPUBLISHED).values(
        "pk", "item_id", "item__code", "item__org__code", "item__org__path", "number", "state", "effective_from",
        "effective_to", "published_at", "content", "content_hash", "approved_by", "in_hall", "centre__path", "windows",
    ).order_by("item_id", "effective_from")  # fmt: skip
    return [{**row, "content": None, "true_hash": content_hash(row["content"])} for row in rows]


def rests() -> Iterator[tuple[object, date, date | None]]:
    """Days on which an item takes no application by an instrument: item, from, up to (None: cancelled for good)."""
    suspended = Item.objects.filter(suspensions__isnull=False).values_list(
        "pk", "suspensions__from_on", "suspensions__to_on", "suspensions__resumed_on"
    )
    for key, first, last, resumed in suspended:
        yield key, first, resumed or last
    yield from (
        (key, on, None)
        for key, on in Item.objects.filter(cancellation__isnull=False).values_list("pk", "cancellation__on")
    )


def devolved() -> dict[object, date]:
    """Items that went to another body as a whole: the first day on which the old one has no power any more."""
    rows = DelegationLine.objects.filter(
        is_live=True, kind=DelegationKind.DEVOLVED, amount_from__isnull=True, amount_below__isnull=True, project_class="",
        territory_id=F("item__org__region_id"), ends_on__isnull=True,
    )  # fmt: skip
    return dict(rows.values_list("item_id").annotate(on=Max("starts_on")).values_list("item_id", "on"))


def papers(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Licences and decisions of these days: kind, id, number, body's code and path, day, case, seal uses.

    A seal set on paper is a use like any other; the day is that of the first seal, whichever it was.
    """
    licences = Licence.objects.filter(issued_on__range=(first, last)).annotate(sealings=_sealings())
    fields = (
        "pk",
        "number",
        "org__code",
        "org__path",
        "issued_on",
        "application_id",
        "application__case__number",
        "sealings",
    )
    yield from (("licences", *row) for row in whole(licences.values_list(*fields).order_by()))
    issued = (
        IssuedDocument.objects.filter(kind__in=DECISIONS, document__number__isnull=False)
        .annotate(day=TruncDate(Least("document__sealed_at", "document__paper_sealed_at")))
        .filter(day__gte=first, day__lte=last)
        .annotate(sealings=_sealings())
    )
    fields = ("document_id", "document__number", "document__org__code", "document__org__path", "day",
              "application_id", "application__case__number", "sealings")  # fmt: skip
    yield from (("decisions", *row) for row in whole(issued.values_list(*fields).order_by()))


def serials(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Numbers given to decisions and licences on these days, sealed or not yet: document, number, series, body's code and path, day.

    The series is that of the body; of a licence, which is numbered by its kind in the whole city, it is the kind's own.
    """
    issued = IssuedDocument.objects.filter(kind__in=NUMBERED, document__number__isnull=False).annotate(
        day=TruncDate("document__issued_at")
    )
    fields = ("document_id", "document__number", "kind", "document__org__code", "document__org__path", "day")
    rows = issued.filter(day__gte=first, day__lte=last).values_list(*fields).order_by()
    for key, number, kind, org, path, day in whole(rows):
        yield key, number, "" if kind == LICENCE else org, org, path, day


def _sealings() -> Combinable:
    """Uses of a seal on the document: on its file, and on its paper."""
    return Count("document__seal_uses") + Count("document__paper_sealed_at", distinct=True)


def charges(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Lines of bills issued on these days: id, case, number, body's code and path, day, amount, what the standard makes."""
    rows = ChargeLine.objects.filter(
        order__issued_at__date__range=(first, last), kind=LineKind.CHARGE
    ).exclude(order__state=ChargeState.VOID)
    standards = {one.pk: one for one in FeeStandard.objects.all()}
    fields = ("pk", "order__application_id", "order__application__case__number", "order__org__code", "order__org__path",
              TruncDate("order__issued_at"), TruncDate("order__drafted_at"), "amount", "standard_id", "measured")  # fmt: skip
    for *head, day, drafted, amount, standard, measured in (
        rows.values_list(*fields).order_by().iterator(CHUNK)
    ):
        yield (*head, day, amount, _expected(standards[standard], drafted, measured))


def _expected(standard: FeeStandard, day: date, measured: Mapping[str, Any]) -> Decimal | None:
    """What the standard makes of what was measured; None when it was not in force or cannot be reckoned."""
    if standard.effective_from > day or (standard.effective_to is not None and day >= standard.effective_to):
        return None
    try:
        given = {key: Decimal(str(value)) for key, value in measured.items()}
        return formula_from(standard.formula).charge(given, least=standard.least, most=standard.most)
    except (Refused, ArithmeticError):
        return None


def receipts(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Money that came in on these days without a bill: id, reference, body's code and path, day, amount."""
    rows = Payment.objects.filter(
        paid_at__date__range=(first, last), state=PaymentState.UNMATCHED, order__isnull=True
    )
    fields = ("pk", "bank_reference", "org__code", "org__path", TruncDate("paid_at"), "amount")
    return iter(rows.values_list(*fields).order_by("paid_at").iterator(CHUNK))


def kept_fees(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Bills paid for cases that ended without a grant on these days, not paid back: id, case, number, body, day, amount."""
    rows = ChargeOrder.objects.filter(
        application__outcome__in=COUNTED_AS_ENDED, application__ended_at__date__range=(first, last),
        paid__gt=F("refunded"), due_before="delivery",
    )  # fmt: skip
    fields = ("pk", "application_id", "application__case__number", "org__code", "org__path",
              TruncDate("application__ended_at"), "paid", "refunded")  # fmt: skip
    return iter(rows.values_list(*fields).order_by("pk"))


def commitment_checks(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """承诺核查 due on these days or before and not done then: id, case, number, body's code and path, due, when done."""
    rows = CommitmentCheck.objects.filter(due_on__lte=last).filter(
        Q(recorded_at__isnull=True) | Q(recorded_at__date__gte=first)
    )
    fields = ("pk", "application_id", "application__case__number", "application__org__code", "application__org_path",
              "due_on", TruncDate("recorded_at"))  # fmt: skip
    return iter(rows.values_list(*fields).order_by("pk"))


def visits(first: date) -> Iterator[tuple[Any, ...]]:
    """部门参验 of visits from this day on: id, case, number, body, day, whether named, how many, when recorded, over."""
    rows = InspectionPart.objects.filter(inspection__begins_at__date__gte=first)
    fields = ("pk", "inspection__application_id", "inspection__application__case__number", "org__code", "org_path",
              TruncDate("inspection__begins_at"), "state", "first_officer_id", "second_officer_id",
              TruncDate("recorded_at"), "inspection__completed_at")  # fmt: skip
    for *head, day, state, one, two, recorded, completed in rows.values_list(*fields).order_by("pk"):
        yield (
            *head,
            day,
            state != PartState.CALLED,
            len({one, two} - {None}),
            recorded,
            completed is not None,
        )


def received_counts(first: date, last: date) -> Iterator[tuple[str, str, str, date, int]]:
    """Applications received on each day: item, body's code and path, day, number."""
    rows = Application.objects.filter(received_on__range=(first, last))
    fields = ("item__code", "org__code", "org_path", "received_on")
    return iter(
        rows.values_list(*fields).annotate(count=Count("pk")).order_by().values_list(*fields, "count")
    )


def refused_counts(first: date, last: date) -> Iterator[tuple[str, str, str, date, int]]:
    """Applications refused, or not accepted, on each day: item, body's code and path, day, number."""
    day = TruncDate(Coalesce("decided_at", "ended_at"))
    rows = (
        Application.objects.filter(outcome__in=NOT_TAKEN)
        .annotate(day=day)
        .filter(day__gte=first, day__lte=last)
    )
    fields = ("item__code", "org__code", "org_path", "day")
    return iter(
        rows.values_list(*fields).annotate(count=Count("pk")).order_by().values_list(*fields, "count")
    )


def procedures() -> dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]]:
    """By pattern, the facts that it allows, each with the states it comes from and those it leads to."""
    moving = [one for one in verbs().values() if one.sources and _is_of_applications(one)]
    governed = frozenset().union(*(step.acts for step in PATTERNS.values()))
    return {
        str(pattern): {
            one.fact.code: (frozenset(one.sources), frozenset(one.targets))
            for one in moving
            if _act(one) in step.acts or _act(one) not in governed
        }
        for pattern, step in PATTERNS.items()
    }


def governed_facts() -> frozenset[str]:
    """Facts that some pattern allows or forbids; the others move no case."""
    return frozenset(one.fact.code for one in verbs().values() if one.sources and _is_of_applications(one))


def _act(verb: Verb) -> str:
    return verb.name.split(".")[1]


def _is_of_applications(verb: Verb) -> bool:
    if not verb.name.startswith("approvals."):
        return False
    hints = get_type_hints(verb.function)
    return next(iter(hints.values()), None) is Application
