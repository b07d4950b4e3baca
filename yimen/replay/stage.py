"""布景 — the catalogue of the year and those who work in it, set up through the acts: items like the city's, with the law
that was in force then, and one person for each post that the steps need.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from yimen.kernel.audit.together import together
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org, Region, Window
from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people import actions as people
from yimen.kernel.people.models import Person, Post
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions
from yimen.modules.approvals.content import content_from
from yimen.modules.approvals.models import Item, ItemVersion, LegalBasis
from yimen.modules.outreach.example_coverage import COUNTY, Amounts, ExampleCoverage
from yimen.modules.outreach.models import Agent
from yimen.modules.projects.loading import ensure_stage_template
from yimen.modules.projects.states import ItemRole

from . import people as invented
from .errand_plan import amounts
from .profile import Kind, Profile, StageOfYear
from .ways import CITY

BY = Machine("city data", origin="command")
BASIS = (
    "instrument",
    "number",
    "article",
    "issued_on",
    "effective_from",
    "effective_to",
    "quote",
)
HANDLING = (
    Role.SECTION_EXAMINER,
    Role.SECTION_HEAD,
    Role.LEADER,
    Role.CHIEF_REPRESENTATIVE,
    Role.SEAL_KEEPER,
    Role.ISSUE_CLERK,
    Role.FEE_OFFICER,
)
VILLAGE_AGENT = "village-agent"
FORM = "application-form"
"""The one material that the items of the year ask for."""


class NotReady(Exception):  # noqa: N818 - a finding, said to a person
    """The city lacks what the year needs; the message says what to do."""


def city_items() -> dict[str, str]:
    """Which body has which of the city's items."""
    return dict(Item.objects.values_list("code", "org__code"))


def set_up(profile: Profile, *, scale: float, unattended: Collection[str] = ()) -> None:
    """Items and persons of the year, points and agents at the scale; what is there already is left alone.

    ``unattended`` are the items whose window is told, as it will be found empty.
    """
    at = datetime.combine(profile.prepared, time(9), CITY)
    first = date(profile.year, 1, 1)
    for kind in profile.kinds:
        item = Item.objects.filter(code=kind.code).first() or _add(kind, first, at)
        if not ItemVersion.objects.filter(item=item, published_at__isnull=False).exists():
            _publish(kind, item, first, at, names_window=kind.code in unattended)
    numbers = iter(range(900_000, 1_000_000))
    for post in _posts(profile, unattended):
        _appoint(profile, *post, next(numbers), at)
    opened = datetime.combine(profile.villages.begins, time(9), CITY)
    _open_villages(profile, scale, opened)
    for position, one in enumerate(profile.stages, 1):
        _arrange(one, position, datetime.combine(profile.begins, time(9), CITY))
    for town in _towns(profile.year):
        _appoint(profile, town, Role.RECEPTIONIST, None, next(numbers), opened)


def _posts(profile: Profile, unattended: Collection[str]) -> Iterator[tuple[Org, Role, Window | None]]:
    """Every post that the steps need: the bodies', the windows', the supervisor's, those beside an empty window, the desk's."""
    for code in sorted({one.org for one in profile.kinds}):
        for role in HANDLING:
            yield Org.objects.get(code=code), role, None
    for centre, window, org in _windows(profile):
        yield org or centre, Role.WINDOW_CLERK, window
    city = city_org()
    if city is not None:
        yield city, Role.SUPERVISOR, None
    for code in sorted(unattended):
        own = window_of(
            ItemVersion.objects.filter(item__code=code).select_related("item__org", "centre").latest("number")
        )
        beside = window_beside(own)
        yield beside.serves or own.centre, Role.WINDOW_CLERK, beside
        yield own.centre, Role.CENTRE_MANAGER, None
    desk = Org.objects.get(code=profile.desk.org)
    yield desk, Role.RECEPTIONIST, None
    yield desk, Role.CENTRE_MANAGER, None


def _open_villages(profile: Profile, scale: float, at: datetime) -> None:
    """Communities with their windows, towns and villages with their points and agents, on the day on which they begin."""
    if not Region.objects.filter(name=COUNTY).exists():
        raise NotReady(f"no county {COUNTY}")
    coverage = ExampleCoverage(
        by=BY,
        at=at,
        progress=lambda _told: None,
        logins=f"replay-{profile.year}",
    )
    make = partial(coverage.make, Amounts(**amounts(profile.villages, scale)))
    for refusal in together([make], undone=lambda: None):
        raise refusal


def _towns(year: int) -> Iterable[Org]:
    """The centres of towns to which the village agents of the year belong."""
    agents = Agent.objects.filter(person__login__startswith=login_of(year, VILLAGE_AGENT, ""))
    return Org.objects.filter(pk__in=agents.values("point__org")).order_by("code")


def login_of(year: int, role: str, place: str) -> str:
    return f"replay-{year}.{role}.{place}".lower()


def window_of(version: ItemVersion) -> Window:
    """Where an item is taken in: the body's own window at its centre, else the first one of the centre."""
    rows = Window.objects.filter(centre=version.centre).order_by("number")
    own = rows.filter(serves=version.item.org).first() or rows.first()
    if own is None:
        raise NotReady(f"{version.item.code}: no window")
    return own


def window_beside(window: Window) -> Window:
    """Another window of the same centre."""
    found = (
        Window.objects.filter(centre=window.centre_id)
        .exclude(pk=window.pk)
        .filter(is_open=True)
        .order_by("number")
        .first()
    )
    if found is None:
        raise NotReady(f"{window}: no other window at the centre")
    return found


def _windows(profile: Profile) -> Iterable[tuple[Org, Window, Org | None]]:
    seen: set[Any] = set()
    codes = [one.code for one in profile.kinds]
    for version in ItemVersion.objects.filter(item__code__in=codes).select_related("item__org", "centre"):
        window = window_of(version)
        if window.pk not in seen and version.centre is not None:
            seen.add(window.pk)
            yield version.centre, window, version.item.org if window.serves_id else None


def _add(kind: Kind, first: date, at: datetime) -> Item:
    like = Item.objects.select_related("org").get(code=kind.like)
    held = [one for one in like.legal_bases.order_by("position") if _held(one, first)]
    bases = kind.bases or [{name: getattr(one, name) for name in BASIS if getattr(one, name)} for one in held]
    if not bases:
        raise NotReady(f"{kind.like}: no legal basis was in force on {first}")
    return actions.add_item(
        like.org,
        code=kind.code,
        name=like.name,
        name_en=like.name_en,
        kind=like.kind,
        section=like.section,
        audiences=like.audiences,
        topics=like.topics,
        legal_bases=bases,
        by=BY,
        at=at,
    ).item


def _held(basis: LegalBasis, on: date) -> bool:
    """Whether a basis was in force on the day."""
    begins, ends = basis.effective_from, basis.effective_to
    return begins is not None and begins <= on and (ends is None or ends >= on)


def _publish(kind: Kind, item: Item, first: date, at: datetime, *, names_window: bool) -> None:
    like = ItemVersion.objects.filter(item__code=kind.like).order_by("number").last()
    if like is None:
        raise NotReady(f"{kind.like}: no version")
    terms = {
        "effective_from": first,
        "pattern": "on_the_spot" if kind.is_instant else "four_ones",
        "mode": "instant" if kind.is_instant else "promised",
        "statutory_days": kind.statutory,
        "statutory_basis": kind.basis or "行政许可法第四十二条",  # 中文
        "promised_days": 0 if kind.is_instant else kind.promised,
        "extension_max": 0 if kind.is_instant else 10,
        "single_officer_allowed": kind.is_instant,
        "in_hall": True,
        "centre": like.centre,
        "windows": [window_of(like).number] if names_window else [],
        "channels": ["window", "web"],
        "result_name": like.result_name,
        "result_name_en": like.result_name_en,
        "result_kind": "approval",
        "correction_lapse": "withdrawn",
        "enquiry_phone": like.enquiry_phone,
        "supervision_phone": like.supervision_phone,
    }
    drafted = actions.draft_version(item, content=_content(kind, like), terms=terms, by=BY, at=at).version
    actions.publish_version(drafted, instrument_no="", by=BY, at=at)


def _content(kind: Kind, like: ItemVersion) -> dict[str, Any]:
    """The application form and what conditions there were; the special procedure that the year knows."""
    content = like.content
    form = next(one for one in content["materials"] if one.get("source", "applicant") == "applicant")
    holds = [one for one in content.get("holds", ()) if one["kind"] == kind.hold]
    kept = {
        "conditions": content.get("conditions", []),
        "conditions_en": content.get("conditions_en", []),
        "materials": [
            {**form, "key": FORM, "when": [], "rule": {}, "form": "either", "needs_original_check": False}
        ],
        "holds": holds,
    }
    return content_from(kept).as_data()


def _arrange(told: StageOfYear, position: int, at: datetime) -> None:
    """The template of a stage, from the first day on which its items can be applied for; the paper is asked for once."""
    main = next(iter(told.items))
    ensure_stage_template(
        Org.objects.get(code=told.lead),
        code=told.code,
        names={one: getattr(told, one) for one in ("name", "name_en", "theme", "theme_en")},
        position=position,
        items=[
            {"item_code": one, "role": ItemRole.MAIN if one == main else ItemRole.PARALLEL}
            for one in told.items
        ],
        orders=told.orders,
        shared=[
            {"kind": "material", "key": FORM, "members": [{"item": one, "key": FORM} for one in told.items]}
        ],
        by=BY,
        at=at,
    )


def _appoint(
    profile: Profile, org: Org, role: Role, window: Window | None, number: int, at: datetime
) -> None:
    place = f"{window.centre.code}.{window.number}" if window else org.code
    login = login_of(profile.year, role, place)
    person = Person.objects.filter(login=login).first() or _enrolled(login, number, at)
    if Post.objects.filter(person=person).exists():
        return
    people.appoint(
        org,
        person=person,
        role=role,
        window=window,
        since=local_day(at),
        until=date(profile.year + 1, 12, 31),
        instrument=f"示例任命〔{profile.year}〕1号",  # 中文
        by=BY,
        at=at,
    )


def _enrolled(login: str, number: int, at: datetime) -> Person:
    city = city_org()
    if city is None:
        raise NotReady("no city government")
    return people.enrol(city, login=login, name=invented.name(number), is_example=True, by=BY, at=at).person
