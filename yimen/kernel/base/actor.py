"""Who acts: a person, a machine, or the public. All are asked the same question: may you do this?"""

from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from django.utils.translation import gettext as _

from . import grants, machines


@runtime_checkable
class Actor(Protocol):
    """办事人 — whoever performs an act, or reads."""

    @property
    def kind(self) -> str:
        """person, machine or public."""

    @property
    def id(self) -> str:
        """Stable identifier in the record: the person's id, the machine's name, or empty."""

    @property
    def label(self) -> str:
        """The name shown in the record."""

    @property
    def on_behalf_of(self) -> str:
        """The name of the one stood in for, or empty."""

    @property
    def origin(self) -> str:
        """Where the act came from: page, endpoint, job, command, node."""

    def may(self, permission: str, subject: object) -> bool:
        """Whether one of the grounds granted for the permission holds for this subject."""


@dataclass(frozen=True)
class Machine:
    """系统 — a machine acts under its own name and has grants like anyone."""

    name: str
    origin: str = "job"
    kind: str = field(default="machine", init=False)
    on_behalf_of: str = field(default="", init=False)

    @property
    def id(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return machines.label(self.name)

    def may(self, permission: str, subject: object) -> bool:
        return grants.granted(self, permission, subject)


@dataclass(frozen=True)
class Public:
    """公众 — anybody who has not signed in."""

    origin: str = "page"
    kind: str = field(default="public", init=False)
    id: str = field(default="", init=False)
    on_behalf_of: str = field(default="", init=False)

    @property
    def label(self) -> str:
        return _("公众")

    def may(self, permission: str, subject: object) -> bool:
        return grants.granted(self, permission, subject)
