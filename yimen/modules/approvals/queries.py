"""Reads of approvals: what an actor may see, the guide, the desk, what the sweeps look for."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yimen.kernel import policies
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.cases.models import Case, Channel, ClockKind, ClockState, WorkItem
from yimen.kernel.cases.queries import CASE_READERS, moved_from, under, work
from yimen.kernel.documents.queries import WAITING
from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.people import representing
from yimen.kernel.people.actor import PersonActor, person_actor
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import HALL_ROLES, Role

from . import patterns
from .closures import open_on
from .models import (
    Application,
    ApplicationMaterial,
    Decision,
    IssuedDocument,
    Item,
    ItemVersion,
    PaperCustody,
    Suspension,
)
from .permissions import Permission
from .states import UNPUBLISHED, Pattern, State, VersionState

IN_HAND = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL, State.REPORTED)


def applications(actor: Actor) -> QuerySet[Application]:
    """申请 that the actor may see: own ones, and submitted ones of the bodies and centres where posts reach.

    A draft belongs to its applicant alone, or to the window that made it. A body that handed a case over, and one
    in whose name another decides, go on seeing it. An agent sees those of principals, as long as the mandate holds.
    """
    person = person_actor(actor)
    if person is None:
        return Application.objects.none()
    paths = list(person.org_paths(*CASE_READERS))
    halls = list(person.org_paths(*HALL_ROLES))
    reach = under("org_path", paths) | under("centre_path", halls) | under("in_name_of__path", paths)
    reach |= moved_from(paths, halls)
    shown = ~Q(state__in=[State.DRAFT, State.DISCARDED]) | Q(channel="window")
    own = Q(applicant_id=person.person.pk)
    if entrusted := representing.matters(person):
        own |= Q(pk__in=entrusted)
    return Application.objects.filter(own | (reach & shown))


def own_applications(actor: Actor) -> QuerySet[Application]:
    """我的申请 — what the signed-in person applied for."""
    person = person_actor(actor)
    if person is None:
        return Application.objects.none()
    return Application.objects.filter(applicant_id=person.person.pk)


def handled_applications(actor: Actor) -> QuerySet[Application]:
    """What the actor sees by a post, not as the applicant: the lists of the desk."""
    person = person_actor(actor)
    if person is None:
        return Application.objects.none()
    return applications(actor).exclude(applicant_id=person.person.pk)


def handled_list(actor: Actor) -> QuerySet[Application]:
    """办件清单 — what was submitted, with what a list shows of each."""
    rows = handled_applications(actor).filter(submitted_at__isnull=False)
    body = _only_body(actor)
    if body is not None:
        rows = rows.filter(org=body)
    return rows.select_related("case", "item", "org").defer(
        "statement", "answers", "form", "outline", "proposal"
    )


def _only_body(actor: Actor) -> Org | None:
    """The one department, with nothing below it, in which all posts of the actor are.

    Its cases are all that the actor reaches; saying so lets one index answer, in the order of the list.
    """
    person = person_actor(actor)
    bodies = {post.org for post in person.posts if post.role in CASE_READERS} if person else set()
    only = bodies.pop() if len(bodies) == 1 else None
    if only is None or only.kind != OrgKind.DEPARTMENT or only.children.exists():
        return None
    return only


def cases_numbered(beginning: str) -> QuerySet[Case]:
    """Cases whose number begins so."""
    return Case.objects.filter(number__startswith=beginning)


def by_item_or_applicant(words: str) -> Q:
    """Applications for items with these words in their names, or of applicants whose name begins with them."""
    items = Item.objects.filter(Q(name__icontains=words) | Q(name_en__icontains=words))
    known = list(items.values_list("pk", flat=True))
    applicant = Q(applicant_name__startswith=words)
    return applicant | Q(item__in=known) if known else applicant


def is_staff_of(actor: Actor, application: Application) -> bool:
    """Whether the actor reads this application by a post: then internal opinions are shown too."""
    person = person_actor(actor)
    if person is None:
        return False
    at_body = any(application.org_path.startswith(path) for path in person.org_paths(*CASE_READERS))
    at_hall = any(application.centre_path.startswith(path) for path in person.org_paths(*HALL_ROLES))
    if at_body or (bool(application.centre_path) and at_hall):
        return True
    return application.case_id is not None and _was_or_names(person, application)


def _was_or_names(person: PersonActor, application: Application) -> bool:
    """By a post in the body in whose name it is handled, or in one that handed it over."""
    paths, halls = list(person.org_paths(*CASE_READERS)), list(person.org_paths(*HALL_ROLES))
    if not paths:
        return False
    known = under("in_name_of__path", paths) | moved_from(paths, halls)
    return Application.objects.filter(known, pk=application.pk).exists()


def materials(application: Application) -> QuerySet[ApplicationMaterial]:
    """The materials that are there now, one a key."""
    return application.materials.filter(replaced_at__isnull=True).select_related("file")


def documents(application: Application, actor: Actor) -> QuerySet[IssuedDocument]:
    """出具文书 that the actor may see: an applicant sees results once they are sealed."""
    rows = application.documents.select_related("document__org").order_by("pk")
    if is_staff_of(actor, application):
        return rows
    results = Q(kind__in=["decision", "licence", "filing_receipt"])
    return rows.filter(is_for_applicant=True).exclude(results & WAITING)


def holding_versions(on: date) -> QuerySet[ItemVersion]:
    """The versions that hold on the day, those of suspended items too."""
    running = Q(effective_to__isnull=True) | Q(effective_to__gt=on)
    return ItemVersion.objects.filter(running, effective_from__lte=on).exclude(state__in=UNPUBLISHED)


def current_versions(on: date) -> QuerySet[ItemVersion]:
    """The versions under which one can apply on the day."""
    return holding_versions(on).filter(open_on(on, item="item"))


def guide(on: date) -> QuerySet[Item]:
    """办事指南 — the items that are in the catalogue on the day, suspended ones too; public.

    ``version_id`` is the version that holds.
    """
    holding = holding_versions(on).filter(item=OuterRef("pk")).values("pk")[:1]
    return (
        Item.objects.annotate(version_id=Subquery(holding))
        .filter(version_id__isnull=False)
        .select_related("org", "section")
    )


def items_named(words: str, on: date) -> QuerySet[Item]:
    """Items of the guide whose name has these words; public."""
    return guide(on).filter(Q(name__icontains=words) | Q(name_en__icontains=words)).order_by("pinyin")


def cancelled(on: date) -> QuerySet[Item]:
    """已取消的事项 — items that were cancelled by the day."""
    return Item.objects.filter(cancellation__on__lte=on).select_related("org", "cancellation")


def newer_versions(application: Application, on: date) -> QuerySet[ItemVersion]:
    """The versions into which a case could be moved: newer than its own, and begun by the day."""
    rows = ItemVersion.objects.filter(item_id=application.item_id, number__gt=application.version.number)
    return rows.exclude(state__in=[*UNPUBLISHED, VersionState.CANCELLED]).filter(effective_from__lte=on)


def version_on(item: Item, on: date) -> ItemVersion | None:
    """The version of the item that holds on the day, or None."""
    return holding_versions(on).filter(item=item).select_related("item__org", "centre").first()


HOLDING_VERSION = AskedOften(
    lambda item, on: holding_versions(on).filter(item=item).values_list("pk"), settled=True
)
LAST_DECISION = AskedOften(
    lambda application: (
        Decision.objects.filter(application=application)
        .order_by("-sequence")
        .values_list("sequence", "approver", "is_single_officer")
    )
)
HOLDS = AskedOften(lambda version, on: holding_versions(on).filter(pk=version), settled=True)


def past_acceptance(today: date) -> QuerySet[Application]:
    """Submitted, and five working days went by without a word, where the pattern knows acceptance."""
    known = [pattern for pattern in Pattern.values if patterns.allows(pattern, "deem_accepted")]
    return _with_clock_past((State.SUBMITTED,), ClockKind.ACCEPTANCE, today).filter(pattern__in=known)


def past_correction(today: date) -> QuerySet[Application]:
    """Asked to correct, and the time has passed."""
    return _with_clock_past((State.CORRECTION_REQUESTED,), ClockKind.CORRECTION, today)


def past_tolerance(today: date) -> QuerySet[Application]:
    """In hand, and what was promised at acceptance did not come in time."""
    return _with_clock_past(IN_HAND, ClockKind.TOLERANCE, today).filter(tolerance__supplied_at__isnull=True)


def _with_clock_past(states: tuple[State, ...], kind: ClockKind, today: date) -> QuerySet[Application]:
    return Application.objects.filter(
        state__in=states,
        case__clocks__kind=kind,
        case__clocks__state=ClockState.RUNNING,
        case__clocks__due_on__lt=today,
        case__clocks__is_provisional=False,
    ).order_by("pk")


def old_drafts(today: date) -> QuerySet[Application]:
    """Drafts that nobody touched for as long as the city keeps them."""
    keep = policies.on(today, "approvals.draft_days").int
    return Application.objects.filter(
        state=State.DRAFT, amended_at__date__lt=today - timedelta(days=keep)
    ).order_by("pk")


def due_versions(today: date) -> QuerySet[ItemVersion]:
    """Scheduled versions whose first day has come."""
    return ItemVersion.objects.filter(state=VersionState.SCHEDULED, effective_from__lte=today).order_by("pk")


def due_suspensions(today: date) -> QuerySet[ItemVersion]:
    """Versions in force whose item is suspended from today, or since a day on which no sweep came."""
    begun = Suspension.objects.filter(
        item=OuterRef("item"), from_on__lte=today, to_on__gt=today, resumed_on__isnull=True
    )
    return ItemVersion.objects.filter(Exists(begun), state=VersionState.IN_FORCE).order_by("pk")


def due_resumptions(today: date) -> QuerySet[ItemVersion]:
    """Suspended versions whose item is open again from today."""
    ended = Suspension.objects.filter(item=OuterRef("item"), to_on__lte=today, resumed_on__isnull=True)
    return ItemVersion.objects.filter(Exists(ended), state=VersionState.SUSPENDED).order_by("pk")


def due_cancellations(today: date) -> QuerySet[ItemVersion]:
    """Versions that hold although the day of their item's cancellation has come."""
    return ItemVersion.objects.filter(
        state__in=[VersionState.IN_FORCE, VersionState.SUSPENDED], item__cancellation__on__lte=today
    ).order_by("pk")


def past_hearing(today: date) -> QuerySet[Application]:
    """In hand, told of the right to a hearing, and nobody asked for it in time."""
    return _with_clock_past(IN_HAND, ClockKind.HEARING_REQUEST, today)


def examiners(application: Application, on: date) -> QuerySet[Person]:
    """The examiners among whom the section head may choose; ``in_hand`` is how much waits for each."""
    waiting = WorkItem.objects.filter(assignee=OuterRef("pk"), done_at__isnull=True).order_by()
    count = waiting.values("assignee").annotate(count=Count("pk")).values("count")
    rows = holders(Role.SECTION_EXAMINER, org_path=application.org_path, on=on)
    return rows.annotate(in_hand=Coalesce(Subquery(count), 0))


def second_officers(application: Application, actor: Actor, on: date) -> QuerySet[Person]:
    """第二名工作人员 — who may act beside the actor: of the same body, or of the centre that takes it in."""
    roles = (Role.SECTION_EXAMINER, Role.WINDOW_CLERK, Role.RECEPTIONIST)
    paths = [path for path in (application.org_path, application.centre_path) if path]
    wanted = Q(pk__in=[])
    for path in paths:
        wanted |= Q(pk__in=holders(*roles, org_path=path, on=on).order_by().values("pk"))
    return Person.objects.filter(wanted).exclude(pk=actor.id).order_by("name", "pk")


def next_work(actor: Actor, kind: str) -> WorkItem | None:
    """The most urgent work of this kind that waits for the actor."""
    rows = work(actor).filter(kind=kind, case__kind="approvals").select_related("case")
    return rows.order_by("-case__is_priority", "due_on", "pk").first()


def in_hand(item: Item) -> QuerySet[Application]:
    """在办件 — what was accepted of an item and is not decided yet."""
    return Application.objects.filter(item=item, state__in=IN_HAND)


def accepted_before(application: Application) -> QuerySet[Application]:
    """先受理而未决定 — of the same item; where its number is limited, they are decided first (行政许可法 57)."""
    rows = in_hand(application.item)
    moment = application.accepted_at
    return (rows.filter(accepted_at__lt=moment) if moment else rows).exclude(pk=application.pk)


def overdue(rows: QuerySet[Application], on: date) -> QuerySet[Application]:
    """超期 — in hand, not held, and the due date has passed."""
    return rows.filter(state__in=IN_HAND, case__is_held=False, case__due_on__lt=on)


def window_drafts(actor: Actor) -> QuerySet[Application]:
    """Drafts that a window began for a person at the counter and has not submitted yet."""
    rows = handled_applications(actor).filter(state=State.DRAFT, channel=Channel.WINDOW)
    return rows.select_related("item").order_by("-amended_at", "pk")


def versions_at_window(actor: Actor, on: date) -> list[ItemVersion]:
    """The items that the actor takes in at a window, each in the version that holds on the day."""
    rows = (
        current_versions(on).select_related("item__org", "centre").defer("content").order_by("item__pinyin")
    )
    return [one for one in rows if actor.may(Permission.APPLICATION_ACCEPT, one)]


def applicable_online(items: QuerySet[Item]) -> QuerySet[Item]:
    """Among items of the guide, those whose version that holds takes applications over the net."""
    online = ItemVersion.objects.filter(pk=OuterRef("version_id"), channels__contains=["web"])
    return items.filter(Exists(online))


def may_read_outcome(actor: Actor, application: Application) -> bool:
    """Whether the actor reads how it ended: handlers at once, everybody else once it is sealed or over."""
    return bool(application.concluded_at or application.ended_at) or is_staff_of(actor, application)


# --- 纸质材料


def papers_of(application: Application) -> QuerySet[PaperCustody]:
    """Every bundle of the case with its way."""
    rows = PaperCustody.objects.filter(application=application).select_related("holder", "receiver")
    return rows.prefetch_related("movements__giver", "movements__taker").order_by("registered_at", "pk")


def papers_held(actor: Actor) -> QuerySet[PaperCustody]:
    """What lies with the actor, or lay there last."""
    person = person_actor(actor)
    rows = PaperCustody.objects.select_related("application__case", "application__item", "holder", "receiver")
    return rows.filter(holder=person.person.pk) if person else rows.none()


def papers_to_receive(actor: Actor) -> QuerySet[PaperCustody]:
    """What was handed to the actor and waits for the signature."""
    person = person_actor(actor)
    rows = PaperCustody.objects.select_related("application__case", "application__item", "holder", "receiver")
    return rows.filter(receiver=person.person.pk) if person else rows.none()


def reads_cases(actor: Actor) -> bool:
    """Whether the actor reads cases by a post."""
    person = person_actor(actor)
    return person is not None and person.has(*CASE_READERS)
