"""Attempt: a page tries a verb; a refusal becomes words beside the form, everything else may crash."""

from collections.abc import Callable
from typing import Any, ClassVar, Concatenate, Literal, ParamSpec, Protocol, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from yimen.kernel.base.refusals import Refused, Text


class Fact(Protocol):
    """事实 — what a verb returns is a dataclass; so ``form.is_valid() and attempt(...)`` keeps its type."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


Subject = TypeVar("Subject")
Facts = ParamSpec("Facts")
Done = TypeVar("Done", bound=Fact)
Kind = Literal["success", "info", "warning", "error"]


def attempt(
    form: BaseForm,
    act: Callable[Concatenate[Subject, Facts], Done],
    subject: Subject,
    /,
    *args: Facts.args,
    **facts: Facts.kwargs,
) -> Done | None:
    """Does the act and returns its fact; when it is refused, the form says why and None is returned."""
    try:
        return act(subject, *args, **facts)
    except Refused as refusal:
        _explain(form, refusal)
        return None


def _explain(form: BaseForm, refusal: Refused) -> None:
    """Puts the refusal on the fields it names; what names no field of this form stands on top of it."""
    if not form.is_bound or not hasattr(form, "cleaned_data"):
        form.full_clean()
        form.cleaned_data = {}
    known = {name: text for name, text in refusal.fields.items() if name in form.fields}
    others = [str(text) for name, text in refusal.fields.items() if name not in form.fields]
    for name, text in known.items():
        form.add_error(name, str(text))
    if not known:
        form.add_error(None, str(refusal.message))
    if known or len(others) > 1:  # a single one says in short what the message says
        for one in others:
            form.add_error(None, one)


def done_message(request: HttpRequest, text: Text, kind: Kind = "success") -> None:
    """One sentence for the next page that this person sees."""
    levels = {
        "success": messages.SUCCESS,
        "info": messages.INFO,
        "warning": messages.WARNING,
        "error": messages.ERROR,
    }
    messages.add_message(request, levels[kind], str(text))
