"""What the operations of the catalogue take and give."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from yimen.modules.approvals.comparison import Part, Piece, Row
from yimen.modules.approvals.models import Item, ItemVersion


class CatalogueFilter(Schema):
    """筛选."""

    after: str = ""
    org: str = ""
    kind: str = ""
    state: str = ""
    lapsing: bool = False


class BasisIn(Schema):
    """法律依据."""

    instrument: str = Field(max_length=150)
    number: str = Field("", max_length=100)
    article: str = Field("", max_length=80)
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    quote: str = ""


class CodesIn(Schema):
    """事项编码."""

    basic_code: str = ""
    sub_item: str = Field("", max_length=20)
    official_code: str = Field("", max_length=64)
    code_scheme: str = Field("", max_length=30)
    level: str = Field("", max_length=1)
    body_nature: str = Field("1", max_length=1)


class CatalogueItemIn(CodesIn):
    """建立事项."""

    org: str
    code: str = Field(max_length=64, pattern=r"^[-a-zA-Z0-9_]+$")
    name: str = Field(max_length=150)
    name_en: str = Field("", max_length=200)
    kind: str = Field(max_length=20)
    section: str = ""
    audiences: list[str]
    topics: list[str] = []
    classes: list[str] = []
    legal_bases: list[BasisIn]


class CatalogueItemOut(Schema):
    """目录中的事项."""

    code: str
    name: str
    name_en: str
    kind: str
    org: str = Field(alias="org.code")
    official_code: str
    code_scheme: str
    basic_code: str = ""
    sub_item: str
    level: str
    body_nature: str
    audiences: list[str]
    topics: list[str]
    version_state: str | None = None
    draft_state: str | None = None
    is_cancelled: bool
    has_lapsing_basis: bool

    @staticmethod
    def resolve_basic_code(item: Item) -> str:
        return item.basic.basic_code if item.basic else ""


class VersionDraftIn(Schema):
    """起草版本 — ``terms`` are the plain fields of the version, ``centre`` by its code."""

    terms: dict[str, Any]
    content: dict[str, Any] = {}


class VersionAmendmentIn(Schema):
    """修改草稿 — what is not given stays."""

    terms: dict[str, Any] | None = None
    content: dict[str, Any] | None = None


class CopyIn(Schema):
    """复制版本."""

    effective_from: date


class VersionReturnIn(Schema):
    """退回修改."""

    reason: str = Field("", max_length=2000)


class VersionOpinionIn(Schema):
    """审核意见."""

    stance: str = ""
    text: str = Field("", max_length=5000)


class VersionPublicationIn(Schema):
    """公布版本."""

    instrument_no: str = Field("", max_length=100)
    effective_from: date | None = None


class SuspensionIn(Schema):
    """暂停事项."""

    instrument_no: str = Field("", max_length=100)
    from_on: date
    to_on: date
    notice: str = Field("", max_length=5000)


class VersionCancellationIn(Schema):
    """取消事项."""

    instrument_no: str = Field("", max_length=100)
    on: date


class MigrationIn(Schema):
    """转入新版本."""

    version: UUID
    benefit: str = Field("", max_length=2000)


class VersionOut(Schema):
    """事项版本."""

    id: UUID
    item: str = Field(alias="item.code")
    number: int
    state: str
    effective_from: date
    effective_to: date | None
    pattern: str
    mode: str
    statutory_days: int
    statutory_basis: str
    promised_days: int
    promised_note: str
    extension_max: int
    single_officer_allowed: bool
    quota: int | None
    in_hall: bool
    centre: str | None = None
    windows: list[str]
    channels: list[str]
    result_name: str
    result_name_en: str
    result_kind: str
    validity_months: int | None
    correction_lapse: str
    enquiry_phone: str
    supervision_phone: str
    review_round: int
    return_reason: str
    instrument_no: str
    content: dict[str, Any]
    content_hash: str

    @staticmethod
    def resolve_centre(version: ItemVersion) -> str | None:
        return version.centre.code if version.centre else None


class CompletenessOut(Schema):
    """检查项."""

    code: str
    label: str
    is_met: bool
    wrong: list[str]


class RowOut(Schema):
    """对照行 — what was deleted stands in 〔-…-〕, what was added in 〔+…+〕."""

    label: str
    status: str
    before: str
    after: str

    @staticmethod
    def resolve_before(row: Row) -> str:
        return _marked(row.before, "-")

    @staticmethod
    def resolve_after(row: Row) -> str:
        return _marked(row.after, "+")


class ComparedPartOut(Schema):
    """对照部分 — the rows that differ."""

    title: str
    rows: list[RowOut]

    @staticmethod
    def resolve_rows(part: Part) -> list[Row]:
        return list(part.changed)


class LapsingBasisOut(Schema):
    """依据预警."""

    item: str = Field(alias="item.code")
    instrument: str
    number: str
    article: str
    effective_to: date
    has_other: bool


class BasicItemChangeIn(Schema):
    """修改基本目录事项."""

    name: str = Field(max_length=150)
    name_en: str = Field("", max_length=200)
    item_type: str = Field(max_length=2)
    level: str = Field(max_length=1)
    power_source: str = Field("", max_length=100)
    valid_from: date
    valid_to: date | None = None
    instrument_no: str = Field("", max_length=100)


class BasicItemIn(BasicItemChangeIn):
    """列入基本目录."""

    basic_code: str = Field(max_length=64)
    code_scheme: str = Field(max_length=30)


class BasicItemOut(BasicItemIn):
    """基本目录事项."""

    id: UUID


class CodeOut(Schema):
    """代码."""

    code: str
    name: str


class CodeListOut(Schema):
    """代码表."""

    place: str
    name: str
    codes: list[CodeOut]

    @staticmethod
    def resolve_name(found: Any) -> str:
        return str(found.name)

    @staticmethod
    def resolve_codes(found: Any) -> list[dict[str, str]]:
        return [{"code": code, "name": str(name)} for code, name in found.codes]


def _marked(pieces: tuple[Piece, ...], mark: str) -> str:
    return "".join(f"〔{mark}{one.text}{mark}〕" if one.is_changed else one.text for one in pieces)
