"""Facts: what an act made true. The dataclass is the documentation, its sentence lives with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from yimen.kernel.base.language import in_readers_language
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import Text

_EVENTS: dict[str, type[Event]] = {}


@dataclass(frozen=True)
class Event:
    """事实 — something that was done and recorded; never renamed, never given another meaning.

    A subclass sets ``code`` (module.noun.past-verb) and ``says`` (its sentence, a lazy translation whose
    places are its fields and ``by``). Model instances are recorded by id and label.
    """

    code: ClassVar[str] = ""
    says: ClassVar[Text] = ""
    about: ClassVar[str] = ""
    """The field that holds what the record is about, when that is not the subject of the verb (creations)."""

    entry_id: UUID | None = field(default=None, init=False, compare=False, repr=False)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.code:
            raise TypeError(f"{cls.__name__} has no code")
        known = _EVENTS.setdefault(cls.code, cls)
        if known.__qualname__ != cls.__qualname__:
            raise TypeError(f"event code {cls.code} is used twice")
        _EVENTS[cls.code] = cls

    def data(self) -> dict[str, Any]:
        """What is recorded: plain values as they are, rows as type, id and label."""
        return {one.name: plain(getattr(self, one.name)) for one in fields(self) if one.name != "entry_id"}


def events() -> Mapping[str, type[Event]]:
    """Every event of the house by code."""
    return dict(_EVENTS)


def plain(value: Any) -> Any:
    """A value as JSON holds it; raises TypeError for what has no lasting form."""
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, Model):
        return {"type": value._meta.label_lower, "id": str(value.pk), "label": record_label(value)}
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    raise TypeError(f"an event cannot hold {type(value).__name__}")


def record_label(subject: Model) -> str:
    """How a row is named in the record; a model may say so itself by ``record_label()``."""
    own = getattr(subject, "record_label", None)
    return str(own()) if callable(own) else str(subject)


def sentence(code: str, data: Mapping[str, Any], actor: str) -> str:
    """The event's sentence in the language of the reader; an unknown code is shown as it is."""
    event = _EVENTS.get(code)
    if event is None:
        return code
    places = {key: _shown(value) for key, value in data.items()}
    return str(event.says) % {**places, "by": actor}


def _shown(value: Any) -> str:
    if isinstance(value, dict) and "label" in value:
        return in_readers_language(str(value["label"]))
    if isinstance(value, list):
        return joined((_shown(one) for one in value), "、")
    return "" if value is None else in_readers_language(str(value))
