"""认人 — who a session belongs to, asked on every page: by name and password of Django, by the sign-in page's package.

Both read the person by a statement that is composed once; composing it anew took longer than any other question of a page.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.base.rows import attributes, made

from .models import Person


def _row_of(person: UUID) -> QuerySet[Person, tuple[Any, ...]]:
    return Person.objects.filter(pk=person).values_list(*attributes(Person))


PERSON = AskedOften(_row_of)


class _ByKey(ModelBackend):
    """Whom a session names, as long as the account may be used."""

    def get_user(self, user_id: UUID) -> Person | None:
        row = PERSON.row(user_id)
        person = made(Person, row) if row is not None else None
        return person if self.user_can_authenticate(person) else None


class PasswordBackend(_ByKey):
    """By login and password."""


class SignInBackend(_ByKey, AuthenticationBackend):  # type: ignore[misc]  # the package says no types
    """By what the sign-in page asks for."""
