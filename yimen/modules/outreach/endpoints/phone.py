"""手机草稿: sent as often as a network asks for it, received once."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Status
from ninja.files import UploadedFile

from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.web.request import Request
from yimen.modules.outreach import queries
from yimen.modules.outreach.forms.phone import FORMS
from yimen.modules.outreach.sending import send_once

from .routes import router
from .schemas import PhoneDraftIn, PhoneDraftOut


@router.post("/phone-drafts/{draft_id}", response={200: PhoneDraftOut, 201: PhoneDraftOut})
def receive_phone_draft(
    request: Request,
    draft_id: UUID,
    body: Form[PhoneDraftIn],
    proof: File[UploadedFile | None] = None,
) -> Status[PhoneDraftOut]:
    """收到手机草稿 — 201 the first time, 200 when the same one had come before."""
    agencies, at = queries.own_agencies(request.actor), timezone.now()
    if not agencies:
        raise NotAllowed
    make = FORMS.get(body.kind)
    if make is None:
        raise RuleBroken(_("没有这一类手机草稿。"), fields={"kind": _("没有这一类")})
    data = {**body.dict(), "draft_id": draft_id}
    form = make(data, {"proof": proof} if proof else {}, agencies=agencies, on=local_day(at))
    form.require_valid()
    draft, is_first = send_once(form, by=request.actor, at=at)
    shown = PhoneDraftOut(
        id=draft.pk,
        kind=draft.kind,
        received_at=draft.received_at,
        is_clock_wrong=draft.is_clock_wrong,
        is_first=is_first,
    )
    return Status(201 if is_first else 200, shown)
