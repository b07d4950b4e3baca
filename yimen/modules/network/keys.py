"""本节点密钥: the Ed25519 keys of this installation, in its folder of keys, encrypted under its secret."""

from __future__ import annotations

import base64
import binascii
import hashlib
from functools import lru_cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import keys as folder_of_keys

PLACE = "network"
RAW = serialization.Encoding.Raw


def key_id_of(public_key: str) -> str:
    """密钥编号 — the first sixteen hexadecimal digits of the SHA-256 of the public key's 32 bytes.

    Raises RuleBroken for what is not such a key.
    """
    try:
        raw = base64.b64decode(public_key, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 32:
        raise RuleBroken(
            _("公钥应当是 32 字节 Ed25519 公钥的 Base64 文本。"), fields={"public_key": _("公钥格式不正确")}
        )
    return hashlib.sha256(raw).hexdigest()[:16]


def make() -> tuple[str, str]:
    """A new key, kept in the folder; returns its id and its public half (base64)."""
    private = Ed25519PrivateKey.generate()
    public = base64.b64encode(private.public_key().public_bytes(RAW, serialization.PublicFormat.Raw)).decode()
    key_id = key_id_of(public)
    sealed = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(folder_of_keys.passphrase()),
    )
    folder_of_keys.keep(f"{PLACE}/{key_id}.pem", sealed)
    return key_id, public


def private_key(key_id: str) -> Ed25519PrivateKey:
    """The private half; raises RuleBroken when it is not there or does not open with this installation's secret."""
    return _opened(str(folder_of_keys.folder()), key_id, folder_of_keys.passphrase())


@lru_cache(maxsize=16)
def _opened(place: str, key_id: str, phrase: bytes) -> Ed25519PrivateKey:
    """Cached by folder and phrase: another installation in this process never shares a key."""
    path = folder_of_keys.folder() / PLACE / f"{key_id}.pem"
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), phrase)
    except (OSError, ValueError) as error:
        raise RuleBroken(
            _("本节点的密钥无法打开，请核对密钥文件，以及 SECRET_KEY 是否与生成时相同。")
        ) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise RuleBroken(_("本节点的密钥不是 Ed25519 密钥。"))
    return private
