"""公开信息 as entries of a feed: what was published last, with summary, and the text where it is short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yimen.kernel.web.atom import Entry
from yimen.kernel.web.words import named
from yimen.modules.disclosure.models import Publication

from .addresses import of_publication

LONGEST_TEXT = 200_000


def entries(publications: Iterable[Publication]) -> Iterator[Entry]:
    """Those that were published, in their order."""
    for one in publications:
        version = one.current
        if version is None or one.published_at is None or one.first_published_at is None:
            continue
        nodes = [node for node in (version.subject, version.genre) if node is not None]
        yield Entry(
            key=f"urn:uuid:{one.pk}",
            title=version.title,
            url=of_publication(one.pk),
            published_at=one.first_published_at,
            updated_at=one.published_at,
            author=named(one.org),
            created_on=version.created_on,
            identifier=version.document_number,
            categories=tuple((node.code, named(node)) for node in nodes),
            summary=version.abstract,
            html=version.body if len(version.body) <= LONGEST_TEXT else "",
        )
