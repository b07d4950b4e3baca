"""What may be answered (the dictionary of outcomes), and the answers that were given."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.models import Document


class Openness(models.TextChoices):
    """公开程度 — what an outcome means for the information that was asked for."""

    OPEN = "open", _("公开")
    PARTLY = "partly", _("部分公开")
    WITHHELD = "withheld", _("不予公开")
    ABSENT = "absent", _("无法提供")
    NOT_PROCESSED = "not_processed", _("不予处理")
    ENDED = "ended", _("其他处理")


class Outcome(models.Model):
    """答复类型 — one kind of answer: its row in the yearly report, its legal basis, what the letter must say.

    The city's dictionary. ``needs`` names the facts without which the letter is incomplete; ``wording`` is the
    text of the letter, with the facts in braces. ``is_refusal`` decides about the order of remedies.
    """

    code = models.CharField(_("代码"), max_length=40, primary_key=True)
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    report_row = models.PositiveSmallIntegerField(_("年度报告行次"), unique=True)
    openness = models.CharField(_("公开程度"), max_length=15, choices=Openness.choices)
    basis = models.CharField(_("依据"), max_length=200)
    needs = ArrayField(models.CharField(max_length=30), verbose_name=_("答复书必备内容"), default=list)
    wording = models.TextField(_("答复书文本"))
    is_refusal = models.BooleanField(_("属于不予公开"), default=False)

    class Meta:
        verbose_name = _("答复类型")
        verbose_name_plural = _("答复类型")
        ordering = ["report_row"]
        constraints = [
            models.CheckConstraint(
                condition=Q(report_row__gte=3, report_row__lte=23), name="outcome_has_a_row_of_the_report"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Answer(models.Model):
    """答复 — an answer to the whole request: drafted by one, approved by another, sealed, served."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(
        "InformationRequest", models.PROTECT, verbose_name=_("申请"), related_name="answers"
    )
    sequence = models.PositiveSmallIntegerField(_("次序"), default=1)
    outcome = models.ForeignKey(Outcome, models.PROTECT, verbose_name=_("计入类型"), related_name="answers")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("拟稿人"),
        null=True,
        blank=True,
        related_name="+",
    )
    drafted_at = models.DateTimeField(_("拟稿时间"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("签发人"),
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("签发时间"), null=True, blank=True)
    is_on_the_spot = models.BooleanField(_("当场答复"), default=False)
    returned_at = models.DateTimeField(_("退回时间"), null=True, blank=True)
    return_reason = models.CharField(_("退回理由"), max_length=500, blank=True)
    replaced_reason = models.CharField(_("重新答复的原因"), max_length=300, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("答复书"), null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("答复")
        verbose_name_plural = _("答复")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["request", "sequence"], name="answer_once_in_its_place"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | Q(is_on_the_spot=True)
                | ~Q(approved_by=F("drafted_by")),
                name="drafter_does_not_approve_the_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}"


class AnswerPart(models.Model):
    """答复内容 — what is answered to one thing that was asked for, with the facts that the letter states."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, models.PROTECT, verbose_name=_("答复"), related_name="parts")
    matter = models.ForeignKey(
        "RequestedMatter", models.PROTECT, verbose_name=_("申请事项"), related_name="+"
    )
    outcome = models.ForeignKey(Outcome, models.PROTECT, verbose_name=_("答复类型"), related_name="+")
    facts = models.JSONField(_("载明的内容"), default=dict)

    class Meta:
        verbose_name = _("答复内容")
        verbose_name_plural = _("答复内容")
        ordering = ["matter__position"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "matter"], name="matter_answered_once_in_an_answer")
        ]

    def __str__(self) -> str:
        return f"{self.matter}"
