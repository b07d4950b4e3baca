"""How tests hold licences: issued through the whole way, changed and renewed by applications of their own."""

from __future__ import annotations

from typing import Any

from tests.world import FOUR_ONES, LOADED, NOON, World
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.queries import city_org
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, Licence, LicenceType

REGISTER = Machine("licence register")


def kind(months: int | None = 12) -> LicenceType:
    """A kind of licence of its own."""
    code = f"type-{new_id().hex}"
    city = city_org()
    assert city is not None
    loader = Machine("city data", origin="command")
    return actions.set_licence_type(
        city, code=code, name="示例许可证", word=code[-10:], validity_months=months, by=loader, at=LOADED
    ).type


def item_of(
    world: World, of: LicenceType, *, act: str = "", pattern: str = "four_ones", **content: Any
) -> str:
    """An item that issues licences of the kind, or changes or renews them."""
    about = {"about_licence": of.code, "about_licence_act": act} if act else {}
    return world.variant(
        FOUR_ONES,
        content={"licence_type": of.code, **about, **content},
        validity_months=of.validity_months,
        pattern=pattern,
    )


def issued(world: World, of: LicenceType | None = None, **facts: Any) -> Licence:
    """A licence of the resident, sealed on the day of NOON."""
    application = world.sealed(code=item_of(world, of or kind()), **facts)
    return fresh(application.issued_licences.get())


def fresh(licence: Licence) -> Licence:
    return Licence.objects.select_related("type", "org", "document", "end_document").get(pk=licence.pk)


def renewal(world: World, licence: Licence, *, days: int = 0, act: str = "renew") -> Application:
    """An application to renew or change the licence, submitted so many days after NOON."""
    at = world.later(days)
    draft = world.draft(item_of(world, licence.type, act=act), at=at)
    actions.choose_licence(draft, licence=licence, by=world.resident, at=at)
    return world.fresh(actions.submit(world.fresh(draft), by=world.resident, at=at).application)


def granted(world: World, application: Application, *, days: int) -> Application:
    """Accepted, examined, approved and sealed on that day."""
    at = world.later(days)
    if application.state == "submitted":
        actions.accept(application, window=world.window(), by=world.clerk, at=at)
    if world.fresh(application).state == "accepted":
        actions.assign(application, reviewer=world.examiner.person, by=world.examiner, at=at)
    actions.examine(application, opinion="grant", grounds="符合。", by=world.examiner, at=at)
    actions.approve(application, by=world.leader, at=at)
    return world.fresh(actions.conclude(application, by=world.keeper, at=at).application)


__all__ = ["NOON", "REGISTER", "fresh", "granted", "issued", "item_of", "kind", "renewal"]
