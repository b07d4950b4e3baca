"""换用新版: what a newer version of an item asks for otherwise than the one a draft was begun under."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .content import Content
from .models import Application, ItemVersion
from .outline import known_of, outline, outline_of


@dataclass(frozen=True)
class Difference:
    """变化 — one kind of thing: what came, what went."""

    label: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def differences(application: Application, version: ItemVersion) -> list[Difference]:
    """What changed for this draft; empty when nothing changed for it."""
    return list(_differences(application, version))


def _differences(application: Application, version: ItemVersion) -> Iterator[Difference]:
    before, after = application.version.body, version.body
    old, new = outline_of(application), outline(version, known_of(application))
    yield from _listed(_("问题"), _questions(before), _questions(after))
    yield from _listed(_("申请表栏目"), _fields(before), _fields(after))
    yield from _listed(
        _("您需要的材料"), [one.shown for one in old.materials], [one.shown for one in new.materials]
    )
    yield from _listed(_("收费"), [one.shown for one in old.fees], [one.shown for one in new.fees])
    if old.promised_days != new.promised_days:
        days = _("%(days)s个工作日")
        yield Difference(
            _("承诺时限"), (days % {"days": new.promised_days},), (days % {"days": old.promised_days},)
        )


def _questions(content: Content) -> list[str]:
    return [one.shown for one in content.situations]


def _fields(content: Content) -> list[str]:
    return [one.shown for one in content.form.fields]


def _listed(label: str, before: Iterable[str], after: Iterable[str]) -> Iterator[Difference]:
    old, new = list(before), list(after)
    added = tuple(one for one in new if one not in old)
    removed = tuple(one for one in old if one not in new)
    if added or removed:
        yield Difference(label, added, removed)
