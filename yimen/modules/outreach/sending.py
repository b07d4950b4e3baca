"""发送手机草稿: each draft once, however often it is sent; both doors send through here."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yimen.kernel.audit.tail import as_json
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken

from . import actions, queries
from .forms.phone import AnyForm
from .models import Agent, PhoneDraft

CLOCKS = ("draft_id", "phone_at", "sent_at", "proof")


def send_once(form: AnyForm, *, by: Actor, at: datetime) -> tuple[PhoneDraft, bool]:
    """The draft as it was received, and whether this was the first time.

    Raises RuleBroken where the id was used for other content: then nothing is lost, and nothing is done twice.
    """
    data = form.cleaned_data
    agent: Agent = data["agent"]
    draft_id: UUID = data["draft_id"]
    digest = digest_of(form.kind, data)
    if known := _known(draft_id, digest, by):
        return known, False
    try:
        done = actions.receive_phone_draft(
            agent,
            draft_id=draft_id,
            draft=form.draft,
            content_digest=digest,
            phone_at=data["phone_at"] or at,
            sent_at=data["sent_at"] or at,
            by=by,
            at=at,
        )
    except RuleBroken:
        if known := _known(draft_id, digest, by):  # the same one came through another door meanwhile
            return known, False
        raise
    return done.draft, True


def _known(draft_id: UUID, digest: str, by: Actor) -> PhoneDraft | None:
    found = queries.phone_drafts(by).filter(pk=draft_id).first()
    if found is not None and found.content_digest != digest:
        raise RuleBroken(_("这份草稿已经以另外的内容收到过，请重新填写一份。"))
    return found


def digest_of(kind: str, data: dict[str, Any]) -> str:
    """The hash of what the draft says, without its clocks; files by their own hash."""
    said = {name: _plain(value) for name, value in data.items() if name not in CLOCKS}
    proof = data.get("proof")
    said |= {"kind": str(kind), "proof": proof.sha256 if proof else ""}
    return hashlib.sha256(as_json(said).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple | QuerySet):
        return sorted(str(getattr(one, "pk", one)) for one in value)
    return str(getattr(value, "pk", value))
