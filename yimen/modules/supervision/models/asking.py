"""询问: what a visit, a call-back and a questionnaire have in common."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.ids import new_id
from yimen.kernel.orgs.models import Org

from .campaigns import Sample


class QuestionSet(models.Model):
    """问题集 — the questions of the city in one version; what was answered stays with the version it answered.

    ``questions`` is a list of mappings, checked by questions.py: key, kind, text, options, what an answer says.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("设定机构"), related_name="+")
    version = models.PositiveSmallIntegerField(_("问题集版本"), unique=True)
    questions = models.JSONField(_("问题"))
    active_from = models.DateField(_("起用日期"))
    set_by = models.CharField(_("设定人"), max_length=100)
    set_at = models.DateTimeField(_("设定时间"))

    class Meta:
        verbose_name = _("问题集")
        verbose_name_plural = _("问题集")
        ordering = ["-active_from", "-version"]

    def __str__(self) -> str:
        return str(self.version)

    @property
    def org_path(self) -> str:
        return self.org.path


class Asked(models.Model):
    """询问 — one person was asked, by somebody of another unit, with consent; the answers are typed.

    Who answered stands nowhere here: only the sample leads there, for those who ask.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sample = models.ForeignKey(Sample, models.PROTECT, verbose_name=_("抽样对象"), related_name="%(class)ss")
    org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("办理单位"), related_name="+")
    question_set = models.ForeignKey(QuestionSet, models.PROTECT, verbose_name=_("问题集"), related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("询问人"), related_name="+"
    )
    asked_by_org = models.ForeignKey(Org, models.PROTECT, verbose_name=_("询问单位"), related_name="+")
    asked_at = models.DateTimeField(_("询问时间"))
    consents = models.BooleanField(_("同意受访"), null=True, blank=True)
    answers = models.JSONField(_("回答"), default=dict, blank=True)
    words = models.TextField(_("其他反映"), blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by_org=F("org")), name="%(class)s_is_not_asked_by_the_unit_itself"
            ),
            models.CheckConstraint(
                condition=Q(consents=True) | Q(answers={}), name="%(class)s_answers_with_consent"
            ),
        ]

    def __str__(self) -> str:
        return str(self.sample)

    @property
    def org_path(self) -> str:
        return self.org.path
