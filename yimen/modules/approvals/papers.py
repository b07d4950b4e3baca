"""文书: which document follows from which act, with its number and all that it says.

Called inside the acts of actions/: a document is drawn up in the same transaction; its PDF follows from the
data that is fixed here. Results are sealed by ``conclude``; notices carry the acceptance seal, set by the
machine right after the act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.audit.action import current_act
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import numbers as series
from yimen.kernel.cases.due import months_after
from yimen.kernel.cases.models import Extension, Hold
from yimen.kernel.cases.opening import PartyStated, party_of
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.models import Document, Seal, SealKind
from yimen.kernel.documents.queries import WAITING
from yimen.kernel.orgs.models import Org

from . import cited, licence_register, patterns, rules, special_procedures
from .models import Application, Decision, IssuedDocument
from .outline import promised_days
from .states import Defect, Outcome


class Begun(Protocol):
    """The due dates that an acceptance notice states."""

    @property
    def promised_on(self) -> date: ...

    @property
    def statutory_on(self) -> date: ...


@dataclass(frozen=True)
class Word:
    """文号用字 — the word of the document's series, and which seal goes on it."""

    word: str
    seal: str
    is_result: bool = False
    seals_itself: bool = True


RANK = re.compile("(委员会|管理局|办公室|局|委|办|厅)$")

WORDS: dict[str, Word] = {
    "acceptance_notice": Word("受", SealKind.ACCEPTANCE),
    "charge_notice": Word("缴", SealKind.ACCEPTANCE),
    "correction_notice": Word("补", SealKind.ACCEPTANCE),
    "decision": Word("许", SealKind.APPROVAL, is_result=True),
    "delivery_receipt": Word("送", SealKind.ACCEPTANCE),
    "extension_notice": Word("延", SealKind.ACCEPTANCE),
    "filing_receipt": Word("备", SealKind.APPROVAL, is_result=True),
    "hold_notice": Word("特", SealKind.ACCEPTANCE),
    "commitment": Word("诺", SealKind.ACCEPTANCE),
    "first_review": Word("报", SealKind.ACCEPTANCE),
    "hearing_minutes": Word("听录", SealKind.ACCEPTANCE),
    "hearing_notice": Word("听", SealKind.ACCEPTANCE),
    "hearing_offer": Word("听告", SealKind.ACCEPTANCE),
    "inspection_report": Word("验", SealKind.ACCEPTANCE),
    "rectification_order": Word("改", SealKind.ACCEPTANCE),
    "revocation_decision": Word("撤", SealKind.APPROVAL, seals_itself=False),
    "licence": Word("证", SealKind.APPROVAL, is_result=True),
    "non_acceptance": Word("不受", SealKind.ACCEPTANCE),
    "not_competent": Word("不受", SealKind.ACCEPTANCE),
    "not_required": Word("告", SealKind.ACCEPTANCE),
    "registration_slip": Word("登", SealKind.ACCEPTANCE),
    "payment_receipt": Word("收", SealKind.ACCEPTANCE),
    "termination_notice": Word("终", SealKind.ACCEPTANCE),
}


def party(application: Application, role: str) -> PartyStated:
    """当事人 — the applicant's person and statements, as they go into the case."""
    return party_of(
        application.applicant,
        role=str(role),
        owner=application.pk,
        name=application.applicant_name,
        phone=application.contact_phone,
        email=application.contact_email,
        address=application.contact_address,
    )


@official_language()
def issue(application: Application, kind: str, *, at: datetime, number: str = "", **data: Any) -> Document:
    """Draws up one document of the case, numbered in the series of its body, kind and year, or as given."""
    word = WORDS[kind]
    today = local_day(at)
    document = documents.draw_up(
        kind=kind,
        org=application.signing_org,
        number=number
        or series.document_number(
            prefix=city_prefix(today),
            org_code=application.signing_org.code,
            word=f"{org_word(application.signing_org, today)}{word.word}",
            year=today.year,
        ),
        data={**common(application, today), **data},
        case_ref=application.pk,
        subject_label=application.record_label(),
        holder=application.applicant_name,
        seal_with=word.seal,
        seals_itself=word.seals_itself and not word.is_result,
        at=at,
    )
    keep(application, document)
    return document


BETWEEN_BODIES = frozenset({"first_review"})
"""Letters from one body to another: opinions before the decision are not the applicant's to read."""


def keep(application: Application, document: Document) -> None:
    issued = IssuedDocument(
        application=application,
        document=document,
        kind=document.kind,
        is_for_applicant=document.kind not in BETWEEN_BODIES,
    )
    current_act().tail.insert(issued)


@official_language()
def issue_acceptance_notice(
    application: Application, begun: Begun, *, at: datetime, paragraphs: Sequence[str] = ()
) -> Document:
    """受理通知书 — both limits and both due dates."""
    version = application.version
    return issue(
        application,
        "acceptance_notice",
        at=at,
        promised_days=promised_days(application),
        promised_due_on=begun.promised_on.isoformat(),
        statutory_days=version.statutory_days,
        statutory_due_on=begun.statutory_on.isoformat(),
        paragraphs=list(paragraphs),
    )


@official_language()
def issue_correction_notice(
    application: Application, rows: Sequence[dict[str, Any]], *, due_on: date, at: datetime
) -> Document:
    """补正告知书 — every row: the material, what is wrong, the article, how to cure it."""
    shown = [
        {
            "material": row["name"],
            "defect": str(Defect(row["defect"]).label),
            "article": row["article"],
            "cure": row["cure"],
        }
        for row in rows
    ]
    withdrawn = application.version.correction_lapse == "withdrawn"
    lapse = _("逾期未补正的，视为撤回申请。") if withdrawn else _("逾期未补正的，将不予受理。")
    return issue(application, "correction_notice", at=at, rows=shown, due_on=due_on.isoformat(), lapse=lapse)


@official_language()
def issue_hold_notice(application: Application, hold: Hold, *, at: datetime) -> Document:
    """特别程序告知书 — which procedure, by which article, how long, and whether the days count."""
    return issue(
        application,
        "hold_notice",
        at=at,
        procedure=str(hold.get_kind_display()),
        procedure_basis=hold.basis,
        started_on=hold.started_on.isoformat(),
        expected_days=hold.expected_days,
        expected_on=special_procedures.expected_on(hold).isoformat(),
        counting=str(special_procedures.counting(hold.stops)),
        reason=hold.reason,
    )


REGISTRATION = AskedOften(
    lambda application: (
        IssuedDocument.objects.filter(application=application, kind="registration_slip")
        .order_by("-pk")
        .values_list("document__number")
    )
)


def registered_as(application: Application) -> str:
    """The number of the registration slip; of the case where a slip was not drawn up."""
    return REGISTRATION.first(application.pk) or application.number


@official_language()
def issue_lapse_notice(
    application: Application, names: Sequence[str], outcome: Outcome, *, due_on: date, at: datetime
) -> Document:
    """容缺逾期处理 — what did not come by which day, and what follows from the promise that was given."""
    reason = _("您承诺补交的材料（%(names)s）至%(day)s仍未补齐") % _missed(names, due_on)
    refused = _("按照受理时书面告知的后果，本机关决定不予许可。")
    withdrawn = _("按照受理时书面告知的后果，本次申请视为撤回，您可以重新申请。")
    follows = refused if outcome == Outcome.REFUSED else withdrawn
    return issue(application, "termination_notice", at=at, reason=reason, paragraphs=[follows])


@official_language()
def issue_part_lapse_notice(
    application: Application, names: Sequence[str], outcome: Outcome, *, due_on: date, at: datetime
) -> Document:
    """统一补正逾期处理 — what the one notice of the stage listed for this part, and what follows."""
    reason = _("统一补正告知要求您补正的材料（%(names)s）至%(day)s仍未补正") % _missed(names, due_on)
    refused = _("按照统一补正告知载明的后果，本机关决定不予许可。")
    withdrawn = _("按照统一补正告知载明的后果，本次申请视为撤回，您可以重新申请。")
    follows = refused if outcome == Outcome.REFUSED else withdrawn
    return issue(application, "termination_notice", at=at, reason=reason, paragraphs=[follows])


def _missed(names: Sequence[str], due_on: date) -> dict[str, str]:
    return {"names": "、".join(names), "day": f"{due_on.year}年{due_on.month}月{due_on.day}日"}  # 中文


@official_language()
def issue_extension_notice(
    application: Application, extension: Extension, *, due_on: date, at: datetime
) -> Document:
    """延期告知书 — how many days, why, who allowed it, and the last day that follows."""
    return issue(
        application,
        "extension_notice",
        at=at,
        reason=extension.reason,
        days=extension.days,
        due_on=due_on.isoformat(),
        approved_by=extension.approved_by,
    )


@official_language()
def issue_decision(application: Application, decision: Decision, *, at: datetime) -> Document:
    """决定书, and the licence where one is granted; both wait for the seal."""
    today = local_day(at)
    facts = _decision(application, decision, today) | {"notes": _notes(application)}
    said = cited.according_to(application)
    made = issue(application, "decision", at=at, **facts, paragraphs=said)
    if decision.outcome == Outcome.GRANTED and application.version.result_kind == "licence":
        number = _licence_number(application, today)
        issue(application, "licence", at=at, number=number, **_licence(application, decision, today))
    return made


def _notes(application: Application) -> list[str]:
    """即办: the decision says under which number it was registered before."""
    if not patterns.allows(application.pattern, "decide_on_the_spot"):
        return []
    return [_("即办登记编号：%(number)s。") % {"number": registered_as(application)}]


@official_language()
def issue_first_review(application: Application, upper: Org, *, due_on: date, at: datetime) -> Document:
    """初步审查意见报送函 — what the lower body found, sent with all materials to the one that decides."""
    review = application.reviews.filter(returned_at__isnull=True).latest("submitted_at")
    return issue(
        application,
        "first_review",
        at=at,
        upper=upper.name,
        opinion=str(review.get_opinion_display()),
        reason=review.grounds,
        due_on=due_on.isoformat(),
    )


def draft_of_decision(application: Application, decision: Decision, *, at: datetime) -> Document:
    """决定书草稿 — what the decision would say, to be read before it is made; it is stored nowhere."""
    today = local_day(at)
    note = _("草稿，供批准前审阅；未经批准和用印，不具有效力。")
    data = {**common(application, today), **_decision(application, decision, today), "notes": [note]}
    return Document(
        kind="decision", org=application.signing_org, data={**data, "number": _("（草稿，尚未编号）")}
    )


def _decision(application: Application, decision: Decision, today: date) -> dict[str, Any]:
    granted = decision.outcome == Outcome.GRANTED
    return {
        "outcome": "granted" if granted else "refused",
        "reasons": [decision.reasons] if decision.reasons else [],
        "conditions": [decision.conditions] if decision.conditions else [],
        "scope": application.subject or application.item.name,
        "valid_from": today.isoformat() if granted else "",
        "valid_until": _valid_until(application, today) if granted else "",
    }


def _licence_number(application: Application, today: date) -> str:
    """证照编号 — in the series of its own kind, without gaps; empty where the city registered no such kind."""
    kind = licence_register.type_of(application.version)
    if kind is None:
        return ""
    serial = series.next_number(f"licence:{kind.code}", str(today.year))
    return f"{city_prefix(today)}{kind.word}证字〔{today.year}〕{serial}号"  # 中文


def _licence(application: Application, decision: Decision, today: date) -> dict[str, Any]:
    return {
        "title": application.version.result_name,
        "holder": application.applicant_name,
        "fields": [{"label": question, "value": answer} for question, answer in _words(application)],
        "scope": application.subject or application.item.name,
        "conditions": [decision.conditions] if decision.conditions else [],
        "valid_from": licence_register.begins_on(application, today).isoformat(),
        "valid_until": _valid_until(application, today),
    }


def _valid_until(application: Application, today: date) -> str:
    """A renewed licence runs on from the last day of the one before; a changed one keeps its last day."""
    before, act = application.licence, application.version.body.about_licence_act
    if before is not None and act == licence_register.CHANGE:
        return before.holds_until.isoformat() if before.holds_until else ""
    months, last = application.version.validity_months, before.valid_until if before else None
    return months_after(last or today, months).isoformat() if months else ""


@official_language()
def issue_filing_receipt(application: Application, *, at: datetime) -> Document:
    """备案回执 — what was filed, when."""
    return issue(
        application,
        "filing_receipt",
        at=at,
        fields=[{"label": q, "value": a} for q, a in _words(application)],
    )


RESULTS_ISSUED = AskedOften(
    lambda application: IssuedDocument.objects.filter(
        application=application, kind__in=[kind for kind, word in WORDS.items() if word.is_result]
    ).values_list("document__title", "document__number")
)


@official_language()
def issue_delivery_receipt(application: Application, *, method: str, receiver: str, at: datetime) -> Document:
    """送达回证 — which documents, how, to whom."""
    delivered = [
        {"title": title, "number": number or ""} for title, number in RESULTS_ISSUED.all(application.pk)
    ]
    return issue(
        application,
        "delivery_receipt",
        at=at,
        recipient=application.applicant_name,
        documents=delivered,
        method=method,
        delivered_at=timezone.localtime(at).strftime("%Y-%m-%dT%H:%M"),
        signed_by=receiver,
    )


def seal_results(application: Application, *, by: Actor, at: datetime) -> list[Document]:
    """Sets the approval seal on the results of the application that are not sealed yet."""
    return seal_waiting(application, [kind for kind, word in WORDS.items() if word.is_result], by=by, at=at)


NAMED = ("id", "org_id", "kind", "title", "number")
UNSEALED = AskedOften(
    lambda application: (
        IssuedDocument.objects.filter(WAITING, application=application)
        .order_by("pk")
        .values_list(*(f"document__{one}" for one in NAMED))
    )
)


def seal_waiting(
    application: Application, kinds: Sequence[str], *, by: Actor, at: datetime
) -> list[Document]:
    """Sets the approval seal on the documents of these kinds that wait for it; each gets the seal of its own body."""
    rows = [dict(zip(NAMED, row, strict=True)) for row in UNSEALED.all(application.pk)]
    waiting = [Document(**one) for one in rows if one["kind"] in kinds]
    if not waiting:
        raise RuleBroken(_("没有等待用印的文书。"))
    if documents.are_sealed_on_paper(local_day(at)):
        return [documents.seal_on_paper(one, by=by, at=at).document for one in waiting]
    return [documents.seal(one, seal=_approval_seal(one), by=by, at=at).document for one in waiting]


def _approval_seal(document: Document) -> Seal:
    seal = Seal.objects.filter(org=document.org_id, kind=SealKind.APPROVAL, revoked_at__isnull=True).first()
    if seal is None:
        raise RuleBroken(_("本机关还没有登记行政审批专用章，请先登记印章。"))
    return seal


def _words(application: Application) -> list[tuple[str, str]]:
    return rules.answers_in_words(application.version.body, application.answers)


def common(application: Application, today: date) -> dict[str, Any]:
    """What every document of a case says: body, addressee, item, number, dates, remedies by the law in force."""
    version = application.version
    return {
        "organ": application.signing_org.name,
        "signed_org": application.signing_org.name,
        "date": today.isoformat(),
        "addressee": application.applicant_name,
        "item": application.item.name,
        "case_no": application.own_case.number,
        "submitted_on": local_day(application.submitted_at or application.amended_at).isoformat(),
        "accepted_on": application.accepted_on.isoformat() if application.accepted_on else "",
        "remedies": remedies(today),
        "phone": version.enquiry_phone,
        "supervision_phone": version.supervision_phone,
    }


def remedies(today: date) -> str:
    """救济途径 by the law in force on the day."""
    review = policies.on(today, "approvals.remedy_review_days").int
    lawsuit = policies.on(today, "approvals.remedy_lawsuit_months").int
    return _(
        "如不服本决定，可以自收到之日起 %(review)s 日内依法申请行政复议，"
        "或者自知道之日起 %(lawsuit)s 个月内依法向人民法院提起行政诉讼。"
    ) % {"review": review, "lawsuit": lawsuit}


def org_word(org: Org, today: date) -> str:
    """发文字号 of a body: the one that the city set (policy documents.word), else its short name without city and rank."""
    own = policies.find(today, "documents.word", scope=org.code)
    if own is not None:
        return own.text
    return RANK.sub("", (org.short_name or org.name).removeprefix("市"))


def city_prefix(today: date) -> str:
    return str(policies.on(today, "documents.number_prefix").value)
