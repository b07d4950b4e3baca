"""问卷: the person answers by a link, alone and in their own time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .asking import Asked


class Questionnaire(Asked):
    """问卷 — a link with a code that nobody guesses, until a day; answered once."""

    code_sha256 = models.CharField(_("问卷码散列值"), max_length=64, unique=True)
    expires_on = models.DateField(_("回答期限"))
    answered_at = models.DateTimeField(_("回答时间"), null=True, blank=True)

    class Meta(Asked.Meta):
        verbose_name = _("问卷")
        verbose_name_plural = _("问卷")
        constraints = [
            *Asked.Meta.constraints,
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, consents__isnull=True)
                | Q(answered_at__isnull=False, consents__isnull=False),
                name="answered_questionnaire_says_consent",
            ),
        ]
