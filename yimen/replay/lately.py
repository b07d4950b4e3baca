"""近来 — the last weeks of the example city, so that a fresh start shows work in hand: its own items, its own example persons.

Seals of a fresh city are of today, so nothing was concluded before; what was decided in the last days is sealed today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from random import Random

from django.db.models import Q

from yimen.kernel import calendar
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import WrongState
from yimen.kernel.orgs.models import Window
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Post
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions, checklist, precedence, queries
from yimen.modules.approvals.models import Application, ItemVersion
from yimen.modules.approvals.states import Pattern

from . import ways
from .doing import Company, Place, Player
from .living import form
from .plan import Planned, Step
from .profile import Kind
from .stage import NotReady

SEED = 1
IN_HAND, TODAY, KINDS = 45, 10, 10
NEEDED = (Role.SECTION_EXAMINER, Role.LEADER, Role.SEAL_KEEPER, Role.ISSUE_CLERK)
LAST = ("conclude", "deliver")


def live_lately(now: datetime) -> int:
    """Lives the last weeks; how many applications. A city that has cases is left alone."""
    if Application.objects.exists():
        return 0
    on = local_day(now)
    player = LocalPlayer(on.year, SEED, form())
    player.company = Locals(on.year, SEED)
    planned = plan_lately(_kinds(on, player), _days(on), now)
    moved: set[int] = set()
    for one, step in sorted(_todo(planned), key=lambda pair: (pair[1].at, pair[0].serial)):
        if one.serial not in moved:
            try:
                player.do(one, step)
            except WrongState:  # the worker's sweep was there first: the case goes on from where it is now
                moved.add(one.serial)
    return len(planned)


def plan_lately(kinds: Sequence[Kind], days: Sequence[date], now: datetime) -> list[Planned]:
    """Applications of the last weeks on their way, and what was done on the spot today."""
    dice = Random(SEED)  # noqa: S311 - the same city each time
    instant = [one for one in kinds if one.is_instant]
    longer = [one for one in kinds if not one.is_instant]
    found: list[Planned] = []
    for number in range(IN_HAND if longer else 0):
        kind = longer[number % len(longer)]
        first = len(days) - 1 - dice.randint(0, min(kind.promised // 2, len(days) - 1))
        steps = ways.timed(ways.straight(kind, dice), first, days, dice.randint(540, 930), dice)
        found.append(_planned(len(found) + 1, kind, steps, now))
    for number in range(TODAY if instant else 0):
        kind = instant[number % len(instant)]
        steps = ways.timed(ways.on_the_spot(), len(days) - 1, days, 540, dice)
        found.append(_planned(len(found) + 1, kind, steps, now))
    return found


def _planned(serial: int, kind: Kind, steps: Sequence[Step], now: datetime) -> Planned:
    """No step after this moment, no seal before it."""
    kept = tuple(replace(step, at=now) if step.at > now or step.act in LAST else step for step in steps)
    return Planned(serial, kind.code, kind.org, serial, "window", kind.like, kept)


def _todo(planned: Sequence[Planned]) -> list[tuple[Planned, Step]]:
    return [(one, step) for one in planned for step in one.steps]


def _days(on: date) -> list[date]:
    """The last twenty working days; the last one is today, whatever day it is."""
    known = calendar.current()
    before: list[date] = []
    day = on
    while len(before) < 20:
        day = known.previous(day).on
        before.append(day)
    return [*reversed(before), on]


def _kinds(on: date, player: LocalPlayer) -> list[Kind]:
    """Items that ask for nothing but papers and an answer, where somebody holds every post that is needed."""
    rows = queries.current_versions(on).filter(pattern__in=[Pattern.FOUR_ONES, Pattern.ON_THE_SPOT])
    few = sorted(
        rows.select_related("item__org", "centre"),
        key=lambda one: (one.pattern != Pattern.ON_THE_SPOT, len(one.body.materials), one.item.code),
    )
    found: list[Kind] = []
    for version in few:
        if len(found) == KINDS:
            break
        if _is_plain(version, on) and player.can_place(version, on):
            spot = version.pattern == Pattern.ON_THE_SPOT
            code, org = version.item.code, version.item.org.code
            found.append(
                Kind(code, 1, code, org, spot, max(version.promised_days, 4), version.statutory_days)
            )
    return found


def _is_plain(version: ItemVersion, on: date) -> bool:
    body = version.body
    charged = any(one.standard for one in body.fees)
    alone = version.single_officer_allowed or version.pattern == Pattern.FOUR_ONES
    asks = bool(body.form) or bool(body.variants) or bool(body.about_licence)
    return alone and not charged and not asks and not precedence.HAS_NEEDS.any(version.item_id, on)


def posts(role: Role | str, on: date) -> Q:
    return Q(role=role, since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


class Locals(Company):
    """本地人员 — the example persons of the city, by their posts."""

    def staff(self, role: str, place: str) -> PersonActor:
        code, _dot, number = place.partition(".")
        where = Q(window__centre__code=code, window__number=number) if number else Q(org__code=code)
        found = Post.objects.filter(posts(role, self.on), where).order_by("person__login", "pk").first()
        if found is None:
            raise NotReady(f"{role} {place}")
        return self._actor(found.person.login)


class LocalPlayer(Player):
    """Plays with the city's own items: all their papers, the originals seen."""

    def place(self, code: str) -> Place:
        if code not in self._places:
            raise NotReady(code)
        return self._places[code]

    def can_place(self, version: ItemVersion, on: date) -> bool:
        """Whether there is a window with a clerk, and somebody in every other post."""
        org = version.item.org
        needed = NEEDED if version.pattern == Pattern.FOUR_ONES else NEEDED[2:]
        window = self._window(version, on)
        held = all(Post.objects.filter(posts(role, on), org=org).exists() for role in needed)
        if window is None or not held:
            return False
        self._places[version.item.code] = Place(version.item, window, org.code)
        return True

    @staticmethod
    def _window(version: ItemVersion, on: date) -> Window | None:
        seats = Post.objects.filter(posts(Role.WINDOW_CLERK, on), window__isnull=False).values("window")
        rows = Window.objects.filter(centre=version.centre, pk__in=seats).select_related("centre")
        own = rows.filter(serves=version.item.org).first()
        return own or rows.filter(serves=None).order_by("number").first()

    def answers(self, planned: Planned) -> Mapping[str, Sequence[str]]:
        version = queries.version_on(self.place(planned.item).item, self.company.on)
        answers: dict[str, list[str]] = {}
        for one in version.body.situations if version else ():
            if version and version.body.applies(one, answers):
                answers[one.key] = [one.options[0].key]
        return answers

    def hand_in(self, planned: Planned, step: Step, subject: Application) -> None:
        clerk = self.clerk(planned)
        application = Application.objects.select_related("version", "applicant").get(pk=subject.pk)
        for material in [row.material for row in checklist.rows(application)]:
            if not material.is_asked_of_applicant:
                continue
            on_paper = material.form != checklist.ELECTRONIC
            self.attach(subject, material.key, on_paper=on_paper, by=clerk, at=step.at)
            if on_paper and material.needs_original_check:
                actions.check_original(subject, key=material.key, by=clerk, at=step.at)
