"""Personal numbers at rest: AES-256-GCM with a key derived from SECRET_KEY, and a keyed hash to look them up.

A sealed number is ``<key id>.<nonce and cipher text, base64>``; the row's id is authenticated with it, so a
cipher text moved to another row does not open. When SECRET_KEY changes, the old one stays in
SECRET_KEY_FALLBACKS until ``rotate_numbers`` has sealed every number again.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from yimen.kernel.base.text import masked_number

NONCE = 12


class CannotOpen(ValueError):  # noqa: N818 - says what happened
    """No key of this installation opens the sealed number."""


@dataclass(frozen=True)
class Keys:
    """The keys that one secret gives: one to seal, one to look up, and their public name."""

    name: str
    sealing: bytes
    looking_up: bytes


@lru_cache(maxsize=8)
def _keys_of(secret: str) -> Keys:
    def derive(purpose: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"yimen people " + purpose).derive(
            secret.encode()
        )

    return Keys(derive(b"key name").hex()[:8], derive(b"number sealing"), derive(b"number look-up"))


def keys() -> list[Keys]:
    """The present key first, then those that may still open old numbers."""
    return [_keys_of(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def sealed(number: str, owner: UUID) -> str:
    """The number as it is stored; a new nonce each time."""
    return _sealed(number, owner.bytes)


def opened(stored: str, owner: UUID) -> str:
    """The number that was sealed for this owner; raises CannotOpen when it was not, or when the key is gone."""
    return _opened(stored, owner.bytes)


def sealed_text(text: str, purpose: str) -> str:
    """Any other secret, sealed for a named purpose."""
    return _sealed(text, purpose.encode())


def opened_text(stored: str, purpose: str) -> str:
    """What ``sealed_text`` stored; raises CannotOpen."""
    return _opened(stored, purpose.encode())


def _sealed(text: str, bound_to: bytes) -> str:
    key = keys()[0]
    nonce = os.urandom(NONCE)
    cipher = AESGCM(key.sealing).encrypt(nonce, text.encode(), bound_to)
    return f"{key.name}.{base64.b64encode(nonce + cipher).decode()}"


def _opened(stored: str, bound_to: bytes) -> str:
    name, _, text = stored.partition(".")
    key = next((one for one in keys() if one.name == name), None)
    if key is None:
        raise CannotOpen(f"no key {name}: keep the former SECRET_KEY in SECRET_KEY_FALLBACKS")
    raw = base64.b64decode(text)
    try:
        return AESGCM(key.sealing).decrypt(raw[:NONCE], raw[NONCE:], bound_to).decode()
    except InvalidTag as error:
        raise CannotOpen("the sealed number was changed or belongs to another row") from error


def digest(id_type: str, number: str) -> str:
    """The keyed hash under which a number is found and kept unique."""
    return digests(id_type, number)[0]


def digests(id_type: str, number: str) -> list[str]:
    """The keyed hashes under every key, the present one first: for look-up while keys change."""
    text = f"{id_type}:{number}".encode()
    return [hmac.new(key.looking_up, text, hashlib.sha256).hexdigest() for key in keys()]


def is_current(stored: str) -> bool:
    """Whether the number is sealed under the present key."""
    return stored.startswith(f"{keys()[0].name}.")


def masked(number: str) -> str:
    """210102********1234 and the like: the first six and last four of 18, less of shorter ones."""
    return (
        masked_number(number, head=6, tail=4) if len(number) >= 15 else masked_number(number, head=2, tail=2)
    )
