"""稿件内容 — the fields of a version that its writers set, checked one by one; and the hash over all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.base.document_numbers import parse_number
from yimen.kernel.base.refusals import RuleBroken

from . import rules, texts
from .models import Attachment, ClassificationNode, Publication, PublicationVersion
from .states import Carrier, Duration, Normative, Openness, Scheme

TREES = ("legal_category", "subject", "genre", "audience", "lifecycle")
PLAIN = ("title", "abstract", "responsible_unit", "change_note", "language", "openness_reason")
DAYS = ("created_on", "effective_on", "expires_on", "public_until", "changed_on")
CHOICES: Mapping[str, type] = {"openness": Openness, "duration": Duration, "normative": Normative}
WRITTEN = (
    *PLAIN, "body", "document_number", "co_issuers", *DAYS, "has_validity", *CHOICES, "ground", *TREES, "channels",
    "governs", "interprets",
)  # fmt: skip
ABSTRACT_LIMIT = "disclosure.abstract_limit"


def write(version: PublicationVersion, changes: Mapping[str, Any], *, day: date) -> list[str]:
    """Sets what is given, as far as it is sensible; the names of what is different now."""
    if unknown := set(changes) - set(WRITTEN):
        raise ValueError(f"not fields of a draft: {', '.join(sorted(unknown))}")
    before = {name: getattr(version, _attribute(name)) for name in WRITTEN}
    for name, value in changes.items():
        _writer(name)(version, name, value)
    _require_sense(version, day)
    return [name for name in WRITTEN if getattr(version, _attribute(name)) != before[name]]


def content_of(version: PublicationVersion) -> dict[str, Any]:
    """All that a reader of the version is told, as plain values: what the hash covers."""
    return {name: _plain(getattr(version, _attribute(name))) for name in WRITTEN}


def fingerprint(version: PublicationVersion) -> str:
    """The hash over text, metadata and files as they stand now."""
    files = Attachment.objects.filter(version=version.pk).values_list("name", "file_id")
    return rules.fingerprint(content_of(version), list(files))


def copied(version: PublicationVersion) -> dict[str, Any]:
    """The fields of a version for the next one; what was said about the change is not taken along."""
    return {name: getattr(version, name) for name in WRITTEN if name not in ("change_note", "changed_on")}


def _attribute(name: str) -> str:
    return f"{name}_id" if name in (*TREES, "interprets") else name


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value if value is None else str(value)


def _writer(name: str) -> Callable[[PublicationVersion, str, Any], None]:
    if name in PLAIN:
        return _set_text
    if name in TREES:
        return _set_node
    if name in CHOICES:
        return _set_choice
    return WRITERS.get(name, setattr)


def _set_text(version: PublicationVersion, name: str, value: Any) -> None:
    longest = getattr(PublicationVersion._meta.get_field(name), "max_length", 0)
    setattr(version, name, " ".join(str(value or "").replace("\x00", "").split())[:longest])


def _set_body(version: PublicationVersion, _name: str, value: Any) -> None:
    version.body = texts.clean(str(value or ""))
    version.body_text = texts.plain(version.body)


def _set_number(version: PublicationVersion, _name: str, value: Any) -> None:
    """In its official spelling where it can be read; else as it was typed, found by its words only."""
    text = " ".join(str(value or "").split())[:80]
    number = parse_number(text)
    version.document_number = str(number) if number else text
    version.number_issuer = number.issuer if number else ""
    version.number_year = number.year if number else None
    version.number_serial = number.serial if number else None


def _set_node(version: PublicationVersion, name: str, value: Any) -> None:
    node: ClassificationNode | None = value
    if node is not None and node.scheme != Scheme(name):
        message = _("“%(node)s”不属于%(scheme)s。") % {"node": node.name, "scheme": Scheme(name).label}
        raise RuleBroken(message, fields={name: message})
    setattr(version, name, node)


def _set_choice(version: PublicationVersion, name: str, value: Any) -> None:
    if value not in CHOICES[name].values:  # type: ignore[attr-defined]
        message = _("请从所列选项中选择。")
        raise RuleBroken(message, fields={name: message})
    setattr(version, name, value)


def _set_channels(version: PublicationVersion, name: str, value: Any) -> None:
    version.channels = [one for one in Carrier.values if one in (value or ())]


def _set_words(version: PublicationVersion, name: str, value: Any) -> None:
    longest = 100 if name == "co_issuers" else 60
    words = (" ".join(str(one).split())[:longest] for one in value or ())
    setattr(version, name, list(dict.fromkeys(one for one in words if one))[:50])


def _set_ground(version: PublicationVersion, _name: str, value: Any) -> None:
    version.ground = str(value or "")


def _set_interprets(version: PublicationVersion, _name: str, value: Any) -> None:
    publication: Publication | None = value
    if publication is not None and publication.pk == version.publication_id:
        message = _("一件信息不能解读自己。")
        raise RuleBroken(message, fields={"interprets": message})
    version.interprets = publication


WRITERS: Mapping[str, Callable[[PublicationVersion, str, Any], None]] = {
    "body": _set_body,
    "document_number": _set_number,
    "co_issuers": _set_words,
    "governs": _set_words,
    "channels": _set_channels,
    "ground": _set_ground,
    "interprets": _set_interprets,
}


def _require_sense(version: PublicationVersion, day: date) -> None:
    if not version.title:
        message = _("请填写名称。")
        raise RuleBroken(message, fields={"title": message})
    limit = policies.on(day, ABSTRACT_LIMIT).int
    if len(version.abstract) > limit:
        message = _("内容概述不超过 %(limit)s 个字。") % {"limit": limit}
        raise RuleBroken(message, fields={"abstract": message})
    if version.created_on > day:
        message = _("成文日期不能晚于今天。")
        raise RuleBroken(message, fields={"created_on": message})
    if version.expires_on and version.effective_on and version.expires_on < version.effective_on:
        message = _("有效期至不能早于施行日期。")
        raise RuleBroken(message, fields={"expires_on": message})
    if version.openness != Openness.NOT_OPEN:
        version.ground = ""
    rules.require_openness(version.openness, version.openness_reason, version.ground)
    if version.duration == Duration.LIMITED and version.public_until is None:
        message = _("限时公开的，请填写公开至哪一天。")
        raise RuleBroken(message, fields={"public_until": message})


def require_complete(version: PublicationVersion, *, is_revision: bool) -> None:
    """What must be there before anybody is asked to check it; raises RuleBroken with everything that is missing."""
    wanted = _wanted(version, is_revision)
    if len(wanted) == 1:
        raise RuleBroken(*wanted.values(), fields=wanted)
    if wanted:
        raise RuleBroken(_("送审前还有 %(count)s 项需要补充。") % {"count": len(wanted)}, fields=wanted)


def _wanted(version: PublicationVersion, is_revision: bool) -> dict[str, str]:
    wanted: dict[str, str] = {}
    if not version.body_text and not Attachment.objects.filter(version=version.pk).exists():
        wanted["body"] = _("请填写正文，或者添加附件。")
    if version.subject_id is None:
        wanted["subject"] = _("请选择主题分类。")
    if version.genre_id is None:
        wanted["genre"] = _("请选择体裁分类。")
    if version.openness == Openness.PROACTIVE and version.legal_category_id is None:
        wanted["legal_category"] = _("主动公开的，请选择法定公开类别。")
    if version.has_validity and version.effective_on is None:
        wanted["effective_on"] = _("请填写施行日期。")
    if is_revision and not version.change_note:
        wanted["change_note"] = _("请说明修订了什么。")
    return wanted
