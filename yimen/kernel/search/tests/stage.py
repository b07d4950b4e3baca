"""A shelf of papers as a source of documents, and an index of its own, for the tests of the search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from yimen.kernel.search import documents as offered
from yimen.kernel.search.asking import Asked, parse
from yimen.kernel.search.changes import changed
from yimen.kernel.search.documents import PUBLIC, Document, DocumentSource, Facet
from yimen.kernel.search.engine import Engine, Found
from yimen.kernel.search.following import Follower
from yimen.kernel.search.keeping import keep_changes
from yimen.kernel.search.plain import Plain
from yimen.kernel.search.reading import Reader

SOURCE = "papers"
EVERYBODY = frozenset({PUBLIC})


@dataclass
class Shelf:
    """A source whose documents are put there by tests."""

    papers: dict[str, Document] = field(default_factory=dict)
    follower: Follower = field(default_factory=Follower)
    reader: Reader = field(default_factory=Reader)

    def source(self) -> DocumentSource:
        return DocumentSource(SOURCE, "文件", self.documents, (Facet("org", "机构"), Facet("year", "年份")))

    def documents(self, keys: Sequence[str] | None) -> Iterator[Document]:
        wanted = list(self.papers) if keys is None else keys
        return (self.papers[key] for key in wanted if key in self.papers)

    def put(self, *papers: Document) -> None:
        """Lays papers on the shelf and tells the search, as an act would."""
        with transaction.atomic():
            for one in papers:
                self.papers[one.key] = one
                changed(SOURCE, one.key)
        self.settle()

    def take(self, key: str) -> None:
        with transaction.atomic():
            del self.papers[key]
            changed(SOURCE, key)
        self.settle()

    def settle(self) -> None:
        """What the worker does in its loop."""
        while keep_changes() or self.follower.follow():
            pass

    def engine(self) -> Engine:
        found = self.reader.engine()
        assert found is not None
        return found

    def keys(self, found: Found) -> list[str]:
        """The keys of what was found, in order."""
        from yimen.kernel.search.models import StoredDocument

        rows = {row.pk: row.key for row in StoredDocument.objects.filter(pk__in=found.rows)}
        return [rows[row] for row in found.rows]

    def ask(self, text: str, *, audience: frozenset[str] = EVERYBODY, limit: int = 100) -> list[str]:
        return self.keys(self.engine().find(Asked(parse(text), audience), limit=limit))

    def ask_plainly(self, text: str, *, audience: frozenset[str] = EVERYBODY) -> list[str]:
        return self.keys(Plain().find(Asked(parse(text), audience), limit=100))


def paper(key: str, title: str = "", body: str = "", **more: object) -> Document:
    return Document(SOURCE, key, title=title, body=body, href=f"/papers/{key}/", **more)  # type: ignore[arg-type]


def a_shelf(folder: Path) -> Iterator[Shelf]:
    """A shelf that is the only source while the test runs."""
    others = dict(offered._SOURCES)
    offered._SOURCES.clear()
    shelf = Shelf()
    offered.register_documents(shelf.source())
    yield shelf
    shelf.follower.close()
    offered._SOURCES.clear()
    offered._SOURCES.update(others)
