"""文书查验 by the API: the same answers as the public page."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from yimen.kernel.people.auth import public
from yimen.kernel.web.limits import require_patience
from yimen.kernel.web.request import Request

from . import findings
from .findings import Finding
from .verification import Signature

router = Router()


class SignatureOut(Schema):
    """签章."""

    org: str
    seal: str
    signed_at: datetime | None
    is_intact: bool
    is_trusted: bool
    is_whole_file: bool
    is_revoked: bool


class FindingOut(Schema):
    """查验结论 — ``outcome`` is in_force, not_yet, expired, revoked, superseded, unsealed, or, for a file that is
    not in the register, genuine, changed, foreign, unsigned, unreadable, revoked; unknown for an unknown code.
    """

    outcome: str
    sentence: str
    is_in_force: bool
    kind: str
    title: str
    number: str
    org: str
    holder: str
    sealed_at: datetime | None
    paper_sealed_at: datetime | None
    valid_from: date | None
    valid_until: date | None
    ended_at: datetime | None
    sha256: str
    signatures: list[SignatureOut]

    @staticmethod
    def resolve_signatures(finding: Finding) -> list[Signature]:
        return list(finding.verdict.signatures) if finding.verdict else []


class Problem(Schema):
    """RFC 9457."""

    status: int
    code: str
    detail: str


@router.get(
    "/verification/{code}",
    auth=public,
    response={200: FindingOut, 404: FindingOut, 429: Problem},
)
def verification(request: Request, code: str) -> Status[Finding]:
    """查验结果 — what the register says of the document with this code."""
    require_patience(request, "verify", timezone.now())
    finding = findings.for_code(code, on=timezone.localdate())
    return Status(200 if finding.is_known else 404, finding)


@router.post("/verification", auth=public, response={200: FindingOut, 422: Problem, 429: Problem})
def verify(request: Request, file: File[UploadedFile]) -> Finding:
    """文书查验 — what a PDF says of itself; it is not kept."""
    require_patience(request, "verify", timezone.now())
    return findings.for_file(file.read(), on=timezone.localdate())
