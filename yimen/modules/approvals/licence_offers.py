"""证照的可办事项: the acts of a licence that are open to an actor now, each with its page."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.actor import Actor

from .models import Licence, LicenceRevocation
from .offers import Offer
from .states import RevocationState

Condition = Callable[[Licence, Actor], bool]


def _revocation(licence: Licence) -> LicenceRevocation | None:
    return licence.revocations.filter(state=RevocationState.PROPOSED).first()


def _is_proposed(licence: Licence, _actor: Actor) -> bool:
    return _revocation(licence) is not None


def _is_not_proposed(licence: Licence, _actor: Actor) -> bool:
    return _revocation(licence) is None


def _is_anothers(licence: Licence, actor: Actor) -> bool:
    found = _revocation(licence)
    return found is not None and str(found.proposed_by_id) != actor.id


def _waits_for_seal(licence: Licence, _actor: Actor) -> bool:
    return licence.end_document is not None and licence.end_document.state == "drawn_up"


TABLE: tuple[tuple[Offer, Condition], ...] = (
    (Offer("state_opinion", _("陈述和申辩"), "approvals:licence-opinion", "primary"), _is_proposed),
    (
        Offer("seal_licence_paper", _("在终止文书上用印"), "approvals:licence-end-seal", "primary"),
        _waits_for_seal,
    ),
    (Offer("drop_revocation", _("不予撤销"), "approvals:licence-revocation-dropping"), _is_anothers),
    (
        Offer("propose_revocation", _("提出撤销"), "approvals:licence-revocation-proposal", "danger"),
        _is_not_proposed,
    ),
    (Offer("revoke_licence", _("决定撤销"), "approvals:licence-revocation", "danger"), _is_anothers),
    (Offer("cancel_licence", _("注销证照"), "approvals:licence-cancellation", "danger"), _is_not_proposed),
)
BY_ACT = {offer.act: offer for offer, _holds in TABLE}
CONDITIONS = {offer.act: holds for offer, holds in TABLE}


def offers(licence: Licence, actor: Actor) -> list[Offer]:
    return [offer for offer, _holds in TABLE if is_open(offer, licence, actor)]


def is_permitted(offer: Offer, licence: Licence, actor: Actor) -> bool:
    return actor.may(verbs()[f"approvals.{offer.act}"].permission, licence)


def is_open(offer: Offer, licence: Licence, actor: Actor) -> bool:
    sources = verbs()[f"approvals.{offer.act}"].sources
    in_state = not sources or licence.state in sources
    return in_state and is_permitted(offer, licence, actor) and CONDITIONS[offer.act](licence, actor)
