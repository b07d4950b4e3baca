"""What the shell needs on every page."""

from functools import cached_property

from django.http import HttpRequest

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.language import reads_english
from yimen.kernel.base.refusals import Text

from . import menu
from .shell import city_name
from .styles import bundle

LONG_MENU = 6
"""More entries than these fill the screen of a telephone."""
SIZE_COOKIE = "yimen_size"
READING_COOKIE = "yimen_reading"
"""Whether the page is read aloud: only the script reads it (reading.js)."""
MODULES = (
    "autosave",
    "busy",
    "confirm",
    "copy",
    "dirty",
    "files",
    "focus",
    "keys",
    "once",
    "print",
    "reading",
    "token",
)
SCRIPTS = tuple(f"web/js/{name}.js" for name in MODULES)


class Shell:
    """页面框架 — read lazily, so that a page which shows no menu pays for none."""

    scripts = SCRIPTS

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def actor(self) -> Actor | None:
        return getattr(self._request, "actor", None)

    @cached_property
    def signed_in(self) -> bool:
        return self.actor is not None and self.actor.kind == "person"

    @cached_property
    def city_name(self) -> str:
        return city_name()

    @property
    def _view(self) -> str:
        match = self._request.resolver_match
        return match.view_name if match else ""

    @cached_property
    def main(self) -> list[menu.Link]:
        return menu.links(self.actor, "main", self._request.path, self._view)

    @property
    def folds_menu(self) -> bool:
        """Whether the menu is so long that a telephone shows it folded."""
        return len(self.main) > LONG_MENU

    @property
    def place(self) -> Text:
        """The entry of the menu to which the page belongs; nothing where it belongs to none."""
        return next((link.label for link in (*self.main, *self.account) if link.current), "")

    @cached_property
    def account(self) -> list[menu.Link]:
        return menu.links(self.actor, "account", self._request.path, self._view)

    @cached_property
    def footer(self) -> list[menu.Link]:
        return menu.links(self.actor, "footer")

    @property
    def large(self) -> bool:
        return self._request.COOKIES.get(SIZE_COOKIE) == "large"

    @property
    def language_tag(self) -> str:
        """The language as BCP 47 writes it."""
        return "en" if reads_english() else "zh-Hans"

    @property
    def here(self) -> str:
        """Where the language and size forms lead back to."""
        return self._request.get_full_path()

    @property
    def style_digest(self) -> str:
        return bundle().digest


def shell(request: HttpRequest) -> dict[str, object]:
    """The context processor."""
    return {"shell": Shell(request)}
