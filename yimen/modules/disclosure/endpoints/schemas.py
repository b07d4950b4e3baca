"""What operations of open government take and give."""

from __future__ import annotations

import datetime as days
from typing import Any
from uuid import UUID

from ninja import Schema


class PublicationLine(Schema):
    """公开信息, in lists."""

    id: UUID
    index_number: str
    title: str
    org: str
    document_number: str
    created_on: days.date | None
    published_at: days.datetime | None
    validity: str
    openness: str


class PublicationPage(Schema):
    """公开信息, one page of a list; ``after`` asks for the next."""

    publications: list[PublicationLine]
    after: str


class PublicationFile(Schema):
    """附件."""

    id: UUID
    name: str
    media_type: str
    size: int
    pages: int | None
    sha256: str
    text_state: str


class PublicationText(Schema):
    """版本 of a publication with all that its reader is told."""

    number: int
    title: str
    abstract: str
    body: str
    text: str
    document_number: str
    co_issuers: list[str]
    created_on: days.date
    effective_on: days.date | None
    expires_on: days.date | None
    places: dict[str, str]
    channels: list[str]
    responsible_unit: str
    governs: list[str]
    change_note: str
    published_at: days.datetime
    sha256: str
    files: list[PublicationFile]


class PublicationOut(Schema):
    """公开信息: what the asker may see; a tombstone and a heading have no text."""

    id: UUID
    state: str
    index_number: str
    title: str
    org: str
    published_at: days.datetime | None
    retracted_at: days.datetime | None
    retraction: str
    validity: str
    citation: str
    version: PublicationText | None


class VersionLine(Schema):
    """历次版本."""

    number: int
    published_at: days.datetime
    change_note: str
    sha256: str


class ComparedLine(Schema):
    """对照行."""

    kind: str
    left: str
    right: str


class DisclosingBody(Schema):
    """公开机构."""

    code: str
    name: str
    name_en: str
    count: int


class GuideOut(Schema):
    """公开指南."""

    number: int
    classification: str
    ways: str
    office: str
    address: str
    hours: str
    phone: str
    fax: str
    internet: str
    supervision: str
    change_note: str
    published_at: days.datetime


class ClassificationOut(Schema):
    """分类."""

    id: UUID
    scheme: str
    code: str
    name: str
    name_en: str
    path: str
    count: int


class ManuscriptContent(Schema):
    """稿件内容: what is not given stays as it is; places in the trees by their codes, the explained text by its index number."""

    title: str | None = None
    abstract: str | None = None
    body: str | None = None
    document_number: str | None = None
    co_issuers: list[str] | None = None
    created_on: days.date | None = None
    effective_on: days.date | None = None
    expires_on: days.date | None = None
    has_validity: bool | None = None
    normative: str | None = None
    openness: str | None = None
    openness_reason: str | None = None
    ground: str | None = None
    legal_category: str | None = None
    subject: str | None = None
    genre: str | None = None
    audience: str | None = None
    lifecycle: str | None = None
    channels: list[str] | None = None
    duration: str | None = None
    public_until: days.date | None = None
    responsible_unit: str | None = None
    governs: list[str] | None = None
    interprets: str | None = None
    changed_on: days.date | None = None
    change_note: str | None = None
    language: str | None = None


class ManuscriptNew(Schema):
    """起草: the body by its code."""

    org: str
    content: ManuscriptContent
    id: UUID | None = None


class ManuscriptChange(Schema):
    """修改: ``edition`` is the saving that the writer saw."""

    edition: int
    content: ManuscriptContent


class WarningOut(Schema):
    """个人信息提示."""

    where: str
    kind: str
    start: int
    end: int
    shown: str


class ManuscriptOut(Schema):
    """稿件."""

    id: UUID
    publication: UUID
    org: str
    state: str
    edition: int
    title: str
    abstract: str
    body: str
    document_number: str
    openness: str
    ground: str
    created_on: days.date
    due_on: days.date | None
    return_note: str
    planned_at: days.datetime | None
    files: list[PublicationFile]
    warnings: list[WarningOut]


class ManuscriptLine(Schema):
    """稿件, in lists."""

    id: UUID
    title: str
    state: str
    openness: str
    due_on: days.date | None
    saved_at: days.datetime
    saved_by: str


class OpinionIn(Schema):
    """审查意见."""

    verdict: str
    ground: str = ""
    text: str = ""


class SecrecyOpinionIn(OpinionIn):
    """保密审查意见, point by point."""

    checklist: dict[str, bool]


class DisclosureReason(Schema):
    """理由."""

    reason: str


class CommentIn(Schema):
    """退回意见."""

    comment: str


class DoubtIn(Schema):
    """提请确定: of which body, by its code."""

    to_org: str
    question: str


class ReferralAnswerIn(Schema):
    """答复提请."""

    verdict: str
    answer: str
    ground: str = ""


class PlannedIn(Schema):
    """定时公开."""

    planned_at: days.datetime


class EvaluationIn(Schema):
    """定期评估."""

    may_open: bool
    reason: str


class RetractionIn(Schema):
    """撤回."""

    kind: str
    reason: str


class ValidityIn(Schema):
    """效力变动: by a publication's index number, or by name and number."""

    on: days.date
    by_number: str = ""
    by_text: str = ""
    note: str = ""


class ProlongationIn(Schema):
    """延长有效期."""

    until: days.date
    by_number: str = ""
    by_text: str = ""
    note: str = ""


class SignedOpinion(Schema):
    """签署的意见."""

    step: str
    person: str
    verdict: str
    ground: str
    text: str
    signed_at: days.datetime


class CheckOut(Schema):
    """保密审查."""

    id: UUID
    register_no: str
    state: str
    result: str
    result_note: str
    manuscript: UUID
    title: str
    sha256: str
    opened_at: days.datetime
    closed_at: days.datetime | None
    checklist: dict[str, Any]
    opinions: list[SignedOpinion]
    open_referral: UUID | None


class CheckLine(Schema):
    """保密审查, in lists."""

    id: UUID
    register_no: str
    title: str
    state: str
    result: str
    opened_at: days.datetime


class ClassificationIn(Schema):
    """增设分类."""

    scheme: str
    code: str
    name: str
    name_en: str = ""
    parent: str = ""
    order: int = 0
    basis: str = ""
    valid_from: days.date


class ClassificationChange(Schema):
    """变更分类."""

    name: str | None = None
    name_en: str | None = None
    order: int | None = None
    basis: str | None = None


class ClassificationEnd(Schema):
    """停用分类: its successor by the code."""

    on: days.date
    replaced_by: str = ""


class GuideIn(Schema):
    """公布公开指南: ``seen`` is the number of the edition that its editor saw."""

    seen: int
    content: dict[str, str]


class CompilationOut(Schema):
    """制度汇编."""

    number: int
    rule_count: int
    compiled_at: days.datetime


class StandingIn(Schema):
    """类别审查."""

    org: str
    code: str
    title: str
    scope_text: str


class StandingOut(Schema):
    """类别审查."""

    id: UUID
    code: str
    title: str
    state: str
    valid_from: days.date | None
    valid_until: days.date | None
