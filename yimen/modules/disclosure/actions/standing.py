"""The verbs of standing checks: a class of results is checked once by three people, then published one by one by a machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases.due import months_after
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.models import Person
from yimen.modules.disclosure import composing, personal_data, rules
from yimen.modules.disclosure.events import (
    ResultPublished,
    StandingCheckConfirmed,
    StandingCheckEnded,
    StandingCheckProposed,
    StandingCheckSigned,
)
from yimen.modules.disclosure.models import Publication, SecrecyCheck, StandingCheck
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import (
    CheckResult,
    CheckState,
    Origin,
    Scope,
    StandingState,
    VersionState,
)

from .checking import register_no, texts_of
from .drafting import begin
from .publishing import put_out

LONGEST = "disclosure.standing_check_months"


@action(permission=Permission.STANDING_PROPOSE, creates=True)
def propose_standing_check(
    org: Org, *, code: str, title: str, scope_text: str, by: Actor, at: datetime
) -> StandingCheckProposed:
    """提出类别审查 — which columns of which results, under which conditions; by the secrecy reviewer."""
    if StandingCheck.objects.filter(org=org, code=code).exclude(state=StandingState.ENDED).exists():
        raise RuleBroken(_("这个类别已有正在办理或者有效的类别审查。"), fields={"code": _("已有类别审查")})
    standing = StandingCheck.objects.create(
        org=org,
        code=rules.required(code, "code", _("请填写类别代码。"), most=40),
        title=rules.required(title, "title", _("请填写类别。"), most=100),
        scope_text=rules.required(scope_text, "scope_text", _("请写明公开的栏目和条件。"), most=5000),
        proposer=_person(by),
        proposed_at=at,
    )
    return StandingCheckProposed(standing)


@action(permission=Permission.STANDING_CONFIRM, moves=((StandingState.PROPOSED,), StandingState.CONFIRMED))
def confirm_standing_check(standing: StandingCheck, *, by: Actor, at: datetime) -> StandingCheckConfirmed:
    """确认类别审查 — the head of the unit that makes these results; another person than who proposed."""
    person = _person(by)
    _require_new(standing, person)
    standing.confirmer, standing.confirmed_at = person, at
    return StandingCheckConfirmed(standing)


@action(permission=Permission.STANDING_SIGN, moves=((StandingState.CONFIRMED,), StandingState.IN_FORCE))
def sign_standing_check(standing: StandingCheck, *, by: Actor, at: datetime) -> StandingCheckSigned:
    """签发类别审查 — the leader; in force from today, for a time laid down by the city, then it is done anew."""
    person = _person(by)
    _require_new(standing, person)
    day = local_day(at)
    standing.signer, standing.signed_at = person, at
    standing.valid_from, standing.valid_until = day, months_after(day, policies.on(day, LONGEST).int)
    return StandingCheckSigned(standing, standing.valid_until.isoformat())


@action(
    permission=Permission.STANDING_END,
    moves=((StandingState.PROPOSED, StandingState.CONFIRMED, StandingState.IN_FORCE), StandingState.ENDED),
)
def end_standing_check(
    standing: StandingCheck, *, reason: str, by: Actor, at: datetime
) -> StandingCheckEnded:
    """终止类别审查 — its results are checked one by one again."""
    standing.ended_reason = rules.required(reason, "reason", _("请写明终止的理由。"), most=300)
    standing.ended_at = at
    return StandingCheckEnded(standing, standing.ended_reason)


@action(permission=Permission.STANDING_PUBLISH, creates=True)
def publish_by_standing_check(
    standing: StandingCheck,
    *,
    key: str,
    content: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> ResultPublished:
    """按类别审查公开 — one result, once; each has its own entry in the register of checks.

    Refused where the machine finds personal data: then people check it like any other text.
    """
    if not is_in_force(standing, local_day(at)):
        raise RuleBroken(_("没有有效的类别审查，请逐件送审。"))
    if Publication.objects.filter(origin=Origin.STANDING, origin_key=key).exists():
        raise RuleBroken(_("这件结果已经公开。"))
    org = Org.objects.get(pk=standing.org_id)
    publication = Publication(
        id=new_id(), org=org, org_path=org.path, origin=Origin.STANDING, origin_key=key[:300]
    )
    version = begin(publication, content, by=by, at=at)
    if personal_data.in_parts(iter([("", f"{version.title}\n{version.abstract}\n{version.body_text}")])):
        raise RuleBroken(_("内容可能含有个人信息，不能自动公开，请送审。"))
    publication.title = version.title
    publication.save(force_insert=True)
    version.save(force_insert=True)
    version.sha256 = composing.fingerprint(version)
    SecrecyCheck.objects.create(
        version=version,
        standing=standing,
        org_path=org.path,
        scope=Scope.PROACTIVE,
        state=CheckState.CLOSED,
        register_no=register_no(org, at),
        checklist=dict.fromkeys(rules.CHECKLIST, False),
        warnings=personal_data.in_parts(texts_of(version)),
        sha256=version.sha256,
        opened_at=at,
        closed_at=at,
        result=CheckResult.OPEN,
        result_note=standing.title,
    )
    put_out(publication, version, by=by, at=at)
    version.state = VersionState.PUBLISHED
    version.save()
    return ResultPublished(publication, version, standing, publication.index_number or "")


def is_in_force(standing: StandingCheck, day: date) -> bool:
    """Whether it was signed, not ended, and its time has not run out."""
    return (
        standing.state == StandingState.IN_FORCE
        and standing.valid_from is not None
        and standing.valid_until is not None
        and standing.valid_from <= day <= standing.valid_until
    )


def _person(by: Actor) -> Person:
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    return person.person


def _require_new(standing: StandingCheck, person: Person) -> None:
    if person.pk in {standing.proposer_id, standing.confirmer_id, standing.signer_id}:
        raise RuleBroken(_("您已经在前面的环节签署过意见，同一人不能重复审查。"))
