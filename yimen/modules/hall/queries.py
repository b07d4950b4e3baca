"""Reads of the hall: queues, windows, slots; what anybody may see, and what belongs to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Case as When_
from django.db.models import Count, F, Q, QuerySet, When
from django.db.models.fields import IntegerField
from django.db.models.functions import Coalesce
from django.utils import timezone

from yimen.kernel import policies
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.people.actor import org_paths, person_actor
from yimen.kernel.people.models import Person, Post
from yimen.kernel.people.roles import Role
from yimen.kernel.web.words import named

from . import rules
from .models import Appointment, BusinessClass, PriorityGround, Shift, Ticket
from .states import AppointmentState, ShiftState, TicketState

AT_WINDOWS = (Role.WINDOW_CLERK, Role.RECEPTIONIST, Role.ISSUE_CLERK)
SHOWN_CALLS = 8
RECENT = 20


# --- 大厅, 业务类别


def halls() -> QuerySet[Org]:
    """Centres that have queues; public."""
    return Org.objects.filter(business_classes__is_open=True, closed_on=None).distinct().order_by("path")


def classes(centre: Org) -> QuerySet[BusinessClass]:
    """The queues of a hall that are open; public."""
    return BusinessClass.objects.filter(centre=centre, is_open=True).select_related("centre", "serves")


def names_of_queues(centre: Org) -> dict[str, str]:
    """Every queue of a hall, those that are closed too: its letter, its name in the reader's language."""
    rows = BusinessClass.objects.filter(centre=centre)
    return {one.letter: named(one) for one in rows}


def priorities() -> QuerySet[PriorityGround]:
    return PriorityGround.objects.all()


def windows_of(business: BusinessClass) -> QuerySet[Window]:
    """The windows that serve a class."""
    rows = Window.objects.filter(centre=business.centre_id, kind__in=business.kinds, is_open=True)
    return rows.filter(serves=business.serves_id) if business.serves_id else rows


def classes_at(window: Window) -> QuerySet[BusinessClass]:
    """The classes that a window serves."""
    mine = Q(serves=None) | Q(serves=window.serves_id)
    return BusinessClass.objects.filter(mine, centre=window.centre_id, kinds__contains=[window.kind])


def class_for(centre: Org, org_id: UUID) -> BusinessClass | None:
    """Where one queues for a matter of a body: its own class, else the one of the comprehensive windows."""
    rows = list(classes(centre))
    own = [one for one in rows if one.serves_id == org_id]
    general = [one for one in rows if one.serves_id is None and "comprehensive" in one.kinds]
    return next(iter([*own, *general]), None)


# --- 班次


def managed_centres(actor: Actor) -> QuerySet[Org]:
    """The centres whose shifts and figures the actor keeps."""
    wanted = Q(pk__in=[])
    for path in org_paths(actor, [Role.CENTRE_MANAGER]):
        wanted |= Q(path__startswith=path)
    return halls().filter(wanted)


def shifts(actor: Actor) -> QuerySet[Shift]:
    """Shifts of the centres that the actor keeps, and the own ones."""
    rows = Shift.objects.select_related("window__centre", "person")
    person = person_actor(actor)
    if person is None:
        return rows.none()
    return rows.filter(Q(window__centre__in=managed_centres(actor)) | Q(person=person.person.pk))


def week(centre: Org, monday: date) -> QuerySet[Shift]:
    """What stands in the plan of a week."""
    begins = _midnight(monday)
    return (
        Shift.objects.filter(
            window__centre=centre, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=7)
        )
        .exclude(state=ShiftState.CANCELLED)
        .select_related("window", "person")
        .order_by("starts_at", "pk")
    )


def clerks(centre: Org, on: date) -> QuerySet[Person]:
    """Those who hold a post at a window of the centre on the day."""
    there = Q(window__centre=centre) | Q(window=None, org=centre)
    posts = Post.objects.filter(there, Q(until=None) | Q(until__gte=on), role__in=AT_WINDOWS, since__lte=on)
    return Person.objects.filter(pk__in=posts.values("person"), is_active=True).order_by("name", "pk")


def running(at: datetime) -> QuerySet[Shift]:
    """The shifts that run at the moment, present or away."""
    return Shift.objects.filter(starts_at__lte=at, ends_at__gt=at).exclude(state=ShiftState.CANCELLED)


SITS = AskedOften(lambda person, at: running(at).filter(person=person))


def seat(person: Person, at: datetime) -> Window | None:
    """在窗 — the window at which the person sits now, by the running shift."""
    if not SITS.any(person.pk, at):
        return None
    found = running(at).filter(person=person).select_related("window__centre", "window__serves").first()
    return found.window if found else None


@dataclass(frozen=True)
class Standing:
    """窗口状态 — whether somebody sits at a window now."""

    window: Window
    is_open: bool
    is_away: bool = False


def standings(centre: Org, at: datetime) -> list[Standing]:
    """Every window of a hall. Where no shifts are planned that day, the hours of the window tell."""
    now, day = timezone.localtime(at).time(), _midnight(local_day(at))
    today = {shift.window_id: shift for shift in running(at).filter(window__centre=centre)}
    is_planned = (
        Shift.objects.filter(window__centre=centre, starts_at__gte=day, starts_at__lt=day + timedelta(days=1))
        .exclude(state=ShiftState.CANCELLED)
        .exists()
    )
    found = []
    for window in Window.objects.filter(centre=centre).order_by("number"):
        shift = today.get(window.pk)
        in_hours = (window.opens is None or window.opens <= now) and (
            window.closes is None or now < window.closes
        )
        sits = shift is not None and shift.state == ShiftState.PLANNED
        is_open = window.is_open and (sits if is_planned else in_hours)
        found.append(Standing(window, is_open, shift is not None and shift.state == ShiftState.AWAY))
    return found


def is_closed(centre: Org, at: datetime) -> bool:
    """Whether nobody calls numbers now: no window of the hall is open."""
    return not any(one.is_open for one in standings(centre, at))


# --- 排队


def tickets(centre: Org, day: date) -> QuerySet[Ticket]:
    return Ticket.objects.filter(centre=centre, day=day)


def in_order(rows: QuerySet[Ticket], at: datetime) -> QuerySet[Ticket]:
    """The order in which people are called: appointments whose slot has begun, by slot; those whom the law lets
    go first; the others as they came. An appointment that came early waits for its slot unless nobody else waits.
    """
    band = When_(
        When(slot_at__isnull=False, slot_at__lte=at, then=0),
        When(priority__isnull=False, then=1),
        When(slot_at__isnull=True, then=2),
        default=3,
        output_field=IntegerField(),
    )
    return rows.annotate(band=band).order_by(
        "band", Coalesce(F("slot_at"), F("queued_at")), "queued_at", "pk"
    )


def waiting(business: BusinessClass, at: datetime) -> QuerySet[Ticket]:
    """Who waits in one queue, in order."""
    rows = Ticket.objects.filter(business=business, day=local_day(at), state=TicketState.WAITING)
    return in_order(rows, at)


def callable_at(window: Window, at: datetime) -> QuerySet[Ticket]:
    """Who may be called to a window, in order: the numbers sent there, and those of its classes sent nowhere."""
    return in_order(_of(window, at).filter(state=TicketState.WAITING), at)


def _of(window: Window, at: datetime) -> QuerySet[Ticket]:
    """The numbers of today that are for a window."""
    known = list(classes_at(window).values_list("pk", flat=True))
    mine = Q(sent_to=window) | Q(sent_to=None, business__in=known)
    return tickets(window.centre, local_day(at)).filter(mine)


def at_window(window: Window) -> Ticket | None:
    """Whom the window serves now."""
    return (
        Ticket.objects.filter(window=window, state=TicketState.CALLED)
        .select_related("business", "priority")
        .first()
    )


def passed(window: Window, at: datetime) -> QuerySet[Ticket]:
    """Numbers of today that were passed over, and that the window may call once more: of its queues, or called by it."""
    rows = _of(window, at) | tickets(window.centre, local_day(at)).filter(window=window)
    return rows.filter(state=TicketState.PASSED).select_related("business").order_by("-ended_at")[:RECENT]


def may_be_called_to(window: Window, ticket: Ticket, at: datetime) -> bool:
    """Whether a number that waits or was passed over is for the window: of its queues, sent there, or called by it."""
    return ticket.window_id == window.pk or _of(window, at).filter(pk=ticket.pk).exists()


def own_tickets(ticket_id: UUID) -> QuerySet[Ticket]:
    """A number by its key, which only its holder knows; public."""
    return Ticket.objects.filter(pk=ticket_id).select_related(
        "business__centre", "centre", "window", "sent_to"
    )


def tickets_of(actor: Actor) -> QuerySet[Ticket]:
    """Numbers of the halls in which the actor sits at a window."""
    person = person_actor(actor)
    centres = {one.centre_id for one in person.windows()} if person else set()
    return Ticket.objects.filter(centre__in=centres).select_related("business__centre", "centre", "window")


@dataclass(frozen=True)
class Ahead:
    """排队情况 — how many are called before a number, and about how long that takes."""

    count: int
    wait: rules.Wait | None


def ahead_of(ticket: Ticket, at: datetime) -> Ahead:
    """How many are called before this number, as the order is now."""
    order = list(waiting(ticket.business, at).values_list("pk", flat=True))
    count = order.index(ticket.pk) if ticket.pk in order else 0
    return Ahead(count, wait_of(ticket.business, count, at))


def wait_of(business: BusinessClass, ahead: int, at: datetime) -> rules.Wait | None:
    """How long so many take, from what today's numbers of the class really took."""
    rows = Ticket.objects.filter(
        business=business, day=local_day(at), state=TicketState.SERVED, first_called_at__isnull=False
    ).order_by("-ended_at")[:RECENT]
    took = [one.ended_at - one.first_called_at for one in rows if one.ended_at and one.first_called_at]
    fewest = policies.on(local_day(at), "hall.fewest_for_estimate").int
    return rules.estimate(ahead, took, open_windows(business, at), fewest)


def open_windows(business: BusinessClass, at: datetime) -> int:
    """How many windows that serve the class are open now."""
    serving = set(windows_of(business).values_list("pk", flat=True))
    return sum(one.is_open for one in standings(business.centre, at) if one.window.pk in serving)


@dataclass(frozen=True)
class QueueNow:
    """排队概况 — one queue as a hall shows it."""

    business: BusinessClass
    waiting: int
    wait: rules.Wait | None


def queues_now(centre: Org, at: datetime) -> list[QueueNow]:
    """How many wait in each queue of a hall, and about how long one more would."""
    counted = dict(
        tickets(centre, local_day(at))
        .filter(state=TicketState.WAITING)
        .order_by()
        .values_list("business")
        .annotate(count=Count("pk"))
    )
    return [
        QueueNow(one, counted.get(one.pk, 0), wait_of(one, counted.get(one.pk, 0), at))
        for one in classes(centre)
    ]


def waiting_counts(centre: Org, at: datetime) -> list[tuple[BusinessClass, int]]:
    """How many wait in each queue, for the wall; two queries."""
    rows = tickets(centre, local_day(at)).filter(state=TicketState.WAITING).order_by()
    counted = dict(rows.values_list("business").annotate(count=Count("pk")))
    return [(one, counted.get(one.pk, 0)) for one in classes(centre)]


def calls(centre: Org, at: datetime) -> QuerySet[Ticket]:
    """The numbers that are called now, the newest first."""
    rows = tickets(centre, local_day(at)).filter(state=TicketState.CALLED)
    return rows.select_related("window").order_by("-called_at", "pk")[:SHOWN_CALLS]


def yesterdays(today: date) -> QuerySet[Ticket]:
    """Numbers of days that are over, which nobody ended."""
    return Ticket.objects.filter(day__lt=today, state__in=[TicketState.WAITING, TicketState.CALLED])


# --- 预约


def appointments(actor: Actor) -> QuerySet[Appointment]:
    """Those of the account, and those of the halls that the actor keeps."""
    rows = Appointment.objects.select_related("business__centre", "person")
    person = person_actor(actor)
    if person is None:
        return rows.none()
    return rows.filter(Q(person=person.person.pk) | Q(business__centre__in=managed_centres(actor)))


def own_appointments(actor: Actor) -> QuerySet[Appointment]:
    person = person_actor(actor)
    rows = Appointment.objects.select_related("business__centre")
    return rows.filter(person=person.person.pk) if person else rows.none()


def by_key(actor: Actor, appointment_id: UUID) -> QuerySet[Appointment]:
    """An appointment by its key: anybody who has the key of one without an account, else only whose it is."""
    rows = Appointment.objects.select_related("business__centre", "person").filter(pk=appointment_id)
    return rows.filter(Q(person=None) | Q(pk__in=appointments(actor).values("pk")))


def by_phone(phone: str) -> QuerySet[Appointment]:
    """Open appointments of a telephone number; only together with the code."""
    return Appointment.objects.filter(phone=phone, state__in=["requested", "booked"]).select_related(
        "business__centre"
    )


def taken_places(business: BusinessClass, starts_at: Iterable[datetime]) -> dict[datetime, set[int]]:
    """The places of these slots that are given."""
    rows = Appointment.objects.filter(
        business=business,
        starts_at__in=list(starts_at),
        state__in=[AppointmentState.BOOKED, AppointmentState.ARRIVED],
        place__isnull=False,
    )
    found: dict[datetime, set[int]] = {}
    for moment, place in rows.values_list("starts_at", "place"):
        found.setdefault(moment, set()).add(int(place or 0))
    return found


def to_remind(at: datetime, until: datetime) -> QuerySet[Appointment]:
    """Booked, soon, and not reminded yet."""
    return Appointment.objects.filter(
        state=AppointmentState.BOOKED, reminded_at=None, starts_at__gt=at, starts_at__lt=until
    ).order_by("pk")


def missed(at: datetime, minutes: int) -> QuerySet[Appointment]:
    """Booked, and its slot is over and so is the time for those who come late."""
    over = at - timedelta(minutes=minutes)
    return Appointment.objects.filter(state=AppointmentState.BOOKED, ends_at__lt=over).order_by("pk")


def booked_from(at: datetime) -> QuerySet[Appointment]:
    """What is still to come."""
    return (
        Appointment.objects.filter(state=AppointmentState.BOOKED, starts_at__gt=at, is_after_hours=False)
        .select_related("business__centre")
        .order_by("starts_at", "place", "pk")
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
