"""What can be done to parameters. The grounds stand in kernel.people (grants_below.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """权限 of kernel.policies."""

    POLICY_SET = "policies.policy.set", _("设定参数")
