"""由谁受理 inside the acts: a draft begins and an application is received only where a body is competent for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org, OrgKind, Region
from yimen.modules.approvals import routing
from yimen.modules.approvals.models import Application, Item
from yimen.modules.approvals.routing import Attributes, Route
from yimen.modules.approvals.states import DelegationKind


def require_competent(
    item: Item, place: Region | None, attributes: Attributes, *, received_on: date
) -> Route:
    """The way of the application; raises RuleBroken naming the body where one applies, or what must be said first."""
    route = _route(item, place, attributes, received_on)
    if route.kind == DelegationKind.DEVOLVED:
        raise RuleBroken(
            _("此事项在%(place)s已下放，请向%(body)s申请。%(phone)s")
            % {
                "place": place.name if place else "",
                "body": route.org.name,
                "phone": _("电话：%(number)s") % {"number": route.org.phone} if route.org.phone else "",
            },
            fields={"place": _("请向%(body)s申请") % {"body": route.org.name}},
        )
    return route


def route_of_part(
    item: Item, place: Region | None, classes: Sequence[str], amount: Decimal | None, *, received_on: date
) -> Route:
    """The way of a part of a stage: taken in at one window, it is given to the body that is competent, devolved or entrusted.

    A project may be of several classes; raises RuleBroken where they lead to different bodies.
    """
    stated = [Attributes(one, amount) for one in classes or ("",)]
    routes = {one.org.pk: one for one in (_route(item, place, each, received_on) for each in stated)}
    if len(routes) > 1:
        raise RuleBroken(
            _("“%(item)s”按项目类别分属不同机关（%(bodies)s），不能由一个部门办理，请按类别分别申请。")
            % {"item": item.name, "bodies": joined((one.org.name for one in routes.values()), "、")}
        )
    return next(iter(routes.values()))


def _route(item: Item, place: Region | None, attributes: Attributes, received_on: date) -> Route:
    _require_stated(routing.asked_anew(item, received_on), place, attributes)
    return routing.route_anew(item, place, attributes, received_on=received_on)


def take_to_competent_body(application: Application, received_on: date) -> None:
    """Entrusted, the application goes to the body that was entrusted, which acts in the name of the item's own."""
    attributes = Attributes(application.project_class, application.amount)
    place = application.place
    route = require_competent(application.item, place, attributes, received_on=received_on)
    if route.kind != DelegationKind.ENTRUSTED:
        return
    application.in_name_of = application.org
    application.org, application.org_path = route.org, route.org.path
    centre = centre_near(route.org)
    application.centre, application.centre_path = centre, centre.path if centre else ""


def centre_near(org: Org) -> Org | None:
    """The centre at which a body of a district receives: itself, or that of its division."""
    kinds = (OrgKind.CENTRE, OrgKind.DISTRICT_CENTRE)
    if org.kind in kinds:
        return org
    rows = Org.objects.filter(region_id=org.region_id, kind__in=kinds)
    return rows.select_related("region").order_by("path").first()


def _require_stated(asked: frozenset[str], place: Region | None, attributes: Attributes) -> None:
    fields = {}
    if "place" in asked and place is None:
        fields["place"] = _("请选择所在区县，才能确定由哪个机关受理。")
    if "project_class" in asked and not attributes.project_class:
        fields["project_class"] = _("请选择项目类别。")
    if "amount" in asked and attributes.amount is None:
        fields["amount"] = _("请填写金额。")
    if fields:
        raise RuleBroken(" ".join(fields.values()), fields=fields)
