"""schema.org (JSON-LD) and the meta tags of government pages: what a publication says of itself to machines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from yimen.kernel import policies
from yimen.kernel.base.days import local_day
from yimen.kernel.web.shell import city_name
from yimen.kernel.web.words import named
from yimen.modules.disclosure.models import Publication
from yimen.modules.disclosure.states import Normative, Validity

from .addresses import of_publication, whole

FORCE = {
    Validity.IN_FORCE: "https://schema.org/InForce",
    Validity.AMENDED: "https://schema.org/PartiallyInForce",
    Validity.REPEALED: "https://schema.org/NotInForce",
    Validity.LAPSED: "https://schema.org/NotInForce",
    Validity.NOT_YET: "https://schema.org/NotInForce",
}
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def linked_data(publication: Publication, validity: Validity) -> dict[str, Any]:
    """Legislation where it has force, else a report; only what the page shows too."""
    version = publication.current
    if version is None:
        return {}
    is_law = version.normative != Normative.NONE or version.has_validity
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation" if is_law else "Report",
        "@id": of_publication(publication.pk),
        "url": of_publication(publication.pk),
        "name": version.title,
        "headline": version.title[:110],
        "identifier": [one for one in (publication.index_number, version.document_number) if one],
        "abstract": version.abstract,
        "inLanguage": version.language,
        "dateCreated": version.created_on.isoformat(),
        "datePublished": _day(publication.first_published_at),
        "dateModified": _day(publication.published_at),
        "version": version.number,
        "publisher": {"@type": "GovernmentOrganization", "name": named(publication.org)},
        "about": [named(one) for one in (version.subject, version.genre) if one is not None],
        "isAccessibleForFree": True,
    }
    if is_law:
        told |= {
            "legislationIdentifier": version.document_number,
            "legislationDate": version.created_on.isoformat(),
            "legislationLegalForce": FORCE.get(validity),
            "legislationDateOfApplicability": version.effective_on.isoformat()
            if version.effective_on
            else None,
            "legislationPassedBy": [
                {"@type": "GovernmentOrganization", "name": one} for one in version.co_issuers
            ],
        }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def site_data(search_path: str) -> dict[str, Any]:
    """The site itself: a government service with its search box."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "url": whole("/"),
        "name": city_name(),
        "publisher": {"@type": "GovernmentOrganization", "name": city_name()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{whole(search_path)}?q={{q}}"},
            "query-input": "required name=q",
        },
    }


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON that may stand within a script element: no character of it can end that."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(written)  # noqa: S308 - every < > & is escaped above


def meta_tags(publication: Publication, column: str, on: date) -> list[tuple[str, str]]:
    """The tags that government pages carry (GB/T 42147-2022 and the guidelines of 2017): site, column, article."""
    version = publication.current
    if version is None or publication.published_at is None:
        return []
    words = [
        version.document_number,
        *(named(one) for one in (version.subject, version.genre) if one is not None),
    ]
    tags = [
        *site_tags(on),
        ("ColumnName", column),
        ("ColumnType", named(version.genre) if version.genre else column),
        ("ArticleTitle", version.title),
        ("PubDate", timezone.localtime(publication.published_at).strftime("%Y-%m-%d %H:%M")),
        ("ContentSource", "、".join(version.co_issuers) or named(publication.org)),  # 中文
        ("Keywords", ",".join(one for one in words if one)),
        ("Author", named(publication.org)),
        ("Description", version.abstract or version.body_text[:120].replace("\n", " ")),
        ("Url", of_publication(publication.pk)),
    ]
    return [(name, text) for name, text in tags if text]


def column_tags(name: str, description: str, keywords: str, on: date) -> list[tuple[str, str]]:
    """The tags of a page that leads to others."""
    return [
        *site_tags(on),
        ("ColumnName", name),
        ("ColumnDescription", description),
        ("ColumnKeywords", keywords),
        ("ColumnType", name),
    ]


def site_tags(on: date) -> list[tuple[str, str]]:
    """SiteName, SiteDomain; the site's own code is given by the city (SiteIDCode) and stands there when it is."""
    host = whole("").split("://", 1)[-1]
    code = policies.find(on, "disclosure.site_code")
    tags = [("SiteName", city_name()), ("SiteDomain", host)]
    return [*tags, ("SiteIDCode", code.text)] if code is not None and code.text else tags


def _day(moment: Any) -> str | None:
    return local_day(moment).isoformat() if moment else None
