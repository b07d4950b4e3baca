"""Buttons: what a person can do here."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.component import component
from yimen.kernel.web.once import FIELD, new_key
from yimen.kernel.web.shapes import OpenOffer

register = Library()


@register.simple_tag
def button(
    label: Text,
    kind: str = "primary",
    name: str = "",
    value: object = "",
    busy: Text = "",
    formaction: str = "",
    form: str = "",
    novalidate: bool = False,
) -> SafeString:
    """按钮 — sends the form it stands in."""
    return component(
        "button",
        label=label,
        kind=kind,
        name=name,
        value=value,
        busy=busy,
        formaction=formaction,
        form=form,
        novalidate=novalidate,
    )


@register.simple_tag
def link_button(label: Text, href: str, kind: str = "primary", download: bool = False) -> SafeString:
    """链接按钮 — leads to the page where something is done."""
    return component("link_button", label=label, href=href, kind=kind, download=download)


@register.simple_tag
def offers(found: Iterable[OpenOffer], title: Text = "", nothing: Text = "") -> SafeString:
    """可办事项 — what is open to the reader now; ``nothing`` is said when that is nothing, else the panel is left out."""
    return component("offers", items=list(found), title=title or _("现在可以办理"), nothing=nothing)


@register.simple_block_tag
def confirm(
    content: str,
    label: Text,
    act: Text = "",
    kind: str = "danger",
    name: str = "",
    value: object = "",
    formaction: str = "",
) -> SafeString:
    """确认 — says what will happen before the button that does it."""
    return component(
        "confirm",
        content=content,
        label=label,
        act=act or label,
        kind=kind,
        name=name,
        value=value,
        formaction=formaction,
    )


@register.simple_tag
def print_button(label: Text = "") -> SafeString:
    """打印 — shown where scripts run; the browser prints without it too."""
    return component("print_button", label=label)


@register.simple_tag
def copy_button(text: object, label: Text = "") -> SafeString:
    """复制 — puts the text on the clipboard; shown where scripts run."""
    return component("copy_button", text=text, label=label)


@register.simple_tag
def key_hints(hints: Iterable[Any]) -> SafeString:
    """按键提示 — the keys of this page."""
    return component("key_hints", hints=hints)


@register.simple_tag
def once_token() -> SafeString:
    """防重复提交 — a key for this showing of the form."""
    return component("once_token", name=FIELD, key=new_key())
