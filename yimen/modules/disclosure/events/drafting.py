"""Facts about the writing of publications."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.disclosure.models import Attachment, Publication, PublicationVersion


@dataclass(frozen=True)
class PublicationDrafted(Event):
    """起草公开信息 — a publication was begun; it has no index number yet."""

    code = "disclosure.publication.drafted"
    says = _("%(by)s 起草了《%(publication)s》")
    about = "publication"
    publication: Publication
    version: PublicationVersion


@dataclass(frozen=True)
class PublicationAmended(Event):
    """修改稿件 — text or metadata of a draft were saved."""

    code = "disclosure.publication.amended"
    says = _("%(by)s 修改了《%(version)s》：%(fields)s")
    version: PublicationVersion
    fields: list[str]
    edition: int


@dataclass(frozen=True)
class PublicationDiscarded(Event):
    """放弃稿件 — a draft was given up; what was published before stays."""

    code = "disclosure.publication.discarded"
    says = _("%(by)s 放弃了《%(version)s》的稿件")
    version: PublicationVersion


@dataclass(frozen=True)
class AttachmentAdded(Event):
    """添加附件 — a file was added to a draft."""

    code = "disclosure.attachment.added"
    says = _("%(by)s 为《%(version)s》添加了附件 %(name)s")
    version: PublicationVersion
    attachment: Attachment
    name: str
    sha256: str


@dataclass(frozen=True)
class AttachmentRemoved(Event):
    """移除附件 — a file was taken off a draft."""

    code = "disclosure.attachment.removed"
    says = _("%(by)s 移除了《%(version)s》的附件 %(name)s")
    version: PublicationVersion
    name: str
    sha256: str


@dataclass(frozen=True)
class AttachmentRead(Event):
    """提取附件文本 — the text of a file was read, or could not be."""

    code = "disclosure.attachment.text-extracted"
    says = _("%(by)s 提取了附件 %(attachment)s 的文本：%(outcome)s")
    attachment: Attachment
    outcome: str
    characters: int


@dataclass(frozen=True)
class RevisionOpened(Event):
    """修订公开信息 — a new version was begun; the one that is published stays until it is replaced."""

    code = "disclosure.publication.revision-opened"
    says = _("%(by)s 开始修订《%(publication)s》：%(reason)s")
    publication: Publication
    version: PublicationVersion
    reason: str
