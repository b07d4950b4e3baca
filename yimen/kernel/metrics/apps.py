from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MetricsConfig(AppConfig):
    name = "yimen.kernel.metrics"
    label = "metrics"
    verbose_name = _("指标")

    def ready(self) -> None:
        from . import jobs  # noqa: F401 - they register themselves
