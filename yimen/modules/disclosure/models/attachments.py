"""Files that belong to a version, and the text that is read from them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import File
from yimen.modules.disclosure.states import TextState

from .publications import PublicationVersion


class Attachment(models.Model):
    """附件 — a file of a version; once the version is published, only its extracted text may still change (trigger)."""

    lock_with = ("version", "file")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        PublicationVersion, models.PROTECT, verbose_name=_("信息版本"), related_name="attachments"
    )
    file = models.ForeignKey(File, models.PROTECT, verbose_name=_("文件"), related_name="publication_files")
    name = models.CharField(_("文件名"), max_length=150)
    order = models.PositiveIntegerField(_("顺序"), default=0)
    pages = models.PositiveIntegerField(_("页数"), null=True, blank=True)
    text = models.TextField(_("提取的文本"), blank=True)
    text_state = models.CharField(
        _("文本提取状态"), max_length=10, choices=TextState.choices, default=TextState.WAITING
    )
    text_note = models.CharField(_("提取说明"), max_length=300, blank=True)
    text_at = models.DateTimeField(_("提取时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("附件")
        verbose_name_plural = _("附件")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "file"], name="version_has_a_file_once"),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="attachment_waiting_for_text",
                condition=models.Q(text_state="waiting"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def org_path(self) -> str:
        return self.version.org_path

    @property
    def record_chain(self) -> object:
        return self.version.publication_id
