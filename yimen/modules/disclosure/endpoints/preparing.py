"""稿件, 审查: the acts of those who write, check, sign and publish."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Router, Status
from ninja.files import UploadedFile

from yimen.kernel.documents.content import EVERY_KIND
from yimen.kernel.documents.intake import receive
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.disclosure import actions, queries
from yimen.modules.disclosure.pages.found import check_of, manuscript_of, readable_of, referral_of
from yimen.modules.disclosure.pages.manuscripts import limits

from . import showing
from .schemas import (
    CheckLine,
    CheckOut,
    CommentIn,
    DisclosureReason,
    DoubtIn,
    ManuscriptChange,
    ManuscriptLine,
    ManuscriptNew,
    ManuscriptOut,
    OpinionIn,
    PlannedIn,
    PublicationOut,
    ReferralAnswerIn,
    SecrecyOpinionIn,
    WithheldEvaluation,
)

router = Router()
Written = {201: ManuscriptOut}
Checked = {201: CheckOut}
MOST = 500


@router.get("/manuscripts", response=list[ManuscriptLine])
def manuscripts(request: Request, state: str = "", late: bool = False) -> list[ManuscriptLine]:
    """信息稿件 — of the own bodies, the latest saved first; ``late`` asks for what is overdue by law."""
    rows = queries.in_preparation(request.actor)
    rows = rows.filter(state=state) if state else rows
    rows = queries.overdue(rows, timezone.localdate()) if late else rows
    return [ManuscriptLine.from_orm(one) for one in rows.order_by("-saved_at")[:MOST]]


@router.post("/manuscripts", response=Written)
def draft_publication(request: Request, body: ManuscriptNew) -> Status[ManuscriptOut]:
    """起草公开信息 — for a body in which the asker writes."""
    org = get_object_or_404(queries.drafting_orgs(request.actor), code=body.org)
    done = actions.draft_publication(
        org,
        content=showing.content(body.content),
        publication_id=body.id,
        by=request.actor,
        at=timezone.now(),
    )
    return _written(request, done.version.pk)


@router.get("/manuscripts/{version_id}", response=ManuscriptOut)
def manuscript(request: Request, version_id: UUID) -> ManuscriptOut:
    """稿件 — with what the machine noticed in it."""
    return showing.manuscript(manuscript_of(request, version_id))


@router.post("/manuscripts/{version_id}/text", response=Written)
def amend_publication(request: Request, version_id: UUID, body: ManuscriptChange) -> Status[ManuscriptOut]:
    """修改稿件 — only over the edition that was seen."""
    version = manuscript_of(request, version_id)
    changes = showing.content(body.content)
    actions.amend_publication(
        version, changes=changes, edition=body.edition, by=request.actor, at=timezone.now()
    )
    return _written(request, version_id)


@router.post("/manuscripts/{version_id}/attachments", response=Written)
def add_attachment(request: Request, version_id: UUID, file: File[UploadedFile]) -> Status[ManuscriptOut]:
    """添加附件 — examined, stored, added; its text is read by a worker."""
    version = manuscript_of(request, version_id)
    received = receive(file, filename=file.name or "", formats=EVERY_KIND, limits=limits())
    actions.add_attachment(version, received=received, by=request.actor, at=timezone.now())
    return _written(request, version_id)


@router.post("/manuscripts/{version_id}/attachments/{attachment_id}/removal", response=Written)
def remove_attachment(request: Request, version_id: UUID, attachment_id: UUID) -> Status[ManuscriptOut]:
    """移除附件 — of a draft."""
    version = manuscript_of(request, version_id)
    attachment = get_object_or_404(version.attachments, pk=attachment_id)
    actions.remove_attachment(version, attachment=attachment, by=request.actor, at=timezone.now())
    return _written(request, version_id)


@router.post("/manuscripts/{version_id}/submission", response=Checked)
def submit_publication(request: Request, version_id: UUID) -> Status[CheckOut]:
    """送审 — the check that it opened."""
    done = actions.submit_publication(manuscript_of(request, version_id), by=request.actor, at=timezone.now())
    return _checked(request, done.check.pk)


@router.post("/manuscripts/{version_id}/discarding", response={204: None})
def discard_version(request: Request, version_id: UUID) -> Status[None]:
    """放弃稿件."""
    actions.discard_version(manuscript_of(request, version_id), by=request.actor, at=timezone.now())
    return Status(204, None)


@router.post("/manuscripts/{version_id}/publication", response={201: PublicationOut})
def publish_information(request: Request, version_id: UUID) -> Status[PublicationOut]:
    """公开 — what was checked and signed."""
    done = actions.publish_information(
        manuscript_of(request, version_id), by=request.actor, at=timezone.now()
    )
    return Status(201, showing.publication(readable_of(request, done.publication.pk), request.actor))


@router.post("/manuscripts/{version_id}/schedule", response=Written)
def schedule_publication(request: Request, version_id: UUID, body: PlannedIn) -> Status[ManuscriptOut]:
    """定时公开."""
    version = manuscript_of(request, version_id)
    actions.schedule_publication(version, **body.dict(), by=request.actor, at=timezone.now())
    return _written(request, version_id)


@router.post("/manuscripts/{version_id}/evaluation", response=Written)
def evaluate_withheld(request: Request, version_id: UUID, body: WithheldEvaluation) -> Status[ManuscriptOut]:
    """定期评估 — of what is withheld."""
    version = manuscript_of(request, version_id)
    actions.evaluate_withheld(version, **body.dict(), by=request.actor, at=timezone.now())
    return _written(request, version_id)


@router.post("/publications/{publication_id}/revision", response=Written)
def revise_publication(
    request: Request, publication_id: UUID, body: DisclosureReason
) -> Status[ManuscriptOut]:
    """修订公开信息 — the new draft."""
    found = readable_of(request, publication_id)
    done = actions.revise_publication(found, **body.dict(), by=request.actor, at=timezone.now())
    return _written(request, done.version.pk)


@router.get("/checks", response=list[CheckLine])
def checks(request: Request, state: str = "") -> list[CheckLine]:
    """审查登记簿 — the latest first."""
    rows = queries.checks(request.actor).order_by("-opened_at")
    rows = rows.filter(state=state) if state else rows
    names = ("register_no", "state", "result", "opened_at")
    return [
        CheckLine(id=one.pk, title=one.version.title, **{name: getattr(one, name) for name in names})
        for one in rows[:MOST]
    ]


@router.get("/checks/{check_id}", response=CheckOut)
def check(request: Request, check_id: UUID) -> CheckOut:
    """保密审查 — with its signatures."""
    return showing.check(check_of(request, check_id))


@router.post("/checks/{check_id}/first-opinion", response=Checked)
def give_first_opinion(request: Request, check_id: UUID, body: OpinionIn) -> Status[CheckOut]:
    """初审."""
    found = check_of(request, check_id)
    actions.give_first_opinion(found, **body.dict(), by=request.actor, at=timezone.now())
    return _checked(request, check_id)


@router.post("/checks/{check_id}/secrecy-opinion", response=Checked)
def give_secrecy_opinion(request: Request, check_id: UUID, body: SecrecyOpinionIn) -> Status[CheckOut]:
    """保密审查 — point by point."""
    found = check_of(request, check_id)
    actions.give_secrecy_opinion(found, **body.dict(), by=request.actor, at=timezone.now())
    return _checked(request, check_id)


@router.post("/checks/{check_id}/signature", response=Checked)
def sign_publication(request: Request, check_id: UUID, body: OpinionIn) -> Status[CheckOut]:
    """签发."""
    found = check_of(request, check_id)
    actions.sign_publication(found, **body.dict(), by=request.actor, at=timezone.now())
    return _checked(request, check_id)


@router.post("/checks/{check_id}/return", response=Checked)
def return_publication(request: Request, check_id: UUID, body: CommentIn) -> Status[CheckOut]:
    """退回修改."""
    found = check_of(request, check_id)
    actions.return_publication(found, **body.dict(), by=request.actor, at=timezone.now())
    return _checked(request, check_id)


@router.post("/checks/{check_id}/taking-back", response=Checked)
def take_back(request: Request, check_id: UUID, body: DisclosureReason) -> Status[CheckOut]:
    """撤回送审."""
    found = check_of(request, check_id)
    actions.take_back(found, **body.dict(), by=request.actor, at=timezone.now())
    return _checked(request, check_id)


@router.post("/checks/{check_id}/referral", response=Checked)
def refer_doubt(request: Request, check_id: UUID, body: DoubtIn) -> Status[CheckOut]:
    """提请确定."""
    found = check_of(request, check_id)
    to_org: Org = get_object_or_404(queries.answering_bodies(), code=body.to_org)
    actions.refer_doubt(found, to_org=to_org, question=body.question, by=request.actor, at=timezone.now())
    return _checked(request, check_id)


@router.post("/referrals/{referral_id}/answer", response=Checked)
def answer_referral(request: Request, referral_id: UUID, body: ReferralAnswerIn) -> Status[CheckOut]:
    """答复提请."""
    found = referral_of(request, referral_id)
    actions.answer_referral(found, **body.dict(), by=request.actor, at=timezone.now())
    return _checked(request, found.check_of_id)


def _written(request: Request, version_id: UUID) -> Status[ManuscriptOut]:
    return Status(201, showing.manuscript(manuscript_of(request, version_id)))


def _checked(request: Request, check_id: UUID) -> Status[CheckOut]:
    return Status(201, showing.check(check_of(request, check_id)))
