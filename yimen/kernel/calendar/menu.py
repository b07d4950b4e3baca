"""The way into the calendar."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.menu import Entry

ENTRIES = [Entry(key="calendar", label=_("工作日历"), url="calendar:calendar", place="footer", order=60)]
