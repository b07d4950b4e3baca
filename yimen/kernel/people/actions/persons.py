"""The verbs of persons."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.audit.adding import add
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal
from yimen.kernel.orgs.models import Org
from yimen.kernel.people import numbers, rules
from yimen.kernel.people.events import (
    ContactChanged,
    NumberResealed,
    NumberRevealed,
    PersonDeactivated,
    PersonEnrolled,
    PersonReactivated,
    PersonRegistered,
)
from yimen.kernel.people.models import Person, PersonKind
from yimen.kernel.people.permissions import Permission

KNOWN = AskedOften(
    lambda digest, login: Person.objects.filter(Q(id_number_digest=digest) | Q(login=login)).values_list(
        "id_number_digest", "login"
    )
)


@action(permission=Permission.PERSON_REGISTER, creates=True)
def register(
    city: Org,
    *,
    kind: str,
    login: str,
    name: str,
    name_en: str = "",
    email: str = "",
    phone: str = "",
    id_type: str,
    id_number: str,
    legal_representative: str = "",
    contact_name: str = "",
    password_hash: str = "",
    language: str = "zh-hans",
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> PersonRegistered:
    """注册 — a resident or an enterprise opens an account with the city.

    A number, a login or an address that is known already is refused in the same neutral words.
    """
    if kind not in (PersonKind.RESIDENT, PersonKind.ENTERPRISE):
        raise RuleBroken(_("请选择个人或者单位。"), fields={"kind": _("请选择个人或者单位")})
    rules.require_type_of_kind(kind, id_type)
    number = rules.normal_number(id_type, id_number)
    _require_name(name)
    if kind == PersonKind.ENTERPRISE and not normal(legal_representative):
        raise RuleBroken(_("请填写法定代表人。"), fields={"legal_representative": _("请填写法定代表人")})
    identity = new_id()
    person = Person(
        id=identity,
        kind=kind,
        login=rules.normal_login(login),
        name=normal(name),
        name_en=normal(name_en),
        email=email.strip().lower(),
        phone=normal(phone),
        id_type=id_type,
        id_number_sealed=numbers.sealed(number, identity),
        id_number_digest=numbers.digest(id_type, number),
        legal_representative=normal(legal_representative),
        contact_name=normal(contact_name),
        password=password_hash or _no_password(),
        language=language,
        is_example=is_example,
        registered_at=at,
    )
    _require_unknown(person, numbers.digests(id_type, number))
    _keep(person)
    return PersonRegistered(person, kind)


@action(permission=Permission.PERSON_ENROL, creates=True)
def enrol(
    city: Org,
    *,
    login: str,
    name: str,
    name_en: str = "",
    email: str = "",
    phone: str = "",
    employee_number: str = "",
    password_hash: str = "",
    kind: str = PersonKind.STAFF,
    language: str = "zh-hans",
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> PersonEnrolled:
    """登记工作人员 — an official (or a machine) has an account; it may do nothing until it holds a post."""
    if kind not in (PersonKind.STAFF, PersonKind.MACHINE):
        raise RuleBroken(_("个人和单位请自行注册。"), fields={"kind": _("个人和单位请自行注册")})
    _require_name(name)
    person = Person(
        kind=kind,
        login=rules.normal_login(login),
        name=normal(name),
        name_en=normal(name_en),
        email=email.strip().lower(),
        phone=normal(phone),
        employee_number=normal(employee_number),
        password=password_hash or _no_password(),
        language=language,
        is_example=is_example,
        registered_at=at,
    )
    if Person.objects.filter(login=person.login).exists():
        raise RuleBroken(_("登录名已经使用。"), fields={"login": _("登录名已经使用")})
    if person.employee_number and Person.objects.filter(employee_number=person.employee_number).exists():
        raise RuleBroken(_("工号已经使用。"), fields={"employee_number": _("工号已经使用")})
    if person.email and Person.objects.filter(email__iexact=person.email).exists():
        raise RuleBroken(_("电子邮箱已经使用。"), fields={"email": _("电子邮箱已经使用")})
    _keep(person, vouched=True)
    return PersonEnrolled(person)


@action(permission=Permission.PERSON_CHANGE_CONTACT)
def change_contact(
    person: Person,
    *,
    email: str,
    phone: str,
    contact_name: str = "",
    language: str = "zh-hans",
    by: Actor,
    at: datetime,
) -> ContactChanged:
    """变更联系方式 — the own address, telephone, contact person and language of messages."""
    facts = {
        "email": email.strip().lower(),
        "phone": normal(phone),
        "contact_name": normal(contact_name),
        "language": language,
    }
    changed = tuple(name for name, value in facts.items() if getattr(person, name) != value)
    if not changed:
        raise RuleBroken(_("没有需要变更的内容。"))
    if "email" in changed:
        _change_address(person, facts["email"])
    for name in changed:
        setattr(person, name, facts[name])
    return ContactChanged(person, changed)


@action(permission=Permission.PERSON_REVEAL)
def reveal(person: Person, *, reason: str, by: Actor, at: datetime) -> NumberRevealed:
    """查看个人号码 — read the number whole, for a stated reason; ``done.number`` holds it."""
    if not person.id_number_sealed:
        raise RuleBroken(_("该人员没有登记证件号码。"))
    return NumberRevealed(person, rules.require_reason(reason))


@action(permission=Permission.PERSON_RESEAL)
def reseal(person: Person, *, by: Actor, at: datetime) -> NumberResealed:
    """更换号码密钥 — seal the number again under the present key."""
    if not person.id_number_sealed or numbers.is_current(person.id_number_sealed):
        raise RuleBroken(_("号码已经使用当前密钥。"))
    number = numbers.opened(person.id_number_sealed, person.pk)
    person.id_number_sealed = numbers.sealed(number, person.pk)
    person.id_number_digest = numbers.digest(person.id_type, number)
    return NumberResealed(person)


@action(permission=Permission.PERSON_DEACTIVATE)
def deactivate(person: Person, *, reason: str, by: Actor, at: datetime) -> PersonDeactivated:
    """停用账户 — sessions and tokens open nothing from now on."""
    if str(person.pk) == by.id:
        raise RuleBroken(_("不能停用自己的账户，请由另一位管理员办理。"))
    if not person.is_active:
        raise RuleBroken(_("账户已经停用。"))
    said = rules.require_reason(reason)
    person.is_active = False
    return PersonDeactivated(person, said)


@action(permission=Permission.PERSON_REACTIVATE)
def reactivate(person: Person, *, by: Actor, at: datetime) -> PersonReactivated:
    """恢复账户 — the person can sign in again."""
    if person.is_active:
        raise RuleBroken(_("账户没有停用。"))
    person.is_active = True
    return PersonReactivated(person)


def _require_name(name: str) -> None:
    if not 1 <= len(normal(name)) <= 100:
        raise RuleBroken(_("请填写姓名或者名称。"), fields={"name": _("请填写姓名或者名称")})


def _no_password() -> str:
    return UNUSABLE_PASSWORD_PREFIX + get_random_string(40)


def known_already() -> RuleBroken:
    """The same words whether number, login or address is known: nobody learns who has an account."""
    return RuleBroken(rules.KNOWN_ALREADY)


def _require_unknown(person: Person, digests: list[str]) -> None:
    known = [row for digest in digests for row in KNOWN.all(digest, person.login)]
    if any(digest in digests for digest, _login in known):
        raise known_already()
    if person.email and Person.objects.filter(email__iexact=person.email).exists():
        raise known_already()
    if known:
        raise RuleBroken(_("登录名已经使用，请换一个。"), fields={"login": _("登录名已经使用，请换一个")})


def _keep(person: Person, *, vouched: bool = False) -> None:
    """Stores a new person; two at once with the same number are told apart by the database (``PeopleConfig``).

    The address of an official counts as verified: who enrolled the official vouches for it.
    """
    add(person)
    if person.email:
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=vouched)


def _change_address(person: Person, email: str) -> None:
    if email and Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise RuleBroken(_("无法使用这个电子邮箱，请换一个。"), fields={"email": _("无法使用，请换一个")})
    EmailAddress.objects.filter(user=person).delete()
    if email:
        EmailAddress.objects.create(user=person, email=email, primary=True, verified=False)
