"""The menu: modules register entries in apps.ready(); the shell shows each person what concerns them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.urls import get_script_prefix, reverse

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text

Place = Literal["main", "account", "footer"]


def everyone(_actor: Actor) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    """菜单项 — a way into a module, shown to those for whom ``shows`` holds."""

    key: str
    label: Text
    url: str
    shows: Callable[[Actor], bool] = everyone
    place: Place = "main"
    order: int = 100
    badge: str = ""
    """The url name of a small page that answers with a number; it is asked for after the page is shown."""
    holds: tuple[str, ...] = ()
    """Beginnings of the url names of pages that belong here though their address lies elsewhere."""


@dataclass(frozen=True)
class Link:
    """An entry as the page shows it."""

    label: Text
    href: str
    current: bool = False
    badge: str = ""


_ENTRIES: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Adds an entry; the key is unique, and the same entry may be registered again."""
    known = _ENTRIES.get(entry.key)
    if known is not None and known != entry:
        raise ValueError(f"menu entry {entry.key} is registered twice")
    _ENTRIES[entry.key] = entry


def entries() -> list[Entry]:
    """Every way that a module has registered."""
    return list(_ENTRIES.values())


def hides(view: str, actor: Actor) -> bool:
    """Whether the page with this url name stands in the menu, but not in that of this actor."""
    here = [one for one in _ENTRIES.values() if one.url == view]
    return bool(here) and not any(one.shows(actor) for one in here)


def links(actor: Actor | None, place: Place, path: str = "", view: str = "") -> list[Link]:
    """The links of one place for one reader; the one that holds the page is the current one."""
    if actor is None:
        return []
    entries = [entry for entry in _ENTRIES.values() if entry.place == place and entry.shows(actor)]
    prefix = get_script_prefix()
    hrefs = {entry.key: _address(entry.url, prefix) for entry in entries}
    inside = [href for href in hrefs.values() if path == href or (href != "/" and path.startswith(href))]
    claimed = [hrefs[entry.key] for entry in entries if view.startswith(entry.holds or " ")]
    current = claimed[0] if claimed else max(inside, key=len, default="")
    return [
        Link(
            label=entry.label,
            href=hrefs[entry.key],
            current=hrefs[entry.key] == current,
            badge=_address(entry.badge, prefix) if entry.badge else "",
        )
        for entry in sorted(entries, key=lambda entry: (entry.order, entry.key))
    ]


@lru_cache(maxsize=512)
def _address(view: str, prefix: str) -> str:
    """Where a page of the menu lies below ``prefix``; the same on every page, so looked up once."""
    return reverse(view)
