"""Verbs of the applicant: draft, amend, attach, submit, give up, withdraw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base import identity
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.punctuation import joined, mark
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal
from yimen.kernel.cases import work
from yimen.kernel.cases.opening import close_case
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.people.models import IdType, Person, PersonKind
from yimen.kernel.people.roles import Role
from yimen.modules.requests import regimes, rules
from yimen.modules.requests.events import (
    RequestAmended,
    RequestDiscarded,
    RequestDrafted,
    RequestEntered,
    RequestFileAttached,
    RequestFileRemoved,
    RequestSubmitted,
    RequestWithdrawn,
)
from yimen.modules.requests.models import InformationRequest, Outcome, RequestFile
from yimen.modules.requests.models.requests import FileUse
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import (
    UNANSWERED,
    ApplicantKind,
    DeliveryWay,
    State,
    Way,
)

from .stating import (
    Matter,
    acting_person,
    hand_to,
    mark_of,
    open_case,
    party,
    party_of_account,
    state_fields,
    state_matters,
)

TAKES_REQUESTS = (OrgKind.DEPARTMENT, OrgKind.GOVERNMENT)
MOST_FILES = 20
NEEDED_FOR: Mapping[str, str] = {
    DeliveryWay.POST: "contact_address",
    DeliveryWay.EMAIL: "contact_email",
    DeliveryWay.FAX: "contact_fax",
}


@action(permission=Permission.REQUEST_DRAFT, creates=True)
def draft_request(
    org: Org,
    *,
    request_id: UUID,
    stated: Mapping[str, str] | None = None,
    matters: Sequence[Matter] = (),
    by: Actor,
    at: datetime,
) -> RequestDrafted:
    """起草公开申请 — begins a draft to one body; the same id sent twice is one draft."""
    person = acting_person(by)
    if org.kind not in TAKES_REQUESTS:
        raise RuleBroken(_("此机构不受理政府信息公开申请，请选择行政机关。"))
    request, is_new = InformationRequest.objects.get_or_create(
        id=request_id,
        defaults={
            "org": org,
            "org_path": org.path,
            "applicant": person,
            "applicant_name": person.name,
            "applicant_kind": _kind(person),
            "legal_representative": person.legal_representative,
            "contact_person": person.contact_name,
            "contact_phone": person.phone,
            "contact_email": person.email,
            "same_applicant": person.id_number_digest or mark_of(person.name),
            "drafted_at": at,
        },
    )
    if not is_new:
        raise RuleBroken(_("这份草稿已经保存过了，请从“我的公开申请”中打开它。"))
    state_fields(request, stated or {})
    request.save()
    state_matters(request, matters)
    return RequestDrafted(request)


def _kind(person: Person) -> str:
    is_person = person.kind in (PersonKind.RESIDENT, PersonKind.STAFF)
    return ApplicantKind.NATURAL_PERSON if is_person else ApplicantKind.COMMERCIAL_ENTERPRISE


@action(permission=Permission.REQUEST_AMEND, moves=((State.DRAFT,), State.DRAFT))
def amend_request(
    request: InformationRequest,
    *,
    stated: Mapping[str, str] | None = None,
    matters: Sequence[Matter] | None = None,
    by: Actor,
    at: datetime,
) -> RequestAmended:
    """修改公开申请 — statements and what is asked for; what is not given stays as it was."""
    state_fields(request, stated or {})
    if matters is not None:
        state_matters(request, matters)
    return RequestAmended(request)


@action(
    permission=Permission.REQUEST_CORRECT,
    moves=((State.DRAFT, State.SUBMITTED, State.CORRECTION_REQUESTED, State.REASONS_REQUESTED),) * 2,
)
def attach_file(
    request: InformationRequest, *, use: str, received: Received, by: Actor, at: datetime
) -> RequestFileAttached:
    """添加附件 — identity, authority, or what describes the information; read by the applicant and the office."""
    if use not in (FileUse.IDENTITY, FileUse.AUTHORITY, FileUse.DESCRIPTION):
        raise RuleBroken(_("请选择附件用途。"), fields={"use": _("请选择附件用途")})
    if request.files.filter(removed_at__isnull=True).count() >= MOST_FILES:
        raise RuleBroken(_("附件最多%(most)s个。") % {"most": MOST_FILES})
    kept = RequestFile.objects.create(
        request=request,
        use=use,
        name=received.filename[:200],
        file=keep_file(received, at=at),
        added_at=at,
        added_by=by.label[:100],
    )
    return RequestFileAttached(request, str(FileUse(use).label), kept.file_id)


@action(permission=Permission.REQUEST_AMEND, moves=((State.DRAFT,), State.DRAFT))
def remove_file(
    request: InformationRequest, *, file: RequestFile, by: Actor, at: datetime
) -> RequestFileRemoved:
    """移除附件 — before the request is submitted."""
    found = request.files.filter(pk=file.pk, removed_at__isnull=True)
    if not found.update(removed_at=at):
        raise RuleBroken(_("没有找到这个附件。"))
    return RequestFileRemoved(request, str(FileUse(file.use).label))


@action(permission=Permission.REQUEST_AMEND, moves=((State.DRAFT,), State.DISCARDED))
def discard_request(request: InformationRequest, *, by: Actor, at: datetime) -> RequestDiscarded:
    """放弃公开申请 — the draft is given up; it had no effect."""
    request.ended_at = at
    return RequestDiscarded(request)


@action(permission=Permission.REQUEST_AMEND, moves=((State.DRAFT,), State.SUBMITTED))
def submit_request(request: InformationRequest, *, by: Actor, at: datetime) -> RequestSubmitted:
    """提交公开申请 — opens the case with number and query code; the office confirms and registers it.

    Raises RuleBroken and names everything without which the request is not one (条例 29).
    """
    person = acting_person(by)
    require_stated(request, has_identity=bool(person.id_number_sealed), at=at)
    request.submitted_at, request.channel = at, Way.ONLINE
    open_case(request, party_of_account(request, person), at=at)
    hand_to(request, "register", Role.DISCLOSURE_OFFICER, at=at, due_on=local_day(at))
    return RequestSubmitted(request, request.matters.count())


def require_stated(request: InformationRequest, *, has_identity: bool, at: datetime) -> None:
    """申请内容 — name, identity, contact, what is asked for, how it is to be got; raises RuleBroken with every gap."""
    missing: dict[str, str] = {}
    if not request.matters.exists():
        missing["matter_1_name"] = _("请写明申请公开的政府信息")
    if not (request.contact_phone or request.contact_address or request.contact_email):
        missing["contact_phone"] = _("请至少填写一种联系方式")
    field = NEEDED_FOR.get(request.delivery_wished, "")
    if field and not getattr(request, field):
        missing[field] = _("所选的获取方式需要填写这一栏")
    files = set(request.files.filter(removed_at__isnull=True).values_list("use", flat=True))
    if not has_identity and FileUse.IDENTITY not in files:
        missing["identity"] = _("请添加身份证明")
    if request.agent_name and FileUse.AUTHORITY not in files:
        missing["agent_name"] = _("委托代理人申请的，请添加授权委托书")
    if regimes.flag(local_day(at), "asks_use") and not request.use_statement:
        missing["use_statement"] = _("请说明所需信息的用途")
    if missing:
        raise RuleBroken(joined(missing.values(), "；") + mark("。").rstrip(), fields=missing)


@action(
    permission=Permission.REQUEST_AMEND,
    moves=((State.SUBMITTED, *UNANSWERED), State.WITHDRAWN),
)
def withdraw_request(
    request: InformationRequest, *, reason: str = "", by: Actor, at: datetime
) -> RequestWithdrawn:
    """撤回公开申请 — at any time before the answer; a registered one counts as ended otherwise (六)3."""
    said = reason.strip()[:300] or _("未说明")
    if request.registered_at is not None and request.decided_on is None:
        request.outcome, request.decided_on = Outcome.objects.get(pk="other"), local_day(at)
    request.ended_at = at
    work.done(request.own_case, at=at)
    close_case(request.own_case, outcome="withdrawn", at=at)
    return RequestWithdrawn(request, said)


def checked_number(id_type: str, id_number: str) -> str:
    """The number in its normal form; raises RuleBroken where its check digit is wrong."""
    if not id_number.strip():
        return ""
    if id_type == IdType.RESIDENT_ID:
        return identity.resident_number(id_number)
    if id_type == IdType.CREDIT_CODE:
        return identity.credit_code(id_number)
    if id_type not in IdType.values:
        raise RuleBroken(_("请选择证件类型。"), fields={"id_type": _("请选择证件类型")})
    return normal(id_number)[:40]


@action(permission=Permission.REQUEST_HANDLE, creates=True)
def enter_request(
    org: Org,
    *,
    request_id: UUID,
    channel: str,
    name: str,
    stated: Mapping[str, str],
    matters: Sequence[Matter],
    id_type: str = "",
    id_number: str = "",
    by: Actor,
    at: datetime,
) -> RequestEntered:
    """代为登记 — a request on paper, by mail, by fax, or written down for somebody who speaks (条例 29)."""
    if channel == Way.ONLINE or channel not in Way.values:
        raise RuleBroken(_("网上申请由申请人自行提交，请选择其他渠道。"), fields={"channel": _("请另选")})
    if InformationRequest.objects.filter(pk=request_id).exists():
        raise RuleBroken(_("这份申请已经登记过了，请从申请清单中打开它。"))
    name = rules.require_text(name, "name", _("请填写申请人姓名或者名称。"), most=100)
    number = checked_number(id_type, id_number)
    request = InformationRequest(
        id=request_id,
        org=org,
        org_path=org.path,
        applicant_name=name,
        channel=channel,
        state=State.SUBMITTED,
        same_applicant=mark_of(name, id_type=id_type, number=number),
        recorded_by=by.label[:100],
        drafted_at=at,
        submitted_at=at,
    )
    state_fields(request, stated)
    open_case(request, party(request, id_type=id_type, number=number), at=at)
    request.save(force_insert=True)
    if not state_matters(request, matters):
        raise RuleBroken(_("请写明申请公开的政府信息。"), fields={"matter_1_name": _("请填写")})
    hand_to(request, "register", Role.DISCLOSURE_OFFICER, at=at, due_on=local_day(at))
    return RequestEntered(request, str(Way(channel).label))
