"""Verbs of licences: issued with the seal, used as a material, renewed by law, revoked after a hearing, cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.cases.due import months_after
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents import queries as kept_documents
from yimen.kernel.documents.permissions import LIFE_MACHINE
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import cn_date
from yimen.modules.approvals import licence_papers, licence_register, rules
from yimen.modules.approvals.events import (
    LicenceCancelled,
    LicenceChosen,
    LicenceDeemedRenewed,
    LicenceExpired,
    LicenceIssued,
    LicencePaperSealed,
    LicenceReminded,
    LicenceRevoked,
    LicenceSuperseded,
    LicenceTypeSet,
    LicenceUndone,
    LicenceUsed,
    RevocationDropped,
    RevocationOpinionStated,
    RevocationProposed,
)
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import (
    Application,
    ApplicationMaterial,
    Licence,
    LicenceRevocation,
    LicenceType,
    LicenceUse,
)
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import (
    CancelGround,
    LicenceState,
    RevocationGround,
    RevocationState,
    State,
)

from .acting import acting_person, material_name

REGISTER = Machine("licence register")
DOCUMENT_LIFE = Machine(LIFE_MACHINE)
SUPERSEDED_FROM = (LicenceState.IN_FORCE, LicenceState.EXPIRED)


@action(permission=Permission.LICENCE_SET_TYPE, creates=True)
def set_licence_type(
    city: Org,
    *,
    code: str,
    name: str,
    word: str,
    name_en: str = "",
    validity_months: int | None = None,
    renewal_days: int = 30,
    basis: str = "",
    by: Actor,
    at: datetime,
) -> LicenceTypeSet:
    """设定证照类型 — a kind of licence that the city issues."""
    found = LicenceType.objects.create(
        code=code,
        name=name,
        name_en=name_en,
        word=word,
        validity_months=validity_months,
        renewal_days=renewal_days,
        basis=basis,
    )
    return LicenceTypeSet(found)


@action(permission=Permission.LICENCE_ISSUE, creates=True)
def issue_licence(application: Application, *, by: Actor, at: datetime) -> LicenceIssued:
    """发证 — the licence that was sealed with the decision goes into the register; the one before it is superseded.

    After a decision that was undone the new licence follows the one that was undone with it.
    """
    kind = licence_register.type_of(application.version)
    row = application.documents.filter(kind="licence").select_related("document__org").order_by("-pk").first()
    if kind is None or row is None:
        raise RuleBroken(_("此办件没有需要登记的证照。"))
    document = row.document
    before = application.issued_licences.order_by("-pk").first() or application.licence
    licence = Licence.objects.create(
        type=kind,
        number=document.number or "",
        holder=application.applicant,
        holder_name=application.applicant_name,
        holder_kind=application.applicant.kind,
        application=application,
        org=document.org,
        scope=(application.subject or application.item.name)[:300],
        conditions="\n".join(document.data.get("conditions", ())),
        document=document,
        issued_on=local_day(at),
        valid_from=document.valid_from or local_day(at),
        valid_until=document.valid_until,
        predecessor=before,
    )
    if before is not None and before.state in SUPERSEDED_FROM:
        supersede_licence(before, successor=licence, by=REGISTER, at=at)
    return LicenceIssued(licence, licence.valid_until.isoformat() if licence.valid_until else "")


@action(
    permission=Permission.LICENCE_ISSUE,
    moves=(SUPERSEDED_FROM, LicenceState.SUPERSEDED),
)
def supersede_licence(licence: Licence, *, successor: Licence, by: Actor, at: datetime) -> LicenceSuperseded:
    """换发新证 — after a change or a renewal another licence stands in its place; its paper says so."""
    licence.ended_on, licence.end_ground = (
        local_day(at),
        _("换发新证：%(number)s") % {"number": successor.number},
    )
    documents.supersede(
        licence.document,
        successor=successor.document,
        reason=licence.end_ground,
        by=DOCUMENT_LIFE,
        at=at,
    )
    return LicenceSuperseded(licence, successor)


@action(permission=Permission.LICENCE_CHOOSE, moves=((State.DRAFT,), State.DRAFT))
def choose_licence(application: Application, *, licence: Licence, by: Actor, at: datetime) -> LicenceChosen:
    """选择证照 — the licence that shall be changed or renewed: the applicant's own, of the right kind, in force."""
    licence_register.require_changeable(application, licence, local_day(at))
    application.licence = licence
    return LicenceChosen(application, licence)


@action(permission=Permission.LICENCE_USE)
def use_licence(
    application: Application, *, key: str, licence: Licence, by: Actor, at: datetime
) -> LicenceUsed:
    """以证代材 — a licence that the applicant holds stands for a material: checked today, noted for its holder."""
    if application.state not in (State.DRAFT, State.SUBMITTED, State.CORRECTION_REQUESTED):
        raise WrongState(_("办件现在的状态不能再更换材料。"))
    held = Licence.objects.select_related("type", "document").get(pk=licence.pk)
    licence_register.require_usable(application, key, held, local_day(at))
    ApplicationMaterial.objects.filter(application=application, key=key, replaced_at__isnull=True).update(
        replaced_at=at
    )
    ApplicationMaterial.objects.create(
        application=application,
        key=key,
        name=f"{held}.pdf"[:200],
        file=held.document.sealed_file,
        licence=held,
        added_at=at,
        added_by=by.label[:100],
    )
    name = material_name(application, key)
    LicenceUse.objects.create(
        licence=held,
        application=application,
        key=key,
        purpose=_("“%(item)s”的材料“%(name)s”") % {"item": application.item.name, "name": name},
        used_at=at,
        used_by=by.label[:100],
    )
    return LicenceUsed(application, held, name, key)


@action(permission=Permission.LICENCE_EXPIRE, moves=((LicenceState.IN_FORCE,), LicenceState.IN_FORCE))
def deem_renewed(licence: Licence, *, by: Actor, at: datetime) -> LicenceDeemedRenewed:
    """视为准予延续 — renewal was asked for in time, accepted, and not decided by the last day (行政许可法 50)."""
    today = local_day(at)
    waiting = licence_register.timely_renewal(licence)
    if licence.deemed_renewed_on or licence.valid_until is None or today <= licence.valid_until:
        raise RuleBroken(_("证照尚未届满，或者已经视为延续。"))
    if waiting is None:
        raise RuleBroken(_("没有在期限内提出、尚未决定的延续申请。"))
    months = licence.type.validity_months or 12
    licence.deemed_renewed_on = licence.valid_until + timedelta(days=1)
    licence.deemed_until = months_after(licence.valid_until, months)
    documents.prolong(
        licence.document,
        until=licence.deemed_until,
        reason=_("逾期未作决定，视为准予延续（行政许可法第五十条）"),
        by=DOCUMENT_LIFE,
        at=at,
    )
    return LicenceDeemedRenewed(licence, waiting, licence.deemed_until.isoformat())


@action(permission=Permission.LICENCE_EXPIRE, moves=((LicenceState.IN_FORCE,), LicenceState.EXPIRED))
def expire_licence(licence: Licence, *, by: Actor, at: datetime) -> LicenceExpired:
    """到期 — its last day has passed, and no renewal that was asked for in time waits for its decision."""
    until, today = licence.holds_until, local_day(at)
    if until is None or today <= until:
        raise RuleBroken(_("证照尚未届满。"))
    if licence.deemed_renewed_on is None and licence_register.timely_renewal(licence) is not None:
        raise RuleBroken(_("延续申请尚未决定，证照视为准予延续。"))
    return LicenceExpired(licence)


@action(permission=Permission.LICENCE_REMIND, moves=((LicenceState.IN_FORCE,), LicenceState.IN_FORCE))
def remind_holder(licence: Licence, *, by: Actor, at: datetime) -> LicenceReminded:
    """到期提醒 — once, while there is still time to ask for renewal."""
    if licence.reminded_on is not None or licence.valid_until is None:
        raise RuleBroken(_("不需要提醒。"))
    licence.reminded_on = local_day(at)
    return LicenceReminded(licence, licence.valid_until.isoformat())


@action(
    permission=Permission.LICENCE_PROPOSE_REVOCATION,
    moves=((LicenceState.IN_FORCE,), LicenceState.IN_FORCE),
)
def propose_revocation(
    licence: Licence, *, ground: str, reasons: str, effects: str, by: Actor, at: datetime
) -> RevocationProposed:
    """提出撤销 — the holder is told ground, facts and effects, and until when to answer (行政许可法 69)."""
    if ground not in RevocationGround.values:
        raise RuleBroken(_("请选择撤销事由。"), fields={"ground": _("请选择")})
    if licence.revocations.filter(state=RevocationState.PROPOSED).exists():
        raise RuleBroken(_("此证照已有正在进行的撤销程序。"))
    revocation = LicenceRevocation.objects.create(
        licence=licence,
        ground=ground,
        reasons=rules.require_text(reasons, "reasons", _("请写明事实和理由。")),
        effects=rules.require_text(effects, "effects", _("请写明撤销的后果和对持证人的影响。")),
        proposed_by=acting_person(by),
        proposed_at=at,
        opinion_until=calendar.current().add(local_day(at), limit("opinion_days", local_day(at)).days).on,
    )
    label = RevocationGround(ground).label
    return RevocationProposed(licence, revocation, label, revocation.opinion_until.isoformat())


@action(permission=Permission.LICENCE_STATE_OPINION, moves=((LicenceState.IN_FORCE,), LicenceState.IN_FORCE))
def state_opinion(licence: Licence, *, opinion: str, by: Actor, at: datetime) -> RevocationOpinionStated:
    """陈述申辩 — the holder's word before the decision."""
    revocation = _open_revocation(licence)
    revocation.opinion = rules.require_text(opinion, "opinion", _("请填写陈述和申辩的内容。"))
    revocation.opinion_at = at
    revocation.save(update_fields=["opinion", "opinion_at"])
    return RevocationOpinionStated(licence, revocation)


@action(
    permission=Permission.LICENCE_DECIDE_REVOCATION, moves=((LicenceState.IN_FORCE,), LicenceState.REVOKED)
)
def revoke_licence(licence: Licence, *, answer: str = "", by: Actor, at: datetime) -> LicenceRevoked:
    """撤销 — by another person, after the holder was heard or the time for it has passed."""
    revocation, label = _decide_revocation(licence, RevocationState.REVOKED, answer, by, at)
    _end(licence, label, at)
    documents.revoke(licence.document, reason=licence.end_ground, by=DOCUMENT_LIFE, at=at)
    licence.end_document = licence_papers.issue_revocation(licence, revocation, at=at)
    return LicenceRevoked(licence, revocation, label)


@action(
    permission=Permission.LICENCE_UNDO,
    moves=((LicenceState.IN_FORCE, LicenceState.EXPIRED), LicenceState.REVOKED),
)
def undo_licence(licence: Licence, *, reason: str, by: Actor, at: datetime) -> LicenceUndone:
    """随决定撤销 — the decision was revoked or a new one is to be made: what it granted holds no more."""
    _end(licence, reason, at)
    return LicenceUndone(licence, licence.end_ground)


@action(
    permission=Permission.LICENCE_DECIDE_REVOCATION, moves=((LicenceState.IN_FORCE,), LicenceState.IN_FORCE)
)
def drop_revocation(licence: Licence, *, answer: str, by: Actor, at: datetime) -> RevocationDropped:
    """不予撤销 — the licence stands, with the reason."""
    answer = rules.require_text(answer, "answer", _("请写明不予撤销的理由。"))
    _decide_revocation(licence, RevocationState.DROPPED, answer, by, at)
    return RevocationDropped(licence, answer)


@action(
    permission=Permission.LICENCE_CANCEL,
    moves=((LicenceState.IN_FORCE, LicenceState.EXPIRED, LicenceState.REVOKED), LicenceState.CANCELLED),
)
def cancel_licence(
    licence: Licence, *, ground: str, reasons: str, by: Actor, at: datetime
) -> LicenceCancelled:
    """注销 — struck from the register; each ground of the law asks for a licence that fits it (行政许可法 70)."""
    licence_register.require_ground(licence, ground, local_day(at))
    reasons = rules.require_text(reasons, "reasons", _("请写明注销的事实和依据。"))
    label = CancelGround(ground).label
    _end(licence, label, at)
    if licence.document.is_sealed:
        documents.revoke(
            licence.document, reason=_("注销：%(ground)s") % {"ground": label}, by=DOCUMENT_LIFE, at=at
        )
    licence.end_document = licence_papers.issue_cancellation(licence, label, reasons, at=at)
    return LicenceCancelled(licence, label)


@action(permission=Permission.LICENCE_SEAL)
def seal_licence_paper(licence: Licence, *, by: Actor, at: datetime) -> LicencePaperSealed:
    """终止文书用印 — the seal keeper seals the decision that ended the licence."""
    document = licence.end_document
    if document is None or document.state != "drawn_up":
        raise RuleBroken(_("没有等待用印的文书。"))
    seal = kept_documents.seal_for(document, at)
    if seal is None:
        raise RuleBroken(_("本机关还没有登记行政审批专用章，请先登记印章。"))
    documents.seal(document, seal=seal, by=by, at=at)
    return LicencePaperSealed(licence, str(document))


def _end(licence: Licence, ground: object, at: datetime) -> None:
    licence.ended_on, licence.end_ground = local_day(at), str(ground)[:200]


def _open_revocation(licence: Licence) -> LicenceRevocation:
    found = licence.revocations.filter(state=RevocationState.PROPOSED).first()
    if found is None:
        raise RuleBroken(_("没有正在进行的撤销程序。"))
    return found


def _decide_revocation(
    licence: Licence, state: RevocationState, answer: str, by: Actor, at: datetime
) -> tuple[LicenceRevocation, str]:
    revocation, person = _open_revocation(licence), acting_person(by)
    if revocation.proposed_by_id == person.pk:
        raise RuleBroken(_("提出人不能自己决定，请由其他领导决定。"))
    if revocation.opinion_at is None and local_day(at) <= revocation.opinion_until:
        raise RuleBroken(
            _("持证人还没有陈述申辩，%(day)s之后才能决定。") % {"day": cn_date(revocation.opinion_until)}
        )
    if revocation.opinion and not answer.strip():
        raise RuleBroken(_("请答复持证人的陈述和申辩。"), fields={"answer": _("请答复")})
    revocation.state, revocation.answer = state, answer.strip()
    revocation.decided_by, revocation.decided_at = person, at
    revocation.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    return revocation, str(RevocationGround(revocation.ground).label)
