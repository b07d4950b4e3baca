"""The states of a document, and how it stands on a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """文书状态."""

    DRAWN_UP = "drawn_up", _("待用印")
    SEALED = "sealed", _("已用印")
    REVOKED = "revoked", _("已撤销")
    SUPERSEDED = "superseded", _("已替换")


class Standing(models.TextChoices):
    """效力 — whether a document holds on a day."""

    IN_FORCE = "in_force", _("有效")
    NOT_YET = "not_yet", _("尚未生效")
    EXPIRED = "expired", _("已过有效期")
    REVOKED = "revoked", _("已撤销")
    SUPERSEDED = "superseded", _("已替换")
    UNSEALED = "unsealed", _("尚未用印")


class SealKind(models.TextChoices):
    """印章种类."""

    OFFICIAL = "official", _("公章")
    APPROVAL = "approval_seal", _("行政审批专用章")
    ACCEPTANCE = "acceptance_seal", _("受理专用章")
