"""What can be found besides what modules offer: bodies, with their telephones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.orgs.events import OrgAmended, OrgClosed, OrgFounded
from yimen.kernel.orgs.models import Org
from yimen.kernel.search.changes import changed
from yimen.kernel.search.documents import Document, DocumentSource, register_documents


def _documents(keys: Sequence[str] | None) -> Iterator[Document]:
    """The bodies that do work today."""
    rows = orgs.open_orgs(timezone.localdate()).select_related("region")
    return (_document(org) for org in (rows if keys is None else rows.filter(code__in=keys)))


def _document(org: Org) -> Document:
    return Document(
        source="orgs",
        key=org.code,
        title=org.name,
        title_en=org.name_en,
        summary="，".join(filter(None, (org.get_kind_display(), org.phone, org.address))),
        body="，".join(filter(None, (org.short_name, org.region.name))),  # 中文
        href=reverse("orgs:org", args=[org.code]),
        weight=2.0,
    )


@reacts_to(OrgFounded, OrgAmended, OrgClosed)
def org_changed(fact: OrgFounded | OrgAmended | OrgClosed, *, by: Actor, at: datetime) -> None:
    """The search reads the body anew."""
    changed("orgs", fact.org.code)


ORGS = DocumentSource("orgs", _("机构与电话"), _documents)
register_documents(ORGS)
