"""How pages find what an address names: through what the actor may see; the unseen does not exist."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.words import briefly
from yimen.modules.disclosure import queries
from yimen.modules.disclosure.models import (
    Publication,
    PublicationVersion,
    Referral,
    SecrecyCheck,
    StandingCheck,
)

Found = TypeVar("Found", bound=Model)


def org_of(code: str) -> Org:
    """A body that is not closed; public."""
    return get_object_or_404(Org.objects.select_related("region"), code=code)


def publication_of(request: Request, publication_id: UUID) -> Publication:
    """A publication that is there for the actor, be it as a tombstone."""
    return get_object_or_404(queries.publications(request.actor, timezone.localdate()), pk=publication_id)


def readable_of(request: Request, publication_id: UUID, permission: str = "") -> Publication:
    """A publication whose text the actor may read; the page of an act only for those who may do it."""
    rows = queries.readable(request.actor, timezone.localdate())
    return _for_act(request, get_object_or_404(rows, pk=publication_id), permission)


def acted_on(request: Request, publication_id: UUID, permission: str) -> Publication:
    """A publication on which the actor may do this; for others the page is not there."""
    return _for_act(request, publication_of(request, publication_id), permission)


def manuscript_of(request: Request, version_id: UUID, permission: str = "") -> PublicationVersion:
    """A version that the actor's own bodies prepare; the page of an act only for those who may do it."""
    found = get_object_or_404(queries.in_preparation(request.actor), pk=version_id)
    return _for_act(request, found, permission)


def check_of(request: Request, check_id: UUID, permission: str = "") -> SecrecyCheck:
    """A check of the own bodies, or about which the actor's body was asked; the page of an act as above."""
    return _for_act(request, get_object_or_404(queries.checks(request.actor), pk=check_id), permission)


def referral_of(request: Request, referral_id: UUID) -> Referral:
    """A doubt that was referred to the actor's body."""
    return get_object_or_404(queries.referrals(request.actor), pk=referral_id)


def standing_of(request: Request, standing_id: UUID, permission: str = "") -> StandingCheck:
    """A standing check of the own bodies; the page of an act as above."""
    found = get_object_or_404(queries.standing_checks(request.actor), pk=standing_id)
    return _for_act(request, found, permission)


def own_org(request: Request, code: str, *roles: Role) -> Org:
    """A body for which the actor does what these roles do."""
    return get_object_or_404(queries.drafting_orgs(request.actor, *roles), code=code)


def crumbs(*more: Crumb, org: Org | None = None) -> list[Crumb]:
    """From the column of all bodies down."""
    way = [Crumb(_("政府信息公开"), reverse("disclosure:bodies"))]
    if org is not None:
        way.append(Crumb(briefly(org), reverse("disclosure:body", args=[org.code])))
    return [*way, *more]


def staff_crumbs(*more: Crumb) -> list[Crumb]:
    """From the list of manuscripts down."""
    return [Crumb(_("信息稿件"), reverse("disclosure:manuscripts")), *more]


def _for_act(request: Request, found: Found, permission: str) -> Found:
    """Who may not do the act finds no page for it."""
    if permission and not request.actor.may(permission, found):
        raise Http404
    return found
