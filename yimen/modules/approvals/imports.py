"""Reads of imports: who sees them, and what is wrong with a file."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.language import in_readers_language
from yimen.kernel.base.phrases import shown
from yimen.kernel.people.actor import person_actor

from .exchange import BadValue, rows_in
from .exchange_checks import Finding, Known, checked
from .import_progress import telling_rows
from .models import CatalogueImport


def imports(actor: Actor) -> QuerySet[CatalogueImport]:
    """目录导入 that the actor uploaded."""
    person = person_actor(actor)
    if person is None:
        return CatalogueImport.objects.none()
    return CatalogueImport.objects.filter(uploaded_by=person.person).defer("data")


def findings_shown(given: CatalogueImport, most: int | None = None) -> list[dict[str, Any]]:
    """What the check found, in the reader's language; the first ``most`` of it."""
    return [
        {"row": one["row"], "column": in_readers_language(one["column"]), "message": shown(one)}
        for one in given.findings[:most]
    ]


def findings_in(given: CatalogueImport, actor: Actor) -> tuple[int, list[Finding]]:
    """How many rows the file has, and everything that is wrong with them."""
    found: list[Finding] = []
    count = 0
    try:
        with telling_rows(given.pk) as tell:
            for row in checked(rows_in(bytes(given.data), given.format), Known.read(actor)):
                count += 1
                found += row.findings
                tell(count)
    except BadValue as bad:
        return count, [*found, Finding(1, "", bad.args[0])]
    if count == 0:
        found.append(Finding(1, "", _("文件中没有事项")))
    return count, found
