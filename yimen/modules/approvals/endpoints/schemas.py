"""What the operations of approvals take and give; personal data are masked as on the pages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from yimen.kernel.base.text import masked_name
from yimen.kernel.cases.models import Clock
from yimen.kernel.web.shapes import OpenOffer
from yimen.modules.approvals import offers, queries
from yimen.modules.approvals.content import Material
from yimen.modules.approvals.item_forms import readable
from yimen.modules.approvals.models import Application, IssuedDocument, ItemVersion
from yimen.modules.approvals.outline import known_of


class Problem(Schema):
    """RFC 9457 — what went wrong, in words fit for the person."""

    status: int
    code: str
    detail: str
    fields: dict[str, str] = {}


PROBLEMS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


class ItemOut(Schema):
    """行政审批事项."""

    code: str
    name: str
    name_en: str
    kind: str
    org: str = Field(alias="org.code")
    org_name: str = Field(alias="org.name")
    audiences: list[str]
    topics: list[str]


class BasisOut(Schema):
    """法律依据."""

    instrument: str
    number: str
    article: str
    quote: str
    is_confirmed: bool


class GuideOut(Schema):
    """办事指南 — an item with the version in force; ``content`` as published."""

    item: ItemOut
    legal_bases: list[BasisOut] = Field(alias="item.legal_bases")
    version: int = Field(alias="number")
    effective_from: date
    pattern: str
    mode: str
    statutory_days: int
    statutory_basis: str
    promised_days: int
    result_name: str
    result_kind: str
    validity_months: int | None
    channels: list[str]
    windows: list[str]
    centre_name: str | None = None
    enquiry_phone: str
    supervision_phone: str
    content: dict[str, Any]
    content_hash: str

    @staticmethod
    def resolve_legal_bases(version: ItemVersion) -> list[Any]:
        return list(version.item.legal_bases.all())

    @staticmethod
    def resolve_centre_name(version: ItemVersion) -> str | None:
        return version.centre.name if version.centre else None


class MaterialOut(Schema):
    """材料要求."""

    key: str
    name: str
    form: str
    standard: str
    legal_basis: str
    formats: list[str]
    is_asked_of_applicant: bool


class ClockOut(Schema):
    """时限."""

    kind: str
    unit: str
    budget: int
    start_on: date
    due_on: date
    stop_on: date | None
    state: str
    is_provisional: bool
    basis: str


class ApplicationOut(Schema):
    """申请 — in a list; the applicant's name is masked for everyone but the applicant."""

    id: UUID
    number: str
    item: str = Field(alias="item.code")
    item_name: str = Field(alias="item.name")
    org: str = Field(alias="org.code")
    pattern: str
    state: str
    state_label: str = Field(alias="get_state_display")
    outcome: str
    applicant_name: str
    subject: str
    channel: str
    submitted_at: datetime | None
    accepted_on: date | None
    decided_at: datetime | None
    concluded_at: datetime | None
    is_on_time: bool | None
    due_on: date | None = None

    @staticmethod
    def resolve_due_on(application: Application) -> date | None:
        return application.case.due_on if application.case else None

    @staticmethod
    def resolve_outcome(application: Application, context: dict[str, Any]) -> str:
        actor = context["request"].actor
        return application.outcome if queries.may_read_outcome(actor, application) else ""

    @staticmethod
    def resolve_applicant_name(application: Application, context: dict[str, Any]) -> str:
        own = str(application.applicant_id) == context["request"].actor.id
        return application.applicant_name if own else masked_name(application.applicant_name)


class DocumentOut(Schema):
    """出具文书."""

    id: UUID = Field(alias="document.id")
    kind: str
    title: str = Field(alias="document.title")
    number: str | None = Field(alias="document.number")
    state: str = Field(alias="document.state")
    verify_code: str | None = None
    issued_at: datetime = Field(alias="document.issued_at")
    sealed_at: datetime | None = Field(alias="document.sealed_at")

    @staticmethod
    def resolve_verify_code(issued: IssuedDocument) -> str | None:
        return issued.document.verify_code if issued.document.sealed_at else None


class FactOut(Schema):
    """留痕 — one fact of the story."""

    seq: int
    code: str
    sentence: str
    happened_at: datetime
    actor: str = Field(alias="shown_actor")


class OfferOut(Schema):
    """可办事项 — an act that is open to the asker now."""

    act: str
    label: str

    @staticmethod
    def resolve_label(offer: OpenOffer) -> str:
        return str(offer.label)


class ApplicationDetail(ApplicationOut):
    """申请 — with its clocks, documents, checklist and what the asker may do now."""

    answers: dict[str, list[str]]
    form: dict[str, Any]
    outline: dict[str, Any]
    query_code: str | None = None
    statement: str
    checklist: list[MaterialOut]
    present: list[str]
    clocks: list[ClockOut]
    documents: list[DocumentOut]
    correction: list[dict[str, Any]]
    offers: list[OfferOut]

    @staticmethod
    def resolve_form(application: Application) -> dict[str, Any]:
        return dict(readable(application.form))

    @staticmethod
    def resolve_query_code(application: Application, context: dict[str, Any]) -> str | None:
        own = str(application.applicant_id) == context["request"].actor.id
        return application.case.query_code if own and application.case else None

    @staticmethod
    def resolve_checklist(application: Application) -> list[Material]:
        return list(application.version.body.checklist(known_of(application)))

    @staticmethod
    def resolve_present(application: Application) -> list[str]:
        return sorted(queries.materials(application).values_list("key", flat=True))

    @staticmethod
    def resolve_clocks(application: Application) -> list[Clock]:
        return list(application.case.clocks.order_by("start_on")) if application.case else []

    @staticmethod
    def resolve_documents(application: Application, context: dict[str, Any]) -> list[IssuedDocument]:
        return list(queries.documents(application, context["request"].actor))

    @staticmethod
    def resolve_correction(application: Application) -> list[dict[str, Any]]:
        notice = getattr(application, "correction", None)
        return list(notice.rows) if notice else []

    @staticmethod
    def resolve_offers(application: Application, context: dict[str, Any]) -> list[OpenOffer]:
        return offers.offers(application, context["request"].actor)


class Page(Schema):
    """A page of a list; ``next`` is the cursor of the following one, or null."""

    rows: list[ApplicationOut]
    next: UUID | None = None


class DraftIn(Schema):
    """起草 — ``id`` may be chosen by the caller: the same id sent twice is one draft.

    Where the item was delegated for some places, ``place`` (the code of the division) and what else its conditions
    ask about decide which body is competent.
    """

    item: str = Field(max_length=64)
    id: UUID | None = None
    answers: dict[str, list[str]] = {}
    place: str = ""
    project_class: str = Field("", max_length=40)
    amount: Decimal | None = None


class AmendIn(Schema):
    """修改草稿 — what is left out stays as it is."""

    answers: dict[str, list[str]] | None = None
    subject: str | None = Field(None, max_length=200)
    statement: str | None = Field(None, max_length=5000)
    contact_phone: str | None = Field(None, max_length=30)
    contact_email: str | None = Field(None, max_length=254)
    contact_address: str | None = Field(None, max_length=200)
    delivery_wanted: str | None = Field(None, pattern="^(window|post|electronic)$")


class ReasonIn(Schema):
    """理由."""

    reason: str = Field("", max_length=2000)


class WindowIn(Schema):
    """受理窗口 — the window's id, or none for what is taken in on line."""

    window: UUID | None = None


class LateIn(WindowIn):
    """受理窗口, and when it really happened, where it is typed in later (补录)."""

    occurred_at: datetime | None = None


class ToleranceIn(LateIn):
    """容缺受理."""

    promise: str = Field(max_length=2000)
    days: int = Field(ge=1, le=366)


class CorrectionRowIn(Schema):
    """补正行."""

    key: str = Field(max_length=60)
    defect: str = Field(max_length=20)
    cure: str = Field("", max_length=500)


class CorrectionIn(Schema):
    """补正告知 — every row at once."""

    rows: list[CorrectionRowIn]


class NotCompetentIn(Schema):
    """不属职权."""

    competent_body: str = Field(max_length=100)
    reason: str = Field("", max_length=2000)


class SpotCorrectionIn(Schema):
    """当场更正."""

    what: str = Field(max_length=300)
    values: dict[str, str]


class RefusalProposalIn(Schema):
    """不予受理建议."""

    reason: str = Field(max_length=2000)
    article: str = Field(max_length=200)


class AssignIn(Schema):
    """分派 — the examiner's id; oneself when left out."""

    reviewer: UUID | None = None


class ExamineIn(Schema):
    """审核."""

    opinion: str = Field(pattern="^(grant|grant_with_conditions|refuse)$")
    grounds: str = Field(max_length=5000)
    conditions: str = Field("", max_length=2000)
    second_officer: UUID | None = None


class HoldIn(Schema):
    """启动特别程序."""

    kind: str = Field(max_length=30)
    reason: str = Field(max_length=300)
    expected_days: int = Field(ge=1, le=1000)
    applied_by: str = Field("", max_length=100)


class HoldEndIn(Schema):
    """结束特别程序."""

    kind: str = Field(max_length=30)
    result: str = Field(max_length=300)


class ExtensionIn(Schema):
    """延期."""

    days: int = Field(ge=1, le=366)
    reason: str = Field(max_length=300)


class TerminationIn(Schema):
    """终止."""

    cause: str = Field(max_length=30)
    reason: str = Field(max_length=2000)


class ReopeningIn(Schema):
    """恢复办理."""

    ground: str = Field(max_length=20)
    instrument_no: str = Field(max_length=100)
    days: int = Field(ge=1, le=366)
    reason: str = Field(max_length=2000)


class ApprovalIn(Schema):
    """批准."""

    conditions: str = Field("", max_length=2000)
    reasons: str = Field("", max_length=2000)


class RefusalIn(Schema):
    """不予批准."""

    reasons: str = Field(max_length=5000)


class SpotDecisionIn(WindowIn):
    """当场决定."""

    granted: bool = True
    reasons: str = Field("", max_length=2000)
    second_officer: UUID | None = None


class DeliveryIn(Schema):
    """送达."""

    method: str = Field(pattern="^(window|post|electronic)$")
    receiver: str = Field(max_length=100)
    identity_checked: bool = False
    tracking_number: str = Field("", max_length=40)
    occurred_at: datetime | None = None


class RecordCorrectionIn(Schema):
    """提出更正."""

    field: str = Field(max_length=40)
    new_value: str = Field(max_length=500)
    reason: str = Field(max_length=500)


class FieldIn(Schema):
    """确认更正."""

    field: str = Field(max_length=40)


class KeyIn(Schema):
    """材料 — the key of a requirement."""

    key: str = Field(max_length=60)
