"""Verbs of a version on its way: review, opinions, return, publication, its first day."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import closures, completeness, rules
from yimen.modules.approvals.events import (
    LegalOpinionGiven,
    PricingOpinionGiven,
    VersionInForce,
    VersionPublished,
    VersionReturned,
    VersionSubmittedForReview,
)
from yimen.modules.approvals.models import Item, ItemVersion, LegalBasis, VersionOpinion
from yimen.modules.approvals.particulars import BASES, bases_of, stated
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import UNPUBLISHED, OpinionKind, Stance, VersionState

from .catalogue import actor_id, require_not_cancelled

HOLDING = (VersionState.IN_FORCE, VersionState.SUSPENDED)
IN_REVIEW = ((VersionState.IN_REVIEW,), VersionState.IN_REVIEW)


@action(permission=Permission.ITEM_SUBMIT, moves=((VersionState.DRAFT,), VersionState.IN_REVIEW))
def submit_version_for_review(version: ItemVersion, *, by: Actor, at: datetime) -> VersionSubmittedForReview:
    """提交审查 — the head of the department's approval office puts a complete draft up; from now on it cannot change.

    Raises RuleBroken, naming everything of the completeness check list that is not met.
    """
    require_not_cancelled(version.item)
    wrong = completeness.wrong(version)
    if wrong:
        said = joined((message for one in wrong for message in one.wrong), "；")
        raise RuleBroken(
            _("还不能提交审查：%(wrong)s。") % {"wrong": said},
            fields={one.code: joined(one.wrong, "；") for one in wrong},
        )
    version.review_round += 1
    version.submitted_by = actor_id(by)
    version.return_reason = ""
    return VersionSubmittedForReview(version, version.review_round)


@action(permission=Permission.ITEM_RETURN, moves=((VersionState.IN_REVIEW,), VersionState.DRAFT))
def return_version(version: ItemVersion, *, reason: str, by: Actor, at: datetime) -> VersionReturned:
    """退回修改 — a version in review goes back to its editors, with the reason; opinions are asked for anew."""
    version.return_reason = rules.require_text(reason, "reason", _("请写明退回理由。"))
    return VersionReturned(version, version.return_reason)


@action(permission=Permission.ITEM_GIVE_LEGAL_OPINION, moves=IN_REVIEW)
def give_legal_opinion(
    version: ItemVersion, *, stance: str, text: str, by: Actor, at: datetime
) -> LegalOpinionGiven:
    """法制审核意见 — the legal office on the basis of a version in review."""
    opinion = _give(version, OpinionKind.LEGAL, stance, text, by, at)
    return LegalOpinionGiven(version, str(opinion.get_stance_display()), opinion.text)


@action(permission=Permission.ITEM_GIVE_PRICING_OPINION, moves=IN_REVIEW)
def give_pricing_opinion(
    version: ItemVersion, *, stance: str, text: str, by: Actor, at: datetime
) -> PricingOpinionGiven:
    """收费审核意见 — the pricing office on the fees of a version in review."""
    opinion = _give(version, OpinionKind.PRICING, stance, text, by, at)
    return PricingOpinionGiven(version, str(opinion.get_stance_display()), opinion.text)


@action(
    permission=Permission.ITEM_PUBLISH,
    moves=(UNPUBLISHED, (VersionState.IN_FORCE, VersionState.SCHEDULED, VersionState.SUSPENDED)),
)
def publish_version(
    version: ItemVersion,
    *,
    instrument_no: str,
    effective_from: date | None = None,
    by: Actor,
    at: datetime,
) -> VersionPublished:
    """公布版本 — from its first day on it holds, and the version before it ends; from now on it cannot change.

    The approver may set another first day. A person publishes what was reviewed, with the opinions it needs;
    a machine publishes what comes approved with its instrument (the data of a city, a decided round). Raises
    RuleBroken without a legal basis that is live on the first day.
    """
    today = local_day(at)
    _require_reviewed(version, by)
    require_not_cancelled(version.item)
    version.effective_from = effective_from or version.effective_from
    _require_live_basis(version)
    _end_the_one_before(version, today)
    if by.kind == "person" and version.effective_from < today:
        raise RuleBroken(
            _("生效日期已经过去，请选择今天或者以后的日期。"), fields={"effective_from": _("已经过去")}
        )
    version.approved_by = actor_id(by)
    version.published_at = at
    version.instrument_no = instrument_no
    version.state = VersionState.SCHEDULED
    if version.effective_from <= today:
        version.state = _standing(version, today)
        _take_over_bases(version)
    return VersionPublished(version, version.effective_from.isoformat())


@action(
    permission=Permission.ITEM_BRING_INTO_FORCE,
    moves=((VersionState.SCHEDULED,), (VersionState.IN_FORCE, VersionState.SUSPENDED)),
)
def bring_into_force(version: ItemVersion, *, by: Actor, at: datetime) -> VersionInForce:
    """生效 — the first day of a published version has come; the one before it is superseded."""
    today = local_day(at)
    if version.effective_from > today:
        raise RuleBroken(_("此版本尚未到生效日期。"))
    ended = ItemVersion.objects.filter(item_id=version.item_id, effective_to__lte=today, state__in=HOLDING)
    for before in ended.exclude(pk=version.pk):
        before.state = VersionState.SUPERSEDED
        before.save(update_fields=["state"])
    version.state = _standing(version, today)
    _take_over_bases(version)
    return VersionInForce(version)


def _standing(version: ItemVersion, today: date) -> str:
    """In force, or suspended when the item is: a new version does not end a suspension."""
    closure = closures.closure_on(version.item_id, today)
    return VersionState.SUSPENDED if closure and not closure.is_for_good else VersionState.IN_FORCE


def _take_over_bases(version: ItemVersion) -> None:
    """The bases that the version states are those of the item from its first day: search and warnings read them there."""
    if stated(version.content).get(BASES):
        version.item.legal_bases.all().delete()
        LegalBasis.objects.bulk_create(_of_item(version.item, bases_of(version)))


def _of_item(item: Item, bases: list[LegalBasis]) -> list[LegalBasis]:
    for basis in bases:
        basis.item = item
    return bases


def _give(
    version: ItemVersion, kind: OpinionKind, stance: str, text: str, by: Actor, at: datetime
) -> VersionOpinion:
    if stance not in Stance.values:
        raise RuleBroken(_("请选择同意或者不同意。"), fields={"stance": _("请选择")})
    if stance == Stance.DISAGREE:
        rules.require_text(text, "text", _("不同意的，请写明理由。"))
    if actor_id(by) in version.editors:
        raise RuleBroken(_("起草人不能对自己起草的版本提出审核意见。"))
    given = VersionOpinion.objects.filter(version=version, review_round=version.review_round, kind=kind)
    if given.exists():
        raise RuleBroken(_("这一轮审查已经提出过意见。"))
    return VersionOpinion.objects.create(
        version=version,
        review_round=version.review_round,
        kind=kind,
        stance=stance,
        text=text.strip(),
        given_by=actor_id(by),
        given_by_label=by.label,
        given_at=at,
    )


def _require_reviewed(version: ItemVersion, by: Actor) -> None:
    if by.kind != "person":
        return
    if version.state != VersionState.IN_REVIEW:
        raise WrongState(_("请先由起草部门提交审查。"))
    if actor_id(by) in version.editors:
        raise RuleBroken(_("起草人不能批准自己起草的版本，请由另一人批准。"))
    given = dict(
        VersionOpinion.objects.filter(version=version, review_round=version.review_round).values_list(
            "kind", "stance"
        )
    )
    for kind in completeness.opinions_needed(version):
        if kind not in given:
            raise RuleBroken(_("还没有%(kind)s，不能公布。") % {"kind": kind.label})
        if given[kind] != Stance.AGREE:
            raise RuleBroken(_("%(kind)s不同意，请退回修改。") % {"kind": kind.label})


def _require_live_basis(version: ItemVersion) -> None:
    basic = version.item.basic
    if basic is not None and not basic.is_valid_on(version.effective_from):
        raise RuleBroken(
            _("在生效日期基本目录中没有此事项，不能公布。"), fields={"effective_from": _("不在基本目录中")}
        )
    if not completeness.live(bases_of(version), version.effective_from):
        raise RuleBroken(
            _("在生效日期没有现行有效的设定依据，不能公布。"),
            fields={"effective_from": _("没有现行有效的设定依据")},
        )


def _end_the_one_before(version: ItemVersion, today: date) -> None:
    others = (
        ItemVersion.objects.filter(item_id=version.item_id)
        .exclude(pk=version.pk)
        .exclude(state__in=UNPUBLISHED)
    )
    for before in others.filter(effective_to__isnull=True).select_for_update():
        if before.effective_from >= version.effective_from:
            raise RuleBroken(_("已有从同日或更晚日期起施行的版本，请选择更晚的生效日期。"))
        before.effective_to = version.effective_from
        before.state = VersionState.SUPERSEDED if version.effective_from <= today else before.state
        before.save(update_fields=["effective_to", "state"])
