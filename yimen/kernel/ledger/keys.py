"""账本密钥: the Ed25519 keys that sign heads, kept as those of seals are, and their register as files show it."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import keys as folder_of_keys

from . import offline
from .models import Key, Ledger

PLACE = "ledger"
RAW = serialization.Encoding.Raw


def make() -> bytes:
    """A new key, kept in the folder of keys; returns its public half."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes(RAW, serialization.PublicFormat.Raw)
    folder_of_keys.keep(f"{PLACE}/{public.hex()}.pem", folder_of_keys.encrypted(private))
    return public


def private_of(public: bytes) -> Ed25519PrivateKey:
    """The private half; raises RuleBroken when it is not there or does not open with this installation's secret."""
    return _opened(str(folder_of_keys.folder()), public.hex(), folder_of_keys.passphrase())


@lru_cache(maxsize=16)
def _opened(place: str, name: str, phrase: bytes) -> Ed25519PrivateKey:
    """Cached by folder and phrase: another installation in this process never shares a key."""
    try:
        private = folder_of_keys.decrypted((folder_of_keys.folder() / PLACE / f"{name}.pem").read_bytes())
    except (OSError, ValueError) as error:
        raise RuleBroken(
            _("公开账本的密钥无法打开。请系统管理员核对密钥文件，以及 SECRET_KEY 是否与生成时相同。")
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise RuleBroken(_("公开账本的密钥不是 Ed25519 密钥。"))
    return private


def as_verifier(ledger: Ledger, key: Key) -> offline.Key:
    """The key as those who check see it."""
    return offline.Key(ledger.origin, bytes(key.public), key.since, None, bytes(key.endorsement))


def register() -> dict[str, Any]:
    """密钥登记 — every key there was, as a file; the time of each ends where that of the next begins."""
    ledger = Ledger.objects.first()
    rows = Key.objects.order_by("number") if ledger else []
    return {
        "format": offline.KEYS,
        "keys": [_row(as_verifier(ledger, one)) for one in rows] if ledger else [],
    }


def _row(key: offline.Key) -> dict[str, str]:
    return {
        "name": key.name,
        "public": base64.b64encode(key.public).decode(),
        "since": offline.moment_text(key.since) if key.since else "",
        "endorsement": base64.b64encode(key.endorsement).decode(),
        "verifier": key.verifier,
    }
