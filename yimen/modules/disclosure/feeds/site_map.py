"""站点地图 (sitemaps.org): an index, and parts by the month of publishing with at most so many addresses each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.utils import timezone

MEDIA_TYPE = "application/xml; charset=utf-8"
MOST = 20_000
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index(parts: Iterable[str]) -> str:
    """The index of parts, by their addresses."""
    listed = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in parts)
    return f"{XML}<sitemapindex {SPACE}>\n{listed}</sitemapindex>\n"


def part(addresses: Iterable[tuple[str, datetime | None]]) -> str:
    """Addresses, each with the moment of its last change."""
    listed = "".join(_address(url, moment) for url, moment in addresses)
    return f"{XML}<urlset {SPACE}>\n{listed}</urlset>\n"


def _address(url: str, moment: datetime | None) -> str:
    changed = (
        f"<lastmod>{timezone.localtime(moment).isoformat(timespec='seconds')}</lastmod>" if moment else ""
    )
    return f"<url><loc>{escape(url)}</loc>{changed}</url>\n"
