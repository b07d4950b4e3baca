"""信函: which letter follows from which act, with its number and all that it says. Official documents are Chinese by law.

Called inside the acts of actions/: a letter is drawn up in the same transaction; the machine seals it right after the
act, the answer waits for the seal keeper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yimen.kernel import policies
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.cases import numbers as series
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.models import Document, SealKind
from yimen.kernel.orgs.models import Org

from .models import Answer, Consultation, FeeNotice, InformationRequest, Letter, Outcome
from .reading import remedies_on
from .states import ConsultationKind, FeeBasis, LetterKind

RANK = re.compile("(委员会|管理局|办公室|局|委|办|厅)$")
PLACES = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Form:
    """信函格式 — the title, and the word of its series."""

    title: str
    word: str
    is_for_applicant: bool = True
    seals_itself: bool = True


FORMS: Mapping[str, Form] = {
    LetterKind.RECEIPT: Form("政府信息公开申请登记回执", "公开收"),
    LetterKind.CORRECTION: Form("政府信息公开申请补正告知书", "公开补"),
    LetterKind.REASONS: Form("政府信息公开申请说明理由通知书", "公开由"),
    LetterKind.EXTENSION: Form("政府信息公开申请延长答复期限告知书", "公开延"),
    LetterKind.DELAY: Form("政府信息公开申请延迟答复告知书", "公开迟"),
    LetterKind.THIRD_PARTY: Form("政府信息公开征求第三方意见书", "公开征", is_for_applicant=False),
    LetterKind.CO_MAKER: Form("政府信息公开征求意见函", "公开商", is_for_applicant=False),
    LetterKind.OVERRIDE: Form("政府信息公开告知书", "公开知", is_for_applicant=False),
    LetterKind.FEE: Form("政府信息公开信息处理费收费通知书", "公开费"),
    LetterKind.ANSWER: Form("政府信息公开申请答复书", "公开答", seals_itself=False),
}


@official_language()
def draw(
    request: InformationRequest,
    kind: LetterKind,
    paragraphs: Sequence[str],
    *,
    at: datetime,
    addressee: str = "",
    table: Mapping[str, object] | None = None,
    notes: Sequence[str] = (),
) -> Document:
    """Draws up one letter of the request, numbered in the series of its body, kind and year."""
    form, today = FORMS[kind], local_day(at)
    document = documents.draw_up(
        kind="letter",
        org=request.org,
        number=_number(request.org, form.word, today),
        data={
            "organ": request.org.name,
            "signed_org": request.org.name,
            "date": today.isoformat(),
            "title": form.title,
            "addressee": addressee or request.applicant_name,
            "paragraphs": list(paragraphs),
            "notes": list(notes),
            **({"table": dict(table)} if table else {}),
        },
        case_ref=request.pk,
        subject_label=request.record_label(),
        holder=addressee or request.applicant_name,
        seal_with=SealKind.OFFICIAL,
        seals_itself=form.seals_itself,
        at=at,
    )
    Letter.objects.create(
        request=request, kind=kind, document=document, is_for_applicant=form.is_for_applicant
    )
    return document


def receipt(request: InformationRequest, *, due_on: date, at: datetime) -> Document:
    """登记回执 — number, day of receipt and its ground, and until when an answer comes."""
    said = [
        f"本机关收到您（单位）提出的政府信息公开申请，已登记，登记编号：{request.register_number}，"
        f"办件编号：{request.number}，查询码：{request.own_case.query_code}。",
        f"收到申请之日为{cn(request.received_day)}（{request.received_basis}）。",
        f"本机关将于{cn(due_on)}前答复；依法需要补正、征求意见、延长答复期限或者收取信息处理费的，将另行告知。",
    ]
    return draw(request, LetterKind.RECEIPT, said, at=at, table=asked(request))


def correction(request: InformationRequest, *, items: str, due_on: date, at: datetime) -> Document:
    """补正告知书 — once: what is unclear, how to cure it, until when, and what follows otherwise."""
    said = [
        f"您（单位）的政府信息公开申请（登记编号：{request.register_number}）内容不明确。"
        "根据《中华人民共和国政府信息公开条例》第三十条的规定，请作出以下补正：",
        items,
        f"请于{cn(due_on)}前补正。答复期限自本机关收到补正的申请之日起计算。"
        "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
    ]
    return draw(request, LetterKind.CORRECTION, said, at=at)


def reasons(request: InformationRequest, *, why: str, due_on: date, at: datetime) -> Document:
    """说明理由通知书 — number or frequency beyond what is reasonable."""
    said = [
        f"您（单位）申请公开政府信息的数量、频次明显超过合理范围：{ended(why)}",
        f"根据《中华人民共和国政府信息公开条例》第三十五条的规定，请于{cn(due_on)}前书面说明理由。",
    ]
    return draw(request, LetterKind.REASONS, said, at=at)


def extension(request: InformationRequest, *, days: int, reason: str, due_on: date, at: datetime) -> Document:
    """延长答复期限告知书 — by whose consent, how long, why."""
    said = [
        f"您（单位）的政府信息公开申请（登记编号：{request.register_number}）因{bare(reason)}，不能在期限内答复。"
        "根据《中华人民共和国政府信息公开条例》第三十三条第二款的规定，经本机关政府信息公开工作机构负责人同意，"
        f"答复期限延长{days}个工作日，至{cn(due_on)}。"
    ]
    return draw(request, LetterKind.EXTENSION, said, at=at)


def delay(request: InformationRequest, *, reason: str, until: date, at: datetime) -> Document:
    """延迟答复告知书 — the reasons are sound, the period is too short."""
    said = [
        f"本机关认为您（单位）说明的申请理由合理，但因{bare(reason)}，无法在法定期限内答复。"
        "根据《中华人民共和国政府信息公开条例》第三十五条的规定，"
        f"本机关将于{cn(until)}前答复。"
    ]
    return draw(request, LetterKind.DELAY, said, at=at)


def consultation(request: InformationRequest, one: Consultation, *, days: int, at: datetime) -> Document:
    """征求意见书 — what is asked for, without who asks; how long they have, and what silence means."""
    third = one.kind == ConsultationKind.THIRD_PARTY
    law = (
        "第三十二条"
        if third
        else "第三十四条"
        if one.kind == ConsultationKind.CO_MAKER
        else "第三十三条第三款"
    )
    said = [
        f"本机关收到政府信息公开申请，申请公开的下列信息涉及你单位（个人）。根据《中华人民共和国政府信息公开条例》{law}的规定，"
        "现征求你单位（个人）的意见。",
        f"请自收到本意见书之日起{days}个工作日内书面提出是否同意公开的意见；不同意公开的，请说明理由。"
        + (
            "逾期未提出意见的，由本机关依照条例的规定决定是否公开。"
            if third
            else "逾期未提出意见的，视为同意公开。"
        ),
    ]
    kind = LetterKind.THIRD_PARTY if third else LetterKind.CO_MAKER
    return draw(request, kind, said, at=at, addressee=one.name, table=asked(request))


def override(request: InformationRequest, one: Consultation, *, reason: str, at: datetime) -> Document:
    """告知第三方 — what is opened although they objected, and why (条例 32)."""
    said = [
        "你单位（个人）不同意公开下列政府信息。本机关认为不公开可能对公共利益造成重大影响，"
        "根据《中华人民共和国政府信息公开条例》第三十二条的规定，决定予以公开。",
        f"理由：{ended(reason)}",
    ]
    return draw(request, LetterKind.OVERRIDE, said, at=at, addressee=one.name, table=asked(request))


def fee(request: InformationRequest, notice: FeeNotice, *, at: datetime) -> Document:
    """收费通知书 — the ground, the standard, each step of the sum, until when."""
    unit = "件" if notice.basis == FeeBasis.ITEMS else "页"
    rows = [
        [
            f"第{one['first']}至{one['last']}{unit}",
            f"{one['count']}{unit}",
            f"{one['price']}元",
            f"{one['amount']}元",
        ]
        for one in notice.lines
    ]
    said = [
        "您（单位）申请公开政府信息的数量、频次明显超过合理范围。根据《中华人民共和国政府信息公开条例》第四十二条和"
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，本机关依照标准计收信息处理费"
        f"{notice.amount:.2f}元（{notice.get_basis_display()}，超额累进）。",
        f"请自收到本通知次日起于{cn(notice.pay_by)}前缴纳；逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。",
        _where_to_pay(notice),
    ]
    table = {"head": ["区间", "数量", "标准", "金额"], "rows": rows}
    return draw(request, LetterKind.FEE, said, at=at, table=table)


def _where_to_pay(notice: FeeNotice) -> str:
    """The account of the treasury, where the city has named it, and the code by which the sum is found."""
    named = [
        f"{label}：{notice.account[part]}"
        for part, label in (("account_name", "户名"), ("account_number", "账号"), ("account_bank", "开户行"))
        if notice.account.get(part)
    ]
    to = f"国库收款账户（{'，'.join(named)}）" if named else "国库收款账户"
    return f"缴款码：{notice.code}。请一次足额汇入{to}，并在附言中填写缴款码；款项到账后自动核销。"


def answer(request: InformationRequest, given: Answer, *, at: datetime) -> Document:
    """答复书 — what is answered to each thing, by which article, and what may be done against it."""
    today = local_day(at)
    return draw(request, LetterKind.ANSWER, _answer_text(request, given, today), at=at)


def abandonment(
    request: InformationRequest, outcome: Outcome, facts: Mapping[str, str], *, at: datetime
) -> Document:
    """不再处理告知 — the applicant let a period pass."""
    said = [_opening(request), filled(outcome.wording, facts), *remedies(request, outcome, local_day(at))]
    return draw(request, LetterKind.ANSWER, said, at=at)


def draft_of(request: InformationRequest, given: Answer, today: date) -> list[str]:
    """The text of the answer as it would be on the day; for those who read it before it is approved."""
    return _answer_text(request, given, today)


def _answer_text(request: InformationRequest, given: Answer, today: date) -> list[str]:
    parts = list(given.parts.select_related("matter", "outcome"))
    said = [_opening(request)]
    for place, one in enumerate(parts, 1):
        head = f"{place}．关于“{one.matter.name}”：" if len(parts) > 1 else ""
        said.append(head + filled(one.outcome.wording, one.facts))
        said += [ended(one.facts["note"])] if one.facts.get("note") else []
    return [*said, *remedies(request, given.outcome, today)]


def _opening(request: InformationRequest) -> str:
    return (
        f"您（单位）提出的政府信息公开申请（登记编号：{request.register_number}），"
        f"本机关于{cn(request.received_day)}收到，经审查，现答复如下："
    )


def remedies(request: InformationRequest, outcome: Outcome, today: date) -> list[str]:
    """救济途径 by the law of the day: since 2024 a refusal must go to reconsideration first (行政复议法 23)."""
    law = remedies_on(today)
    authority = request.org.parent.name if request.org.parent else "上一级行政机关"
    court = f"{law.suit_after_days}日内依法向人民法院提起行政诉讼"
    if outcome.is_refusal and law.reconsideration_first:
        said = (
            f"如对本答复不服，应当自收到本答复之日起{law.reconsideration_days}日内先向{authority}申请行政复议；"
            f"对行政复议决定不服的，可以自收到复议决定书之日起{court}（《中华人民共和国行政复议法》第二十三条）。"
        )
    else:
        said = (
            f"如对本答复不服，可以自收到本答复之日起{law.reconsideration_days}日内向{authority}申请行政复议，"
            f"或者自收到本答复之日起{law.suit_months}个月内直接向人民法院提起行政诉讼。"
        )
    complain = "认为本机关不依法履行政府信息公开义务的，也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报（条例第五十一条）。"
    return [said, complain]


def asked(request: InformationRequest) -> dict[str, object]:
    """申请公开的信息 as a table."""
    rows = [
        [str(one.position), one.name, one.document_number or "—", one.description or "—"]
        for one in request.matters.order_by("position")
    ]
    return {"head": ["序号", "信息名称", "文号", "特征描述"], "rows": rows}


def filled(wording: str, facts: Mapping[str, str]) -> str:
    """The wording of an outcome with the facts in their places."""
    return PLACES.sub(lambda place: bare(str(facts.get(place[1], ""))), wording)


def cn(day: date) -> str:
    """2026年3月2日"""
    return f"{day.year}年{day.month}月{day.day}日"


def bare(text: str) -> str:
    """The text without its last stop, to stand inside a sentence."""
    return text.strip().rstrip("。；;.")


def ended(text: str) -> str:
    return f"{bare(text)}。"


def register_number(org: Org, today: date) -> str:
    """登记编号 — in the series of the body and the year."""
    return _number(org, "公开申", today)


def _number(org: Org, word: str, today: date) -> str:
    own = policies.find(today, "documents.word", scope=org.code)
    named = own.text if own else RANK.sub("", (org.short_name or org.name).removeprefix("市"))
    prefix = str(policies.on(today, "documents.number_prefix").value)
    return series.document_number(prefix=prefix, org_code=org.code, word=f"{named}{word}", year=today.year)
