"""The verbs of the check: sent in, three signatures, returned, referred; whoever wrote does not sign."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel import calendar, policies
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases import clocks, numbers, work
from yimen.kernel.cases.models import Case, Channel, ClockKind
from yimen.kernel.cases.opening import close_case, open_case
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor, person_actor
from yimen.kernel.people.models import Post
from yimen.kernel.people.roles import Role
from yimen.modules.disclosure import composing, due_dates, personal_data, rules
from yimen.modules.disclosure.events import (
    CheckOpened,
    CheckReturned,
    CheckVoided,
    DoubtReferred,
    FirstOpinionGiven,
    PublicationSigned,
    ReferralAnswered,
    SecrecyOpinionGiven,
)
from yimen.modules.disclosure.models import CheckOpinion, PublicationVersion, Referral, SecrecyCheck
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import CheckResult, CheckState, Scope, Step, Verdict, VersionState

OPEN = (CheckState.FIRST, CheckState.SECRECY, CheckState.SIGNING)
CASE_KIND = "disclosure.check"
REFERRAL_LIMIT = "disclosure.referral_limit"
WORK = {
    CheckState.FIRST: ("first", Role.SECTION_HEAD),
    CheckState.SECRECY: ("secrecy", Role.SECRECY_REVIEWER),
    CheckState.SIGNING: ("signing", Role.LEADER),
}


@action(permission=Permission.PUBLICATION_DRAFT, moves=((VersionState.DRAFT,), VersionState.IN_CHECK))
def submit_publication(version: PublicationVersion, *, by: Actor, at: datetime) -> CheckOpened:
    """送审 — a complete draft goes to the three who check it; its text and files stand still from now on."""
    publication = version.publication
    composing.require_complete(version, is_revision=publication.current_id is not None)
    version.sha256 = composing.fingerprint(version)
    version.return_note = ""
    check = SecrecyCheck(
        id=new_id(),
        version=version,
        org_path=version.org_path,
        scope=Scope.PROACTIVE,
        register_no=register_no(publication.org, at),
        warnings=personal_data.in_parts(texts_of(version)),
        sha256=version.sha256,
        opened_at=at,
    )
    check.case = _opened(check, version, at=at)
    check.save(force_insert=True)
    _wait(check, CheckState.FIRST, at=at)
    return CheckOpened(version, check, version.sha256)


@action(permission=Permission.PUBLICATION_DRAFT, moves=(OPEN, CheckState.CLOSED))
def take_back(check: SecrecyCheck, *, reason: str, by: Actor, at: datetime) -> CheckVoided:
    """撤回送审 — to change the text or its files: the signatures given so far are void."""
    reason = rules.required(reason, "reason", _("请写明撤回送审的理由。"))
    _close(check, CheckResult.VOIDED, reason, at=at)
    _back_to_draft(check.version, "")
    return CheckVoided(check.version, check, reason)


@action(permission=Permission.CHECK_RETURN, moves=(OPEN, CheckState.CLOSED))
def return_publication(check: SecrecyCheck, *, comment: str, by: Actor, at: datetime) -> CheckReturned:
    """退回修改稿件 — by the one whose signature it waits for, with what is to be changed."""
    comment = rules.required(comment, "comment", _("请写明需要修改什么。"))
    person = _require_turn(check, by)
    _require_not_author(check, person)
    _close(check, CheckResult.RETURNED, comment, at=at)
    _back_to_draft(check.version, comment)
    return CheckReturned(check, check.version, comment)


@action(permission=Permission.CHECK_FIRST, moves=((CheckState.FIRST,), CheckState.SECRECY))
def give_first_opinion(
    check: SecrecyCheck, *, verdict: str, ground: str = "", text: str = "", by: Actor, at: datetime
) -> FirstOpinionGiven:
    """初审 — the head of the unit: is it right, complete, and fit to be open."""
    opinion = _signed(check, Step.FIRST, verdict, ground, text, by=by, at=at)
    _wait(check, CheckState.SECRECY, at=at)
    return FirstOpinionGiven(check, check.version, str(opinion.get_verdict_display()), opinion.text)


@action(permission=Permission.CHECK_SECRECY, moves=((CheckState.SECRECY,), CheckState.SIGNING))
def give_secrecy_opinion(
    check: SecrecyCheck,
    *,
    verdict: str,
    checklist: Mapping[str, Any],
    ground: str = "",
    text: str = "",
    by: Actor,
    at: datetime,
) -> SecrecyOpinionGiven:
    """保密审查 — point by point (保密法实施条例 42); who finds a point and still opens it says why."""
    check.checklist = rules.require_answers(checklist)
    if verdict == Verdict.OPEN and any(check.checklist.values()) and not text.strip():
        message = _("审查要点中有“是”的，同意公开应当写明理由。")
        raise RuleBroken(message, fields={"text": message})
    answered = check.referrals.exclude(verdict="").order_by("answered_at").last()
    if answered is not None and answered.verdict == Verdict.NOT_OPEN and verdict != Verdict.NOT_OPEN:
        message = _("提请的机关已经答复不予公开，不能改为公开。")
        raise RuleBroken(message, fields={"verdict": message})
    opinion = _signed(check, Step.SECRECY, verdict, ground, text, by=by, at=at)
    _wait(check, CheckState.SIGNING, at=at)
    return SecrecyOpinionGiven(check, check.version, str(opinion.get_verdict_display()), opinion.text)


@action(permission=Permission.CHECK_SIGN, moves=((CheckState.SIGNING,), CheckState.CLOSED))
def sign_publication(
    check: SecrecyCheck, *, verdict: str, ground: str = "", text: str = "", by: Actor, at: datetime
) -> PublicationSigned:
    """签发 — the leader decides: it is published by the disclosure officer, or withheld by law."""
    if verdict == Verdict.PARTIAL:
        message = _("需要修改后公开的，请退回修改。")
        raise RuleBroken(message, fields={"verdict": message})
    secrecy = check.opinions.get(step=Step.SECRECY)
    if secrecy.verdict != Verdict.OPEN and verdict == Verdict.OPEN:
        message = _("保密审查没有同意公开，不能签发公开；请退回修改，或者决定不予公开。")
        raise RuleBroken(message, fields={"verdict": message})
    _require_proposed(check.version, verdict)
    opinion = _signed(check, Step.SIGNING, verdict, ground, text, by=by, at=at)
    if verdict == Verdict.OPEN:
        _close(check, CheckResult.OPEN, text, at=at, keeps_case=True)
        _set(check.version, state=VersionState.APPROVED)
        _ask(check, "publish", Role.DISCLOSURE_OFFICER, at=at)
    else:
        _close(check, CheckResult.NOT_OPEN, text, at=at)
        _withhold(check.version, opinion.ground, text)
    return PublicationSigned(check, check.version, str(opinion.get_verdict_display()), opinion.text)


@action(permission=Permission.CHECK_REFER, moves=((CheckState.SECRECY,), CheckState.REFERRED))
def refer_doubt(check: SecrecyCheck, *, to_org: Org, question: str, by: Actor, at: datetime) -> DoubtReferred:
    """提请确定 — whether it may be open cannot be told here (政府信息公开条例 17); the answer has its own limit."""
    question = rules.required(question, "question", _("请写明需要确定的问题。"))
    person = _require_turn(check, by)
    _require_not_author(check, person)
    day = local_day(at)
    due = calendar.current().add(day, policies.on(day, REFERRAL_LIMIT).int)
    referral = Referral.objects.create(
        check_of=check,
        to_org=to_org,
        question=question,
        referred_by=person.person,
        referred_at=at,
        due_on=due.on,
        is_due_provisional=due.is_provisional,
    )
    case = _case(check)
    work.done(case, at=at)
    for role in answering_roles(to_org):
        work.wait_for(case, f"referral:{role}", role=role, at=at, due_on=due.on, org_path=to_org.path)
    return DoubtReferred(check, check.version, referral, to_org, question)


@action(permission=Permission.REFERRAL_ANSWER)
def answer_referral(
    referral: Referral, *, verdict: str, answer: str, ground: str = "", by: Actor, at: datetime
) -> ReferralAnswered:
    """答复提请 — by the body that was asked; the reviewer goes on from there."""
    if referral.answered_at is not None:
        raise RuleBroken(_("这次提请已经答复。"))
    verdict, ground = rules.require_verdict(verdict, ground)
    referral.answer = rules.required(answer, "answer", _("请写明答复的理由。"))
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    referral.verdict, referral.ground = verdict, ground
    referral.answered_by, referral.answered_at = person.person, at
    check = (
        SecrecyCheck.objects.select_related("version", "case")
        .select_for_update(of=("self",))
        .get(pk=referral.check_of_id)
    )
    check.state = CheckState.SECRECY
    check.save(update_fields=["state"])
    _wait(check, CheckState.SECRECY, at=at)
    return ReferralAnswered(referral, check.version, str(referral.get_verdict_display()), referral.answer)


def answering_roles(to_org: Org) -> list[str]:
    """Which desk a doubt goes to: that of secrecy, else that of the competent department."""
    posts = Post.objects.filter(org=to_org, role__in=[Role.SECRECY_AUTHORITY, Role.OPENNESS_SUPERVISOR])
    return sorted(set(posts.values_list("role", flat=True)))


def register_no(org: Org, at: datetime) -> str:
    """审查登记号 — one series a body and year."""
    year = local_day(at).year
    serial = numbers.next_number(f"disclosure.check:{org.code}", str(year))
    return f"{org.short_name or org.name}保审〔{year}〕{serial}号"  # 中文


def texts_of(version: PublicationVersion) -> Any:
    """Every text that the public would read, by where it stands."""
    yield _("正文"), f"{version.title}\n{version.abstract}\n{version.body_text}"
    yield from version.attachments.values_list("name", "text")


def _opened(check: SecrecyCheck, version: PublicationVersion, *, at: datetime) -> Case:
    case = open_case(
        id=check.pk,
        kind=CASE_KIND,
        title=version.title,
        org=version.publication.org,
        centre=None,
        channel=Channel.OTHER,
        parties=[],
        at=at,
        day=local_day(at),
    )
    terms = due_dates.terms_of(version)
    if terms is not None:
        kind, basis = ClockKind.STATUTORY, str(terms.why)[:200]
        clocks.start(case, kind, budget=terms.budget, start_on=terms.start_on, basis=basis)
    return case


def _case(check: SecrecyCheck) -> Case:
    return Case.objects.select_related("org").get(secrecy_check=check.pk)


def _wait(check: SecrecyCheck, state: CheckState, *, at: datetime) -> None:
    """The next signature is asked for on the desk of those who may give it."""
    kind, role = WORK[state]
    _ask(check, kind, role, at=at)


def _ask(check: SecrecyCheck, kind: str, role: Role, *, at: datetime) -> None:
    case = _case(check)
    work.done(case, at=at)
    work.wait_for(case, kind, role=role, at=at, due_on=check.version.due_on)


def _signed(
    check: SecrecyCheck, step: Step, verdict: str, ground: str, text: str, *, by: Actor, at: datetime
) -> CheckOpinion:
    """One signature; refused to who drafted and to who signed before."""
    verdict, ground = rules.require_verdict(verdict, ground)
    if verdict != Verdict.OPEN:
        text = rules.required(text, "text", _("请写明意见。"))
    person = person_actor(by)
    if person is None:
        raise NotAllowed
    _require_not_author(check, person)
    if check.opinions.filter(person=person.person.pk).exists():
        raise RuleBroken(_("您已经在前面的环节签署过意见，同一人不能重复审查。"))
    return CheckOpinion.objects.create(
        check_of=check,
        step=step,
        person=person.person,
        drafter_id=check.version.drafter_id,
        verdict=verdict,
        ground=ground,
        text=text.strip()[:500],
        signed_at=at,
    )


def _require_not_author(check: SecrecyCheck, person: PersonActor) -> None:
    if person.person.pk in {check.version.drafter_id, *check.version.authors}:
        raise RuleBroken(_("您参与起草了这份稿件，不能审查。"))


TURNS = {
    CheckState.FIRST: Permission.CHECK_FIRST,
    CheckState.SECRECY: Permission.CHECK_SECRECY,
    CheckState.SIGNING: Permission.CHECK_SIGN,
}


def _require_turn(check: SecrecyCheck, by: Actor) -> PersonActor:
    """Only the one whose signature is asked for now; the act has set the new state already."""
    before = SecrecyCheck.objects.values_list("state", flat=True).get(pk=check.pk)
    person = person_actor(by)
    if person is None or not by.may(TURNS[CheckState(before)], check):
        raise NotAllowed
    return person


def _require_proposed(version: PublicationVersion, verdict: str) -> None:
    """What was proposed as not open is not opened by a signature: the proposal is changed first."""
    if verdict == Verdict.OPEN and version.openness == "not_open":
        message = _("承办人拟不予公开；要公开的，请退回修改公开属性。")
        raise RuleBroken(message, fields={"verdict": message})


def _close(
    check: SecrecyCheck, result: CheckResult, note: str, *, at: datetime, keeps_case: bool = False
) -> None:
    check.closed_at, check.result, check.result_note = at, result, note.strip()[:500]
    if not keeps_case:
        close_case(_case(check), outcome=str(result), at=at)


def _back_to_draft(version: PublicationVersion, note: str) -> None:
    _set(version, state=VersionState.DRAFT, sha256="", return_note=note)


def _withhold(version: PublicationVersion, ground: str, reason: str) -> None:
    facts = {"openness": "not_open", "ground": ground, "openness_reason": reason.strip()[:300]}
    _set(version, state=VersionState.WITHHELD, **facts)


def _set(version: PublicationVersion, **facts: Any) -> None:
    """Fields of the version, whose row is locked with that of the check."""
    for name, value in facts.items():
        setattr(version, name, value)
    version.save(update_fields=list(facts))
