"""Reads: what an actor may see, what lists show, what the sweeps look for. What one may not see does not exist."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases import queries as cases
from yimen.kernel.cases.models import ClockKind, ClockState
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.orgs.queries import open_orgs
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role

from .models import (
    Consultation,
    DisclosureComplaint,
    InformationRequest,
    Letter,
    Outcome,
    RecordCorrectionRequest,
    RequestedMatter,
    RequestFile,
)
from .models.requests import FileUse
from .permissions import Permission
from .states import UNANSWERED, LetterKind, State

READERS = (
    Role.DISCLOSURE_OFFICER,
    Role.DISCLOSURE_HEAD,
    Role.LEADER,
    Role.SEAL_KEEPER,
    Role.OPENNESS_SUPERVISOR,
)
"""Roles that read the requests of the bodies where they reach."""
ENTERERS = (Role.DISCLOSURE_OFFICER,)
"""Those who enter what came on paper."""
IDENTITY_READERS = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD, Role.LEADER)
"""Those who see who asks; the others read a masked name."""
TAKES_REQUESTS = (OrgKind.DEPARTMENT, OrgKind.GOVERNMENT)
RUNNING = Q(case__clocks__kind__in=[ClockKind.STATUTORY, ClockKind.PROMISED]) & ~Q(
    case__clocks__state=ClockState.STOPPED
)
SERVED = (State.SERVED, State.UNDER_REVIEW, State.CLOSED)


def requests(actor: Actor) -> QuerySet[InformationRequest]:
    """公开申请 that the actor may see: own ones, and submitted ones of the bodies where posts reach."""
    person = person_actor(actor)
    if person is None:
        return InformationRequest.objects.none()
    reach = under("org_path", list(person.org_paths(*READERS)))
    submitted = ~Q(state__in=[State.DRAFT, State.DISCARDED])
    seen = Q(applicant_id=person.person.pk) | (reach & submitted)
    return InformationRequest.objects.filter(seen).select_related("case", "org__parent", "outcome")


def submitted_requests() -> QuerySet[InformationRequest]:
    """Every request but drafts: for the search, which gives each to those who may see it."""
    return InformationRequest.objects.exclude(state__in=[State.DRAFT, State.DISCARDED])


def own_requests(actor: Actor) -> QuerySet[InformationRequest]:
    """我的公开申请 — what the signed-in person asked for."""
    person = person_actor(actor)
    rows = InformationRequest.objects.select_related("case", "org", "outcome")
    return rows.filter(applicant_id=person.person.pk) if person else rows.none()


def handled_requests(actor: Actor) -> QuerySet[InformationRequest]:
    """What the actor sees by a post: the list of the desk; never the own requests."""
    person = person_actor(actor)
    if person is None:
        return InformationRequest.objects.none()
    reach = under("org_path", list(person.org_paths(*READERS)))
    rows = InformationRequest.objects.filter(reach).exclude(state__in=[State.DRAFT, State.DISCARDED])
    return rows.exclude(applicant_id=person.person.pk).select_related("case", "org", "outcome")


def reads_requests(actor: Actor) -> bool:
    """Whether the actor reads requests by a post."""
    person = person_actor(actor)
    return person is not None and person.has(*READERS)


def is_staff_of(actor: Actor, request: InformationRequest) -> bool:
    """Whether the actor reads this request by a post: then what is internal is shown too."""
    person = person_actor(actor)
    if person is None or str(request.applicant_id) == actor.id:
        return False
    return any(request.org_path.startswith(path) for path in person.org_paths(*READERS))


def may_see_identity(actor: Actor, request: InformationRequest) -> bool:
    """Who asks is seen by themselves, by the office and the approver; by the supervisor where they complained."""
    person = person_actor(actor)
    if person is None:
        return False
    if str(request.applicant_id) == actor.id:
        return True
    if any(request.org_path.startswith(path) for path in person.org_paths(*IDENTITY_READERS)):
        return True
    reaches = person.org_paths(Role.OPENNESS_SUPERVISOR)
    supervises = any(request.org_path.startswith(path) for path in reaches)
    return supervises and request.complaints.exists()


def letters(actor: Actor, request: InformationRequest) -> QuerySet[Letter]:
    """信函 that the actor may read: an applicant has the answer once it was served.

    They name the applicant: who may not see who asks reads none of them.
    """
    rows = request.letters.select_related("document__org", "document__sealed_file").order_by("pk")
    if not may_see_identity(actor, request):
        return rows.none()
    if is_staff_of(actor, request):
        return rows
    rows = rows.filter(is_for_applicant=True)
    return rows if request.served_on else rows.exclude(kind=LetterKind.ANSWER)


def files(actor: Actor, request: InformationRequest) -> QuerySet[RequestFile]:
    """附件 that the actor may read: what was given with the request, and the information once it was served.

    Proofs of identity are read by the applicant and by those who see who asks.
    """
    rows = request.files.filter(removed_at__isnull=True).select_related("file")
    if not may_see_identity(actor, request):
        rows = rows.exclude(use__in=[FileUse.IDENTITY, FileUse.AUTHORITY])
    if is_staff_of(actor, request) or request.served_on:
        return rows
    return rows.exclude(use=FileUse.INFORMATION)


def bodies(on: date) -> QuerySet[Org]:
    """行政机关 to which a request can be made on the day; public."""
    return open_orgs(on).filter(kind__in=TAKES_REQUESTS).order_by("pinyin", "path")


def entering_bodies(actor: Actor, on: date) -> list[Org]:
    """The bodies for which the actor may enter a request that came on paper."""
    return [one for one in bodies(on) if actor.may(Permission.REQUEST_HANDLE, one)]


def outcomes() -> QuerySet[Outcome]:
    """答复类型 in the order of the report; public."""
    return Outcome.objects.order_by("report_row")


def overdue(rows: QuerySet[InformationRequest], on: date) -> QuerySet[InformationRequest]:
    """超期 — the answer period runs, is not held, and its last day has passed. Computed, never stored."""
    clock = RUNNING & Q(case__clocks__due_on__lt=on, case__clocks__state=ClockState.RUNNING)
    return rows.filter(clock, state__in=[*UNANSWERED, State.DECIDED]).distinct()


def due_soon(rows: QuerySet[InformationRequest], on: date, until: date) -> QuerySet[InformationRequest]:
    """即将到期 — due between the two days, both included."""
    clock = RUNNING & Q(
        case__clocks__due_on__gte=on, case__clocks__due_on__lte=until, case__clocks__state=ClockState.RUNNING
    )
    return rows.filter(clock, state__in=[*UNANSWERED, State.DECIDED]).distinct()


def asked_before(request: InformationRequest) -> QuerySet[RequestedMatter]:
    """您曾经申请过 — matters of other requests of the same applicant to the same body that say the same."""
    prints = request.matters.values_list("fingerprint", flat=True)
    same = Q(request__same_applicant=request.same_applicant) & ~Q(request__same_applicant="")
    if request.applicant_id is not None:
        same |= Q(request__applicant_id=request.applicant_id)
    rows = RequestedMatter.objects.filter(same, fingerprint__in=list(prints), request__org=request.org_id)
    rows = rows.exclude(request=request.pk).exclude(
        request__state__in=[State.DRAFT, State.DISCARDED, State.WITHDRAWN]
    )
    return rows.select_related("request__case", "request__outcome").order_by("request__submitted_at")


def others_asked(request: InformationRequest) -> int:
    """How many other applicants asked this body for the same: it may be published for all (条例 44)."""
    prints = list(request.matters.values_list("fingerprint", flat=True))
    rows = RequestedMatter.objects.filter(fingerprint__in=prints, request__org=request.org_id)
    rows = rows.exclude(request__same_applicant=request.same_applicant).exclude(request=request.pk)
    asking = rows.exclude(request__state__in=[State.DRAFT, State.DISCARDED])
    return asking.values("request__same_applicant").distinct().count()


def open_consultations(request: InformationRequest) -> QuerySet[Consultation]:
    return request.consultations.filter(answered_on__isnull=True)


# --- 投诉举报, 更正记录


def complaints(actor: Actor) -> QuerySet[DisclosureComplaint]:
    """投诉举报 that the actor may see: own ones, and those about bodies that they supervise."""
    person = person_actor(actor)
    if person is None:
        return DisclosureComplaint.objects.none()
    reach = under("org__path", list(person.org_paths(Role.OPENNESS_SUPERVISOR)))
    rows = DisclosureComplaint.objects.filter(Q(person_id=person.person.pk) | reach)
    return rows.select_related("org", "request__case", "person")


def record_corrections(actor: Actor) -> QuerySet[RecordCorrectionRequest]:
    """更正记录的申请 that the actor may see: own ones, and those to the body of the own post."""
    person = person_actor(actor)
    if person is None:
        return RecordCorrectionRequest.objects.none()
    reach = under("org__path", list(person.org_paths(Role.DISCLOSURE_OFFICER)))
    rows = RecordCorrectionRequest.objects.filter(Q(person_id=person.person.pk) | reach)
    return rows.select_related("org", "person")


# --- 定时办理


def past_correction(on: date) -> QuerySet[InformationRequest]:
    """Asked to correct, and the day has passed."""
    rows = InformationRequest.objects.filter(state=State.CORRECTION_REQUESTED, correction_due_on__lt=on)
    return rows.order_by("pk")


def past_fee(on: date) -> QuerySet[InformationRequest]:
    """Told the fee, and the day has passed."""
    unpaid = Q(fee_notice__pay_by__lt=on, fee_notice__paid_on__isnull=True)
    return InformationRequest.objects.filter(unpaid, state=State.FEE_PENDING).order_by("pk")


def past_opinion(on: date) -> QuerySet[Consultation]:
    """Asked for an opinion, and the fifteen days have passed."""
    rows = Consultation.objects.filter(answered_on__isnull=True, due_on__lt=on)
    return rows.select_related("request").order_by("pk")


def to_archive(on: date, days: int) -> QuerySet[InformationRequest]:
    """Served so long ago that no remedy is open any more."""
    return InformationRequest.objects.filter(
        state=State.SERVED, served_on__lt=on - timedelta(days=days)
    ).order_by("pk")


def by_code(number: str, code: str) -> InformationRequest | None:
    """The request with this case number and query code; None, whichever was wrong."""
    case = cases.by_code(number, code)
    if case is None:
        return None
    return InformationRequest.objects.select_related("case", "org", "outcome").filter(case=case).first()
