"""The desk's line for errands: they have no case until they are filed as an application, so they are counted beside the cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.desk import Beside, register_beside

from .queries import count_waiting

register_beside(Beside("errands", _("等我办理的代办事项"), "outreach:errands", "waits=1", count_waiting))
