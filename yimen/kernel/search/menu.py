"""The way to the words of the search, for those who keep them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.menu import Entry

from .permissions import KEEPERS, Permission


def keeps_words(actor: Actor) -> bool:
    """Asked of those with the role only, so that the menu of others costs nothing."""
    return has_role(actor, *KEEPERS) and actor.may(Permission.QUERY_SETTLE, None)


ENTRIES = [
    Entry("search", _("检索词表"), "search:empty", shows=keeps_words, place="main", order=65),
]
