"""The verb that notes what was read from a file."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.search import changes as search
from yimen.modules.disclosure.events import AttachmentRead
from yimen.modules.disclosure.models import Attachment, Publication
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import TextState

from .publishing import SOURCE


@action(permission=Permission.TEXT_EXTRACT)
def note_text(
    attachment: Attachment, *, text: str, state: str, note: str = "", by: Actor, at: datetime
) -> AttachmentRead:
    """提取附件文本 — its text, or why there is none; of what was taken back for a leak nothing is kept."""
    if attachment.text_state != TextState.REMOVED:
        attachment.text = text.replace("\x00", "")
        attachment.text_state, attachment.text_note = TextState(state), note[:300]
    attachment.text_at = at
    publication = Publication.objects.get(pk=attachment.version.publication_id)
    if publication.current_id == attachment.version_id and publication.is_public:
        search.changed(SOURCE, publication.pk)
    return AttachmentRead(attachment, str(TextState(attachment.text_state).label), len(attachment.text))
