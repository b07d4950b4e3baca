"""What the lists of yearly work reports share: for everybody the published ones, at the desk those in work."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.tables import Column
from yimen.modules.summaries.models import AnnualSummary


def _page(row: AnnualSummary) -> str:
    return reverse("summaries:summary", args=[row.pk])


TITLE = Column("title", _("年度工作总结"), sort="org__path", value=lambda row: row.shown_title, link=_page)
EDITION = Column("edition", _("版次"), number=True)
AS_OF = Column("as_of", _("统计截止日"))
