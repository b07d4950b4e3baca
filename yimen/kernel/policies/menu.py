"""The way into the parameters."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.menu import Entry

ENTRIES = [Entry(key="policies", label=_("制度参数"), url="policies:policies", place="footer", order=70)]
