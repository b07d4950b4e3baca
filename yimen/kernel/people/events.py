"""Facts about persons, posts and tokens. No fact holds a personal number, a password or a token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.kernel.orgs.models import Org

from . import numbers
from .models import ApiToken, Person, Post, StandIn


@dataclass(frozen=True)
class PersonRegistered(Event):
    """注册 — a resident or an enterprise has an account."""

    code: ClassVar[str] = "people.person.registered"
    about: ClassVar[str] = "person"
    says: ClassVar[Text] = _("%(person)s 注册了账户")
    person: Person
    kind: str


@dataclass(frozen=True)
class PersonEnrolled(Event):
    """登记工作人员 — an official has an account; posts are given apart."""

    code: ClassVar[str] = "people.person.enrolled"
    about: ClassVar[str] = "person"
    says: ClassVar[Text] = _("%(by)s 登记了工作人员 %(person)s")
    person: Person


@dataclass(frozen=True)
class ContactChanged(Event):
    """变更联系方式 — which particulars changed, not what they are."""

    code: ClassVar[str] = "people.person.contact-changed"
    says: ClassVar[Text] = _("%(by)s 变更了联系方式")
    person: Person
    fields: tuple[str, ...]


@dataclass(frozen=True)
class NumberRevealed(Event):
    """查看个人号码 — an official read a personal number whole, for a reason."""

    code: ClassVar[str] = "people.person.number-revealed"
    says: ClassVar[Text] = _("%(by)s 查看了 %(person)s 的个人号码，事由：%(reason)s")
    person: Person
    reason: str

    @property
    def number(self) -> str:
        """The number itself: shown once, never recorded."""
        return numbers.opened(self.person.id_number_sealed, self.person.pk)


@dataclass(frozen=True)
class NumberResealed(Event):
    """更换号码密钥 — the number lies under the present key."""

    code: ClassVar[str] = "people.person.number-resealed"
    says: ClassVar[Text] = _("%(by)s 为 %(person)s 的个人号码更换了密钥")
    person: Person


@dataclass(frozen=True)
class PersonDeactivated(Event):
    """停用账户 — the person can no longer sign in nor act; what was done stays."""

    code: ClassVar[str] = "people.person.deactivated"
    says: ClassVar[Text] = _("%(by)s 停用了 %(person)s 的账户，事由：%(reason)s")
    person: Person
    reason: str


@dataclass(frozen=True)
class PersonReactivated(Event):
    """恢复账户 — the person can sign in again."""

    code: ClassVar[str] = "people.person.reactivated"
    says: ClassVar[Text] = _("%(by)s 恢复了 %(person)s 的账户")
    person: Person


@dataclass(frozen=True)
class PersonAppointed(Event):
    """任命 — a person holds a post from a day on."""

    code: ClassVar[str] = "people.post.appointed"
    about: ClassVar[str] = "post"
    says: ClassVar[Text] = _("%(by)s 任命 %(person)s 为 %(post)s，自%(since)s起")
    post: Post
    person: Person
    org: Org
    role: str
    since: date
    until: date | None
    instrument: str
    item_codes: tuple[str, ...]


@dataclass(frozen=True)
class PostEnded(Event):
    """免职 — the last day of a post is fixed."""

    code: ClassVar[str] = "people.post.ended"
    says: ClassVar[Text] = _("%(by)s 免去 %(person)s 的 %(post)s 职务，至%(until)s止")
    post: Post
    person: Person
    until: date
    reason: str


@dataclass(frozen=True)
class StandInArranged(Event):
    """安排代理 — another person acts in the post for some days, on behalf of its holder."""

    code: ClassVar[str] = "people.post.stand-in-arranged"
    about: ClassVar[str] = "stand_in"
    says: ClassVar[Text] = _("%(by)s 安排 %(person)s 自%(since)s至%(until)s代理 %(post)s")
    stand_in: StandIn
    post: Post
    person: Person
    since: date
    until: date
    reason: str


@dataclass(frozen=True)
class TokenIssued(Event):
    """签发令牌 — a program may act as the person until a day."""

    code: ClassVar[str] = "people.token.issued"
    about: ClassVar[str] = "token"
    says: ClassVar[Text] = _("%(by)s 签发了令牌 %(token)s，有效期至%(expires_on)s")
    token: ApiToken
    expires_on: date
    is_read_only: bool


@dataclass(frozen=True)
class TokenUsed(Event):
    """使用令牌 — the token opened a door on this day (recorded once a day)."""

    code: ClassVar[str] = "people.token.used"
    says: ClassVar[Text] = _("%(by)s 的令牌 %(token)s 在%(on)s使用")
    token: ApiToken
    on: date


@dataclass(frozen=True)
class TokenRevoked(Event):
    """撤销令牌 — the token opens nothing any more."""

    code: ClassVar[str] = "people.token.revoked"
    says: ClassVar[Text] = _("%(by)s 撤销了令牌 %(token)s")
    token: ApiToken
