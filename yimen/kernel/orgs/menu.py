"""The way into the directory of organisations."""

from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.menu import Entry

ENTRIES = [Entry(key="orgs", label=_("机构与窗口"), url="orgs:orgs", place="footer", order=40)]
