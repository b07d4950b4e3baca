"""What can be done to jobs. The grounds stand in kernel.people (grants_below.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """权限 of kernel.jobs."""

    JOB_RETRY = "jobs.job.retry", _("重新执行任务")
    READ = "jobs.read", _("查看任务")
