"""文书要素 — what the template of each document needs to know.

Dates are ISO text (2026-03-02, moments 2026-03-02T09:30). Fields that are not needed may be absent or empty.
"""

from collections.abc import Mapping
from typing import NotRequired, TypedDict


class Common(TypedDict):
    """公文通用栏 — the fields that every template reads."""

    organ: str  # 发文机关, the red head
    date: str  # 成文日期, over which the seal stands
    number: NotRequired[str]  # 文号 沈规许字〔2026〕12号
    title: NotRequired[str]  # in place of the template's own title
    addressee: NotRequired[str]  # 主送 without the colon
    signed_org: NotRequired[str]  # 署名, the organ when absent
    paragraphs: NotRequired[list[str]]  # further text before the end
    notes: NotRequired[list[str]]  # small print
    verify_url: NotRequired[str]  # address in the QR code
    verify_code: NotRequired[str]
    verify_site: NotRequired[str]  # host shown below the code


class OfApplication(Common):
    """办件文书 — documents that answer an application."""

    item: NotRequired[str]
    case_no: NotRequired[str]
    submitted_on: NotRequired[str]
    accepted_on: NotRequired[str]
    basis: NotRequired[str]  # legal basis in place of the default of 行政许可法
    remedies: NotRequired[str]  # 救济途径 in place of 60 days and six months
    phone: NotRequired[str]
    supervision_phone: NotRequired[str]


class MaterialRow(TypedDict):
    """材料行 — one material received."""

    name: str
    form: NotRequired[str]
    originals: NotRequired[int]
    copies: NotRequired[int]
    note: NotRequired[str]


class CorrectionRow(TypedDict):
    """补正行 — one material to be cured: what is wrong, by which article, how to cure it."""

    material: str
    defect: str
    article: NotRequired[str]
    cure: str


class Labelled(TypedDict):
    """栏目 — a labelled value."""

    label: str
    value: str


class Delivered(TypedDict):
    """送达文书 — a document that is handed over."""

    title: str
    number: NotRequired[str]


class ReceiptSlip(OfApplication):
    """收件凭证"""

    query_code: str
    applicant: str
    received_at: str
    materials: NotRequired[list[MaterialRow]]
    agent: NotRequired[str]
    channel: NotRequired[str]
    window: NotRequired[str]
    received_by: NotRequired[str]
    due_on: NotRequired[str]
    due_note: NotRequired[str]
    progress_url: NotRequired[str]


class AcceptanceNotice(OfApplication):
    """受理通知书"""

    promised_days: NotRequired[int]
    promised_due_on: NotRequired[str]
    statutory_days: NotRequired[int]
    statutory_due_on: NotRequired[str]


class CorrectionNotice(OfApplication):
    """补正告知书"""

    rows: list[CorrectionRow]
    due_on: NotRequired[str]
    lapse: NotRequired[str]  # what follows when nothing is cured in time
    window: NotRequired[str]


class NonAcceptance(OfApplication):
    """不予受理决定书"""

    reasons: list[str]


class NotRequiredNotice(OfApplication):
    """不需许可告知书"""

    reasons: NotRequired[list[str]]


class NotCompetent(OfApplication):
    """不属本机关职权范围决定书"""

    competent_body: str
    competent_contact: NotRequired[str]
    reasons: NotRequired[list[str]]


class ExtensionNotice(OfApplication):
    """延期告知书"""

    reason: str
    approved_by: NotRequired[str]
    days: int
    due_on: NotRequired[str]


class HoldNotice(OfApplication):
    """特别程序告知书"""

    procedure: str
    procedure_basis: NotRequired[str]
    started_on: NotRequired[str]
    expected_days: NotRequired[int]
    expected_on: NotRequired[str]
    counting: NotRequired[str]
    stops_clock: NotRequired[bool]
    reason: NotRequired[str]


class Decision(OfApplication):
    """行政许可决定书"""

    outcome: str  # granted or refused
    reasons: NotRequired[list[str]]
    conditions: NotRequired[list[str]]
    scope: NotRequired[str]
    valid_from: NotRequired[str]
    valid_until: NotRequired[str]


class Licence(Common):
    """许可证"""

    holder: str
    holder_label: NotRequired[str]
    fields: NotRequired[list[Labelled]]
    scope: NotRequired[str]
    conditions: NotRequired[list[str]]
    valid_from: NotRequired[str]
    valid_until: NotRequired[str]


class FilingReceipt(OfApplication):
    """备案回执"""

    fields: NotRequired[list[Labelled]]


class TerminationNotice(OfApplication):
    """终止办理通知书"""

    reason: str
    terminated_on: NotRequired[str]
    returned: NotRequired[str]


class DeliveryReceipt(Common):
    """送达回证"""

    recipient: str
    documents: list[Delivered]
    method: NotRequired[str]
    place: NotRequired[str]
    delivered_at: NotRequired[str]
    signed_by: NotRequired[str]
    received_for: NotRequired[str]
    delivered_by: NotRequired[str]
    witness: NotRequired[str]
    remark: NotRequired[str]


class RegistrationSlip(OfApplication):
    """即办件登记单"""

    applicant: str
    received_at: str
    agent: NotRequired[str]
    window: NotRequired[str]
    officer: NotRequired[str]
    result: NotRequired[str]
    result_number: NotRequired[str]


class ChargeRow(TypedDict):
    """收费明细行 — one charge or exemption of the bill."""

    name: str
    basis: NotRequired[str]
    measured: NotRequired[str]
    standard: NotRequired[str]
    amount: str


class ChargeNotice(Common):
    """缴费通知单"""

    payer: str
    item: NotRequired[str]
    case_no: NotRequired[str]
    charge_no: str
    rows: list[ChargeRow]
    total: str
    pay_by: NotRequired[str]
    account_name: NotRequired[str]
    account_number: NotRequired[str]
    account_bank: NotRequired[str]
    phone: NotRequired[str]
    remedies: NotRequired[str]


class PaidRow(TypedDict):
    """缴款行 — one sum that came in."""

    paid_at: str
    reference: str
    channel: NotRequired[str]
    amount: str


class PaymentReceipt(Common):
    """缴费凭证"""

    payer: str
    item: NotRequired[str]
    case_no: NotRequired[str]
    charge_no: str
    total: str
    payments: NotRequired[list[PaidRow]]


class HearingOffer(OfApplication):
    """听证告知书"""

    reason: str
    due_on: str


class HearingNotice(OfApplication):
    """听证通知书"""

    reason: str
    begins_at: str
    place: str
    host: str
    reviewer: NotRequired[str]
    is_public: NotRequired[bool]
    invited: NotRequired[str]


class HearingMinutes(OfApplication):
    """听证笔录"""

    fields: list[Labelled]


class Commitment(OfApplication):
    """告知承诺书"""

    text: str
    promises: list[str]
    signature: str
    signed_at: str


class RectificationOrder(OfApplication):
    """责令整改通知书"""

    reason: str
    due_on: str


class RevocationDecision(OfApplication):
    """撤销行政许可决定书"""

    reason: str
    undone: NotRequired[str]


class Inspecting(Labelled):
    """参验部门 — a department with its officers and what it says."""

    officers: NotRequired[str]


class InspectionReport(OfApplication):
    """现场勘验报告"""

    place: str
    begins_at: str
    purpose: str
    departments: list[Inspecting]
    table: NotRequired[Mapping[str, object]]
    conclusion: str


class FirstReview(OfApplication):
    """初步审查意见报送函"""

    upper: str
    opinion: str
    reason: str
    due_on: NotRequired[str]


class FormPart(TypedDict):
    """申请表部分 — a title and its fields: label and value, or label, head and rows."""

    title: str
    fields: list[Mapping[str, object]]


class ApplicationForm(OfApplication):
    """申请表"""

    applicant: str
    parts: list[FormPart]
    materials: NotRequired[list[MaterialRow]]


class Letter(Common):
    """公文"""

    table: NotRequired[Mapping[str, object]]  # head: list of texts, rows: list of lists of texts


class JointRectification(Common):
    """整改通知书 — issued by the office of supervision, jointly with the organs in ``joint``."""

    findings: list[str]
    demands: list[str]
    due_on: str
    plan_due_on: NotRequired[str]
    joint: NotRequired[list[Mapping[str, str]]]  # code, name


class RuleCompilation(Common):
    """制度汇编"""

    subtitle: NotRequired[str]
    rules: list[Mapping[str, object]]  # title, index_number, document_number, owner, effective_on, paragraphs


class AnnualReport(Common):
    """政府信息公开工作年度报告"""

    parts: list[Mapping[str, object]]  # title, note, paragraphs, tables (title, width, head, rows)
    version: NotRequired[int]
    correction_note: NotRequired[str]


class YearlySummary(Common):
    """年度工作总结"""

    as_of: str
    chapters: list[Mapping[str, object]]  # title, parts (title, blocks: text, or title and rows)
    numbers: list[list[str]]  # title, number, unit, year before, change, definition
    not_recorded: NotRequired[list[list[str]]]  # what, system
    edition: NotRequired[int]
    correction_note: NotRequired[str]
    figures_sha256: NotRequired[str]
