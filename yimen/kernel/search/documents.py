"""检索文献: what a part of the house offers to the one search, and the sources that offer it.

PUBLICATIONS = DocumentSource("publications", _("公开信息"), documents, facets=(Facet("org", _("公开机构"), org_name),))
register_documents(PUBLICATIONS)

changed("publications", publication.pk)      # in the act that publishes, amends or retracts (changes.py)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from yimen.kernel.base.refusals import Text

PUBLIC = "public"
"""The audience to which everybody belongs; other audiences are named by audience.py."""


@dataclass(frozen=True)
class Document:
    """检索文献 — one thing that can be found, as plain text.

    ``key`` is unique within the source. ``identifiers`` are numbers by which it is known (文号, 索引号, 事项编码), found
    in any spelling. ``facets`` are values by the codes of the source's facets. ``family`` is the same for all
    versions of one thing: they are shown together, the newest first. ``audience`` says who may find it: one of
    its tokens must be the reader's. ``weight`` raises what people come for above the rest (1.0 is usual, 4.0 the most).
    """

    source: str
    key: str
    title: str
    title_en: str = ""
    summary: str = ""
    body: str = ""
    attachments: str = ""
    identifiers: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dated_on: date | None = None
    in_force: bool = True
    family: str = ""
    audience: tuple[str, ...] = (PUBLIC,)
    href: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Facet:
    """分面 — a way to narrow what was found; ``named`` tells the name of a value in the reader's language.

    Sources may share a facet by using the same code: then it is one, with the label of the first.
    """

    code: str
    label: Text
    named: Callable[[str], str] = str


@dataclass(frozen=True)
class DocumentSource:
    """检索来源 — ``documents(keys)`` gives the documents with these keys that can be found now; None asks for all.

    A key for which nothing comes back is taken out of the search.
    """

    code: str
    label: Text
    documents: Callable[[Sequence[str] | None], Iterator[Document]]
    facets: tuple[Facet, ...] = ()


_SOURCES: dict[str, DocumentSource] = {}


def register_documents(source: DocumentSource) -> None:
    """Adds a source; a code is used once. Registered by search.py of a module, imported in its apps.ready()."""
    if _SOURCES.get(source.code, source) is not source:
        raise ValueError(f"document source {source.code} is registered twice")
    _SOURCES[source.code] = source


def document_sources() -> Mapping[str, DocumentSource]:
    """Every source by code, in the order of registration."""
    return dict(_SOURCES)


def facets() -> Mapping[str, Facet]:
    """Every facet by code, each once."""
    found: dict[str, Facet] = {}
    for source in _SOURCES.values():
        for one in source.facets:
            found.setdefault(one.code, one)
    return found
