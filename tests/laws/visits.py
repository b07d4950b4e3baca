"""The cast at every address: example things that the addresses name, and what each person is answered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests import licences, money
from tests.sixth_round import SixthRound
from tests.world import FILING, FOUR_ONES, NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import Seal
from yimen.kernel.ledger.tests.conftest import example as ledger_example
from yimen.kernel.notices.models import Delivery, Notice
from yimen.kernel.orgs.models import Org
from yimen.kernel.people import actions as people
from yimen.kernel.people import token_secret
from yimen.kernel.people.models import Post
from yimen.kernel.policies.models import Policy
from yimen.kernel.web.styles import bundle
from yimen.modules.approvals import actions as approvals
from yimen.modules.approvals.models import (
    Application,
    BasicItem,
    CatalogueImport,
    CreditExclusion,
    PaperCustody,
    Prerequisite,
    RoutingRule,
    Team,
)
from yimen.modules.hall.tests.stage import Hall
from yimen.modules.network.tests.peer import example as network
from yimen.modules.outreach.tests.named import example as outreach
from yimen.modules.portal import actions as portal
from yimen.modules.projects.tests.desk import example as projects_desk
from yimen.modules.projects.tests.works import example as projects
from yimen.modules.supervision import actions as supervision
from yimen.modules.supervision.tests.stage import Watch

from . import openness

CAST = {
    "public": "",
    "resident": "resident.one",
    "stranger": "resident.two",
    "clerk": "clerk.construction",
    "outsider": "clerk.market",
    "examiner": "examiner.construction",
    "leader": "leader.construction",
    "keeper": "seal.construction",
    "issuer": "issue.construction",
    "manager": "manager",
    "auditor": "auditor",
    "administrator": "administrator",
    "cashier": "fees.two",
    "editor": "editor.construction",
    "approver": "approver.catalogue",
}
LOGINS = frozenset({*CAST.values(), *openness.CAST.values()})
NOBODYS = "none"
COUNTED, NO_NUMBER = {"query_id", "head_id"}, "2147483647"
"""The case that does not exist."""
STRANGERS = ("public", "stranger", "outsider")
EVERYBODY = tuple(CAST)
ASKED = {
    "draft": ("resident", "clerk", "stranger"),
    "submitted": EVERYBODY,
    "accepted": ("resident", "examiner", "outsider"),
    "decided": EVERYBODY,
    "sealed": ("resident", "issuer", "stranger"),
    "one": EVERYBODY,
    NOBODYS: (*STRANGERS, "administrator"),
}
"""Who asks about which example: everybody where it matters, else those who might and one who may not."""
WALL = "yimen_example-wall"
STATES = ("draft", "submitted", "accepted", "decided", "sealed")
CODES = {
    "approvals": FOUR_ONES,
    "orgs": "urban-rural-construction",
    "policies": "approvals.delivery_limit",
    "documents:specimen": "decision",
    "figure": "approvals.accepted",
    "portal:figure": "approvals.accepted",
    "portal:wall": WALL,
    **dict.fromkeys(("hall", "take_number", "week", "plan_shift", "copy_week"), "city-centre"),
    **dict.fromkeys(("outreach", "open_point"), "town-centre-faku"),
    "approvals:fee": "passport-cost",
    **dict.fromkeys(("projects", "stage_guide", "draft_template"), "building-permit"),
    "fee": "passport-cost",
}
UNKNOWN = {
    "year": "2026",
    "on": "2026-03-02",
    "dimension": "department",
    "job_id": "1",
    "person": "unknown",
    "component": "alert",
    "provider_id": "staff",
    "uidb36": "1",
    "pk": "1",
    "row": "1",
    "first": "1",
    "second": "2",
    "entry_hash": "0" * 64,
}


class Things:
    """What addresses name: one application of the resident in each state, and one example of everything else."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.applications: dict[str, Application] = {name: getattr(world, name)() for name in STATES}
        self.named = self._named()
        self.openness, self.openness_codes = openness.values(world), openness.codes(world)

    def _named(self) -> Mapping[str, str]:
        """The values of parameters that mean the same everywhere."""
        resident = self.world.resident
        token = people.issue_token(
            resident.person, name="示例", secret=token_secret.new_secret(), expires_on=self.world.later(30).date(),
            is_read_only=True, by=resident, at=NOON,
        ).token  # fmt: skip
        return UNKNOWN | {
            **self._of_the_hall(),
            "digest": bundle().digest,
            "entry_id": _first(Entry),
            "grant_id": _delegation(self.world),
            "exclusion_id": _first(CreditExclusion),
            "rule_id": _first(RoutingRule),
            "team_id": _first(Team),
            "proposal_id": str(SixthRound(self.world).opened().proposals.get(item__code=FOUR_ONES).pk),
            "ordinal": "6",
            "outcome": "cancel",
            "hand_over_id": self._hand_over(),
            "sharing_id": self._sharing(),
            "notice_id": _first(Notice.objects.filter(person=resident.person)),
            "delivery_id": _first(Delivery),
            "person_id": str(resident.person.pk),
            "post_id": _first(Post),
            "policy_id": _first(Policy),
            "part": "materials",
            "place": "0",
            "prerequisite_id": _first(Prerequisite),
            "seal_id": _first(Seal),
            "token_id": str(token.pk),
            "wall_id": self._wall(),
            **_of_the_catalogue(self.world),
            **network(self.world, FILING),
            **projects(self.world),
            **projects_desk(self.world),
            **_money(self.world),
            **ledger_example(),
            **outreach(self.world),
            **_supervised(self.world, self.applications["submitted"]),
        }

    def _paper(self) -> PaperCustody:
        """A bundle of the submitted application, held by the clerk."""
        facts: dict[str, Any] = {"title": "图纸", "sheets": 3}
        submitted = self.applications["submitted"]
        return approvals.register_paper(submitted, **facts, by=self.world.clerk, at=NOON).custody

    def _of_the_hall(self) -> Mapping[str, str]:
        """A number that waits, an appointment of the resident, a shift, a queue, a window."""
        hall, now = Hall(self.world), timezone.now()
        window, shift = hall.window(), hall.shift(starts_at=now + timedelta(days=1), hours=1)
        booked = hall.requested(at=now, by=self.world.resident)
        return {
            "appointment_id": str(booked.pk),
            "business_id": str(hall.general.pk),
            "custody_id": str(self._paper().pk),
            "day": timezone.localdate(now).isoformat(),
            "shift_id": str(shift.pk),
            "ticket_id": str(hall.ticket(at=now).pk),
            "window_id": str(window.pk),
        }

    def _wall(self) -> str:
        """A screen of the centre, at a known address."""
        manager, centre = self.world.manager, self.world.org("city-centre")
        done = portal.open_wall(centre, place="示例", secret=WALL, by=manager, at=NOON)
        return str(done.wall.pk)

    def _hand_over(self) -> str:
        """Offered to a district, so that the giver and nobody else of the cast sees it."""
        world, district = self.world, self.world.org("centre-heping")
        offer = approvals.propose_hand_over(
            world.accepted(), to_org=district, to_centre=district, reason="示例", basis="示例", by=world.head, at=NOON
        ).hand_over  # fmt: skip
        return str(offer.pk)

    def _sharing(self) -> str:
        """Asked of the construction bureau by the market bureau, for the same applicant."""
        world = self.world
        asking = world.submitted("food-business")
        asked = approvals.request_result(
            asking, number=self.applications["sealed"].number, purpose="示例", basis="示例",
            by=world.actor("head.market"), at=NOON,
        ).request  # fmt: skip
        return str(asked.pk)

    def values(self, name: str, parameters: tuple[str, ...], case: str, where: str) -> dict[str, str]:
        """The values for one address; with the case ``none`` every id is one that nothing has."""
        found = {}
        own = self.openness.get(openness.part_of(where), {})
        for one in parameters:
            if case == NOBODYS and one.endswith("_id") and one != "job_id":
                found[one] = NO_NUMBER if one in COUNTED else str(new_id())
            elif one in own:
                found[one] = own[one]
            elif one == "code":
                found[one] = self._code(name)
            elif one in ("application_id", "material_id", "document_id", "key"):
                found[one] = self._of_application(one, case)
            else:
                found[one] = self.named[one]
        return found

    def _code(self, name: str) -> str:
        if name in ("documents:verification", "verification"):
            return str(self.applications["sealed"].documents.get(kind="decision").document.verify_code)
        codes = CODES | self.openness_codes
        return codes.get(name) or codes.get(name.split(":")[0]) or FOUR_ONES

    def _of_application(self, parameter: str, case: str) -> str:
        application = self.applications.get(case) or self.applications["draft"]
        material = application.materials.filter(file__isnull=False).first()
        document = application.documents.order_by("pk").last()
        return {
            "application_id": str(application.pk),
            "material_id": str(material.pk) if material else str(new_id()),
            "document_id": str(document.document_id) if document else str(new_id()),
            "key": material.key if material else "x",
        }[parameter]


def _delegation(world: World) -> str:
    """A published decision on an item that no other example uses."""
    loader, item = world.machine("city data"), world.item("river-works")
    receiver = Org.objects.select_related("region").get(code="county-faku")
    grant = approvals.draft_delegation(
        item.org, kind="devolved", title="示例", instrument_no="示例〔2026〕1号", items=[item],
        receivers=[(receiver, receiver.region)], starts_on=NOON.date(), by=loader, at=NOON,
    ).grant  # fmt: skip
    return str(approvals.publish_delegation(grant, by=loader, at=NOON).grant.pk)


def _money(world: World) -> dict[str, str]:
    """A bill of the resident that was paid twice, with the refund that waits."""
    order = money.paid(world)
    money.take(world, [money.row(order)])
    payment = money.last_payment()
    why = {"reason": "多缴", "by": world.cashier, "at": NOON}
    refund = approvals.propose_return(payment, **why).refund
    return {
        "licence_id": str(licences.issued(world).pk),
        "charge_id": str(order.pk),
        "paper": "notice",
        "payment_id": str(payment.pk),
        "refund_id": str(refund.pk),
        "standard_id": str(order.lines.get().standard_id),
    }


def _supervised(world: World, application: Application) -> dict[str, str]:
    """An alert about the submitted application, and a rule that rests."""
    watch, city = Watch(world), Org.objects.get(parent=None)
    facts = {
        "code": "R-OC-4",
        "version": 1,
        "reason": "示例",
        "first_day": NOON.date(),
        "last_day": NOON.date(),
    }
    machine = world.machine("supervision")
    fault = supervision.park_rule(city, **facts, by=machine, at=NOON).fault
    usual = {"parameters": watch.rule().parameters, "first_day": NOON.date(), "last_day": NOON.date()}
    trial = supervision.order_trial(city, code="R-OH-3", **usual, by=watch.supervisor, at=NOON).trial
    supervision.record_trial(trial, cells={}, by=machine, at=NOON)
    return {
        "alert_id": str(watch.alert(case=application.case).pk),
        "fault_id": str(fault.pk),
        "rule_code": "R-OH-3",
        "trial_id": str(trial.pk),
    }


def _of_the_catalogue(world: World) -> dict[str, str]:
    """A draft, the version in force beside it, an entry of the basic catalogue."""
    return {
        "version_id": str(world.copied(world.later(90).date()).pk),
        "other_id": str(world.version().pk),
        "basic_id": str(_basic_item(world).pk),
        "number": "2",
        "import_id": str(_import(world).pk),
    }


def _import(world: World) -> CatalogueImport:
    """A file that the editor uploaded."""
    facts = {"name": "示例.csv", "file_format": "csv", "data": b"", "by": world.editor, "at": NOON}
    return approvals.upload_import(world.org(), **facts).given


def _basic_item(world: World) -> BasicItem:
    """An entry of the basic catalogue."""
    government = Org.objects.get(code="city-government")
    return approvals.add_basic_item(
        government, basic_code="000117001000", code_scheme="national-basic", name="示例", item_type="01", level="3",
        valid_from=NOON.date(), by=world.approver, at=NOON,
    ).basic  # fmt: skip


def _first(rows: Any) -> str:
    found = getattr(rows, "objects", rows).order_by("pk").first()
    return str(found.pk) if found else str(new_id())


def askers(where: str, case: str) -> tuple[str, ...]:
    """Who of the cast asks; the pages of the sign-in package know no posts, so a few tell all."""
    if openness.is_here(where):
        return openness.ASKED_IN_VAIN if case == NOBODYS else tuple(openness.CAST)
    return ("public", "resident", "clerk") if where.startswith("/accounts/") else ASKED[case]


def address(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with its parameters filled in."""
    plain = re.sub(r"\(\?P<(\w+)>(?:\[[^\]]*\]|[^()])*\)", r"<\1>", pattern).rstrip("$")
    return re.sub(r"[<{](?:\w+:)?(\w+)[>}]", lambda found: values[found[1]], plain)


class Visitors:
    """The cast, each with a browser that is signed in; what a visit does is undone."""

    def __init__(self, world: World) -> None:
        self.browsers = {login: Client(raise_request_exception=False) for login in LOGINS}
        for login, browser in self.browsers.items():
            if login:
                browser.force_login(world.actor(login).person)
        self.before = transaction.savepoint()

    def get(self, name: str, where: str) -> Any:
        return self.look(login_of(name, where), where)

    def look(self, login: str, where: str) -> Any:
        """What the person with the login is answered; nobody, when it is empty."""
        answer = self.browsers[login].get(where)
        if answer.streaming:
            b"".join(answer.streaming_content)  # reads and closes the file
        self._undo()
        return answer

    def send(self, name: str, method: str, where: str) -> Any:
        """An empty body, as a program would send it."""
        browser = self.browsers[login_of(name, where)]
        answer = browser.generic(method, where, "{}", content_type="application/json")
        self._undo()
        return answer

    def _undo(self) -> None:
        """One question to the database a visit: the same savepoint serves all."""
        transaction.savepoint_rollback(self.before)
        transaction.set_rollback(False)


def login_of(name: str, where: str) -> str:
    """The login of somebody of the cast that belongs to the address."""
    return (openness.CAST if openness.is_here(where) else CAST)[name]
