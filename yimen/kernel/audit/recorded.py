"""What a fact left in the record: used by pages that show a story, and by tests."""

from __future__ import annotations

from .events import Event
from .models import Entry


def entry_of(fact: Event) -> Entry:
    """The entry that a fact made; raises Entry.DoesNotExist when it was not recorded."""
    return Entry.objects.get(pk=fact.entry_id)  # type: ignore[misc]  # None finds nothing, as it should


def recorded(fact: Event) -> str:
    """The sentence of a fact as it stands in the record, in the language of the reader."""
    return entry_of(fact).sentence
