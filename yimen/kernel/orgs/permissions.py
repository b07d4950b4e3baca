"""What can be done to organisations. The grounds stand in kernel.people (grants_below.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """权限 of kernel.orgs."""

    ORG_AMEND = "orgs.org.amend", _("变更机构")
    ORG_CLOSE = "orgs.org.close", _("撤销机构")
    ORG_FOUND = "orgs.org.found", _("设立机构")
    REGION_ADD = "orgs.region.add", _("登记行政区划")
    REGION_AMEND = "orgs.region.amend", _("变更行政区划")
    SECTION_ADD = "orgs.section.add", _("设置处室")
    SECTION_AMEND = "orgs.section.amend", _("变更处室")
    WINDOW_AMEND = "orgs.window.amend", _("变更窗口")
    WINDOW_OPEN = "orgs.window.open", _("开设窗口")
