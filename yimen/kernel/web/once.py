"""The key that makes a double click count once: the form carries it, the act compares it."""

from uuid import UUID

from django.http import HttpRequest

from yimen.kernel.base.ids import new_id

FIELD = "once_key"


def new_key() -> UUID:
    """A key for one showing of one form."""
    return new_id()


def once_key(request: HttpRequest) -> UUID | None:
    """The key that came with the form; None when there is none or it is not one."""
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
