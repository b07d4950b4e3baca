from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """任务 — who may put a parked job back is said in kernel.people (grants_below.py), where posts are known."""

    name = "yimen.kernel.jobs"
    label = "jobs"
    verbose_name = _("任务")
