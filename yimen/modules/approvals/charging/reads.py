"""Reads of one bill: what a case is charged for today, what still stands in its way, and who may see what."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.queries import CASE_READERS, under
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import HALL_ROLES, Role
from yimen.modules.approvals.models import Application, BankFile, ChargeOrder, FeeStandard, Payment, Refund
from yimen.modules.approvals.outline import known_of
from yimen.modules.approvals.states import ChargeState

M = TypeVar("M", Payment, BankFile)
OPEN = (ChargeState.DRAFTED, ChargeState.CONFIRMED, ChargeState.ISSUED)
SETTLED = (ChargeState.PAID, ChargeState.PARTLY_REFUNDED, ChargeState.REFUNDED)
MONEY_READERS = (Role.FEE_OFFICER, Role.CENTRE_MANAGER, Role.SUPERVISOR, Role.AUDITOR)


def standards_on(day: date) -> QuerySet[FeeStandard]:
    """收费目录清单 — the standards in force on the day; public."""
    running = Q(effective_to__isnull=True) | Q(effective_to__gt=day)
    rows = FeeStandard.objects.filter(running, effective_from__lte=day)
    return rows.select_related("org", "priced_by").order_by("code")


def standard_on(code: str, day: date) -> FeeStandard | None:
    return standards_on(day).filter(code=code).first()


def history(code: str) -> QuerySet[FeeStandard]:
    """Every standard that a fee had, has and will have, the latest first; public."""
    rows = FeeStandard.objects.filter(code=code).select_related("org", "priced_by")
    return rows.order_by("-effective_from")


def pricing_office(actor: Actor) -> Org | None:
    """The pricing office for which the actor publishes standards."""
    person = person_actor(actor)
    posts = person.posts if person else ()
    return next((one.org for one in posts if one.role == Role.PRICING_OFFICER), None)


def _codes(application: Application, due: str) -> list[str]:
    """The standards that the item names for what is known of the case."""
    body = application.version.body
    fees = [fee for fee in body.fees if fee.standard and fee.due_before == due]
    known = known_of(application) if fees else {}
    return [fee.standard for fee in fees if body.applies(fee, known, settled=True)]


def raised(application: Application, day: date, due: str) -> list[FeeStandard]:
    """What the case is charged for before the decision or the delivery; each fee by its standard in force.

    A fee that names a standard which is not in force on the day is not charged: no fee without a published one.
    """
    codes = _codes(application, due)
    if not codes:
        return []
    found = {one.code: one for one in standards_on(day).filter(code__in=codes)}
    return [found[code] for code in dict.fromkeys(codes) if code in found]


def order_of(application: Application, due: str) -> ChargeOrder | None:
    """The bill of the case that counts before the decision or the delivery: the last one that is not void."""
    rows = application.charges.exclude(state=ChargeState.VOID).filter(due_before=due)
    return rows.order_by("-drafted_at", "-pk").first()


def next_due(application: Application, day: date) -> str:
    """What the bill that can be drawn up now is due before; empty when nothing is to be charged.

    One bill at a time: first what the decision waits for; once it is granted, what the delivery waits for.
    """
    if application.charges.filter(state__in=OPEN).exists():
        return ""
    for due in ("delivery",) if application.decided_at else ("decision",):
        if raised(application, day, due) and order_of(application, due) is None:
            return due
    return ""


def stated(application: Application, standards: Sequence[FeeStandard]) -> dict[str, Decimal]:
    """The measures that the form of the application states already, by the keys of its fields."""
    wanted = {one.key for standard in standards for one in standard.terms.measures}
    found = {}
    for key in wanted & set(application.form or {}):
        with suppress(ArithmeticError, TypeError):
            found[key] = Decimal(str(application.form[key]))
    return found


def waits_for_bill(application: Application) -> bool:
    """Whether the item charges something now due of which no bill was drawn up; asks no calendar, no price list."""
    due = "delivery" if application.decided_at else "decision"
    return bool(_codes(application, due)) and order_of(application, due) is None


def require_settled(application: Application, due: str, day: date) -> None:
    """Raises RuleBroken while the bill that must be settled first is not: drawn up, and paid or wholly exempted."""
    if not any(fee.standard for fee in application.version.body.fees):
        return
    order = order_of(application, due)
    if order is None:
        if raised(application, day, due):
            raise RuleBroken(_("此办件应当收费，还没有开具缴费通知单，请先计费开单。"))
        return
    if order.state not in SETTLED:
        raise RuleBroken(
            _("缴费通知单 %(number)s 尚未缴清（%(state)s），不能继续办理。")
            % {"number": order.number or "", "state": order.get_state_display()}
        )


def orders(actor: Actor) -> QuerySet[ChargeOrder]:
    """缴费通知单 that the actor may see: an own one once it is issued; by a post those of its bodies and centres."""
    person = person_actor(actor)
    if person is None:
        return ChargeOrder.objects.none()
    roles = (*CASE_READERS, Role.FEE_OFFICER)
    paths = list(person.org_paths(*roles))
    halls = list(person.org_paths(*HALL_ROLES))
    reach = under("org__path", paths) | under("application__centre_path", halls)
    own = Q(application__applicant_id=person.person.pk, issued_at__isnull=False)
    rows = ChargeOrder.objects.filter(own | reach)
    return rows.select_related("application__case", "application__item", "application__applicant", "org")


def of_case(actor: Actor, application: Application) -> list[ChargeOrder]:
    """The bills of a case that the actor may see, the latest first; no question where the item charges nothing."""
    if not any(fee.standard for fee in application.version.body.fees):
        return []
    return list(orders(actor).filter(application=application).order_by("-drafted_at"))


def handled_orders(actor: Actor) -> QuerySet[ChargeOrder]:
    """Bills that the actor sees by a post: the list of the fee desk."""
    person = person_actor(actor)
    if person is None:
        return ChargeOrder.objects.none()
    return orders(actor).exclude(application__applicant_id=person.person.pk)


def payments(actor: Actor) -> QuerySet[Payment]:
    """到账款 of the centres where the actor keeps or checks accounts."""
    return _of_centres(actor, Payment.objects.select_related("order", "proposed_order", "file", "org"))


def bank_files(actor: Actor) -> QuerySet[BankFile]:
    return _of_centres(actor, BankFile.objects.select_related("org"))


def refunds(actor: Actor) -> QuerySet[Refund]:
    """退费 — those of the bills and the sums that the actor sees by a post at the fee desk or in oversight."""
    person = person_actor(actor)
    if person is None:
        return Refund.objects.none()
    paths = list(person.org_paths(*MONEY_READERS))
    reach = under("org__path", paths) | under("order__application__centre_path", paths)
    rows = Refund.objects.filter(reach)
    return rows.select_related("order__application", "payment", "proposed_by", "decided_by", "org")


def _of_centres(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    person = person_actor(actor)
    if person is None:
        return rows.none()
    return rows.filter(under("org__path", list(person.org_paths(*MONEY_READERS))))


def accounts_of(actor: Actor) -> tuple[str, ...]:
    """The paths of the centres whose accounts the actor keeps or checks."""
    person = person_actor(actor)
    return person.org_paths(*MONEY_READERS) if person is not None else ()


def desks(actor: Actor) -> Sequence[Org]:
    """The centres whose account the actor keeps, the first one first."""
    person = person_actor(actor)
    if person is None:
        return []
    found = {post.org.path: post.org for post in person.posts if post.role == Role.FEE_OFFICER}
    return [found[path] for path in sorted(found)]
