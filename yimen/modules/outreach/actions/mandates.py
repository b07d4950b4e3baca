"""The verbs by which a principal entrusts, and takes it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.modules.outreach import queries, rules
from yimen.modules.outreach.events import MandateRevoked, MandateSigned
from yimen.modules.outreach.models import AgencyService, Errand, Mandate
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import ErrandState, MandateState, Signing

from .ending import cancel_errand


@action(permission=Permission.MANDATE_SIGN, moves=((ErrandState.REQUESTED,), ErrandState.MANDATED))
def sign_mandate(
    errand: Errand, *, terms: rules.Terms, proof: Received | None = None, by: Actor, at: datetime
) -> MandateSigned:
    """签署委托 — on paper or by thumb-print with its photograph, or by the principal online; then the agent may act.

    It names the errand's service, and whatever else is to be carried under the same signature. What the law wants done
    in person cannot be entrusted; the service says on which article that rests.
    """
    today = local_day(at)
    longest = policies.on(today, "outreach.mandate_days").int
    services = _named(errand, terms.further)
    offered = {one.name: one.powers for one in services}
    rules.require_terms(terms, offered, today=today, longest=longest, has_proof=proof is not None)
    if terms.signing == Signing.E_SIGNATURE and str(errand.principal_id) != by.id:
        raise RuleBroken(_("网上确认只能由委托人本人作出。"), fields={"signing": _("请选择其他签署方式")})
    mandate = Mandate.objects.create(
        principal=errand.principal,
        point=errand.point,
        only_agent=errand.agent if terms.only_this_agent else None,
        org_path=errand.org_path,
        services=[one.pk for one in services],
        powers=sorted(set(terms.powers)),
        signing=terms.signing,
        proof=keep_file(proof, at=at) if proof else None,
        signed_at=at,
        valid_until=terms.valid_until,
    )
    errand.mandate = mandate
    signing, words, until = Signing(terms.signing).label, mandate.powers_in_words(), terms.valid_until
    names = [one.name for one in services]
    return MandateSigned(errand, mandate, str(signing), words, until.isoformat(), names)


def _named(errand: Errand, further: Collection[str]) -> list[AgencyService]:
    """What the mandate is for: the errand's own service first, then the others, which its point must offer too."""
    wanted = set(further) - {errand.service_id}
    found = list(queries.services_of(errand.point.kind).filter(pk__in=wanted))
    if len(found) < len(wanted):
        message = _("一并委托的事项中有该代理点不提供的服务。")
        raise RuleBroken(message, fields={"further": message})
    return [errand.service, *found]


@action(permission=Permission.MANDATE_REVOKE, moves=((MandateState.IN_FORCE,), MandateState.REVOKED))
def revoke_mandate(mandate: Mandate, *, by: Actor, at: datetime) -> MandateRevoked:
    """撤销委托 — at any time, without a reason. Errands that run end with it; an application that was submitted goes
    on in the principal's own hands.
    """
    mandate.revoked_at = at
    with official_language():
        revoked = _("委托人撤销了委托。")
    errands = list(queries.open_errands_under(mandate).select_for_update(of=("self",)).order_by("pk"))
    for one in errands:
        cancel_errand(one, reason=revoked, by=by, at=at)
    return MandateRevoked(mandate, len(errands))
