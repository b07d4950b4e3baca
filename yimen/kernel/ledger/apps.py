"""The ledger's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "yimen.kernel.ledger"
    label = "ledger"
    verbose_name = _("公开账本")
