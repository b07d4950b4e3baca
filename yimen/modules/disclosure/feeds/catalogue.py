"""DCAT 3 as JSON-LD: the catalogue of what can be fetched in bulk, all of it and body by body."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.shell import city_name
from yimen.modules.disclosure.models import Collection

from .addresses import of

MEDIA_TYPE = "application/ld+json; charset=utf-8"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
IANA = "https://www.iana.org/assignments/media-types/"
FORMATS = (("csv", "text/csv"), ("jsonl", "application/jsonl"))
CHANGED_DAILY = "http://publications.europa.eu/resource/authority/frequency/UPDATE_CONT"


def catalogue(
    orgs: Iterable[tuple[Org, int]], collections: Iterable[Collection], on: date, last: date | None
) -> dict[str, Any]:
    """The whole document; ``orgs`` with what is published of each, ``last`` the day of the latest publication."""
    bodies = list(orgs)
    total = sum(count for _org, count in bodies)
    title = _("%(city)s主动公开的政府信息") % {"city": city_name()}
    modified = (last or on).isoformat()
    sets = [_dataset("all", title, total, modified, city_name())]
    for org, count in bodies:
        name = _("%(org)s主动公开的政府信息") % {"org": org.name}
        sets.append(_dataset(org.code, name, count, modified, org.name, org=org))
    return {
        "@context": CONTEXT,
        "@id": of("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _words(title),
        "dct:description": _words(_("可以批量下载的政府信息目录，随公开随更新。")),
        "dct:publisher": _agent(city_name()),
        "dct:language": "zh-Hans",
        "dct:modified": _day(modified),
        "foaf:homepage": {"@id": of("home")},
        "dcat:dataset": sets,
        "dct:hasPart": [
            {"@id": of("collection", one.code), "dct:title": _words(one.name)} for one in collections
        ],
    }


def _dataset(
    code: str, title: str, count: int, modified: str, publisher: str, org: Org | None = None
) -> dict[str, Any]:
    landing = of("body", org.code) if org else of("data")
    return {
        "@id": f"{of('catalogue')}#{code}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"publications-{code}",
        "dct:title": _words(title),
        "dct:description": _words(_("%(title)s：索引号、名称、文号、日期、有效性、分类和正文，共 %(count)s 件。")
            % {"title": title, "count": count}),
        "dct:publisher": _agent(publisher),
        "dct:modified": _day(modified),
        "dct:accrualPeriodicity": {"@id": CHANGED_DAILY},
        "dct:accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
        "dcat:landingPage": {"@id": landing},
        "dcat:distribution": [_distribution(code, org, extension, media) for extension, media in FORMATS],
    }  # fmt: skip


def _distribution(code: str, org: Org | None, extension: str, media: str) -> dict[str, Any]:
    url = of("bulk", f"publications.{extension}.gz") + (f"?org={org.code}" if org else "")
    return {
        "@id": f"{of('catalogue')}#{code}-{extension}",
        "@type": "dcat:Distribution",
        "dct:title": _words(f"{extension.upper()} (gzip)"),
        "dcat:accessURL": {"@id": url},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": f"{IANA}{media}"},
        "dcat:compressFormat": {"@id": f"{IANA}application/gzip"},
    }


def _words(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "zh-Hans"}


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Agent", "foaf:name": name}


def _day(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:date"}
