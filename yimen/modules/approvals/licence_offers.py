"""证照的可办事项: the acts of a licence that are open to an actor now, each with its page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.offers import Offer
from yimen.kernel.base.actor import Actor

from . import actions
from .models import Licence, LicenceRevocation
from .states import RevocationState


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


TABLE = (
    Offer(actions.state_opinion, _("陈述和申辩"), "approvals:licence-opinion", "primary", _is_proposed),
    Offer(
        actions.seal_licence_paper,
        _("在终止文书上用印"),
        "approvals:licence-end-seal",
        "primary",
        _waits_for_seal,
    ),
    Offer(actions.drop_revocation, _("不予撤销"), "approvals:licence-revocation-dropping", when=_is_anothers),
    Offer(
        actions.propose_revocation,
        _("提出撤销"),
        "approvals:licence-revocation-proposal",
        "danger",
        _is_not_proposed,
    ),
    Offer(actions.revoke_licence, _("决定撤销"), "approvals:licence-revocation", "danger", _is_anothers),
    Offer(
        actions.cancel_licence, _("注销证照"), "approvals:licence-cancellation", "danger", _is_not_proposed
    ),
)
BY_ACT = {one.act: one for one in TABLE}
