"""密钥 — where the private keys of seals lie, and how they are opened.

A key reference is ``file:NAME`` (encrypted PKCS#8 in YIMEN_KEYS, made by the city's own authority),
``pkcs12:NAME`` (YIMEN_KEYS/external/NAME.p12 with its passphrase in NAME.pass, from an outside authority), or
``module:NAME`` for a hardware module: register an opener of that kind with ``openers``.
"""

import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import RuleBroken

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
END = b"-----END ENCRYPTED PRIVATE KEY-----"


class Signing(Protocol):
    """签名密钥 — a private key that signs SHA-256 digests of data, wherever it lies."""

    def sign(self, data: bytes) -> bytes:
        """The raw signature over ``data`` in the form of the certificate's algorithm."""


@dataclass(frozen=True)
class Opened:
    """已开启的密钥 — a key with its certificate when the source holds one."""

    key: Signing
    certificate_pem: str = ""


@dataclass(frozen=True)
class LocalKey:
    """本地密钥 — a key in the memory of this process (ECDSA or RSA)."""

    private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

    def sign(self, data: bytes) -> bytes:
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            return self.private.sign(data, ec.ECDSA(hashes.SHA256()))
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

        return self.private.sign(data, PKCS1v15(), hashes.SHA256())


openers: dict[str, Callable[[str], Opened]] = {}


def open_key(reference: str) -> Opened:
    """Opens the key that a reference names; once opened, it stays in memory.

    Raises RuleBroken when there is no such key or it cannot be opened here.
    """
    kind, _colon, name = reference.partition(":")
    opener = {"file": _from_file, "pkcs12": _from_pkcs12, **openers}.get(kind)
    if opener is None or not NAME.fullmatch(name):
        raise RuleBroken(_("印章的密钥登记有误，请联系系统管理员核对密钥编号。"))
    return opener(name) if kind in openers else _opened(str(folder()), kind, name, passphrase())


@lru_cache(maxsize=512)
def _opened(place: str, kind: str, name: str, phrase: bytes) -> Opened:
    """Cached by folder and phrase as well: another installation in this process never shares a key."""
    return _from_file(name) if kind == "file" else _from_pkcs12(name)


def folder() -> Path:
    """The folder of keys, made when it is missing, closed to others."""
    place = Path(settings.YIMEN_KEYS)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


@lru_cache(maxsize=8)
def _derived(secret: str) -> bytes:
    material = HKDF(hashes.SHA256(), length=32, salt=b"yimen", info=b"seal keys").derive(secret.encode())
    return material.hex().encode()


def passphrase() -> bytes:
    """What encrypts key files: derived from the secret key, so a copied folder alone opens nothing."""
    return _derived(settings.SECRET_KEY)


def new_private() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def encrypted(private: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase()),
    )


def keep(name: str, content: bytes) -> bytes:
    """Writes a file of keys once: whole, flushed, ours alone; what came first stays and is returned."""
    final = folder() / name
    final.parent.mkdir(exist_ok=True, mode=0o700)
    draft = final.with_name(f".{final.name}.{secrets.token_hex(6)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, final)
        except FileExistsError:
            return final.read_bytes()
    finally:
        draft.unlink(missing_ok=True)
    return content


def decrypted(content: bytes) -> PrivateKeyTypes:
    """The key by the present secret key, else by a former one; raises ValueError when none opens it."""
    for secret in settings.SECRET_KEY_FALLBACKS:
        with suppress(ValueError):
            return serialization.load_pem_private_key(content, _derived(secret))
    return serialization.load_pem_private_key(content, passphrase())


def reencrypt() -> int:
    """更换密钥口令 — writes each key file that a former secret key opens anew under the present one; says how many."""
    count = 0
    for path in sorted(folder().glob("**/*.pem")):
        content = path.read_bytes()
        with suppress(ValueError, TypeError):
            serialization.load_pem_private_key(content, passphrase())
            continue
        private = decrypted(content)
        if isinstance(private, ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey):
            _replace(path, encrypted(private) + content.partition(END)[2].lstrip())
            count += 1
    return count


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all, flushed, ours alone."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _from_file(name: str) -> Opened:
    try:
        private = decrypted((folder() / "seals" / f"{name}.pem").read_bytes())
    except (OSError, ValueError) as error:
        raise RuleBroken(
            _("印章的密钥无法打开。请系统管理员核对密钥文件，以及 SECRET_KEY 是否与制作印章时相同。")
        ) from error
    if not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise RuleBroken(_("印章的密钥类型不受支持，请使用 ECDSA 或 RSA 密钥。"))
    return Opened(LocalKey(private))


def _from_pkcs12(name: str) -> Opened:
    place = folder() / "external"
    try:
        phrase = (place / f"{name}.pass").read_bytes().strip()
        private, certificate, _chain = pkcs12.load_key_and_certificates(
            (place / f"{name}.p12").read_bytes(), phrase
        )
    except (OSError, ValueError) as error:
        raise RuleBroken(_("外部印章证书无法打开。请系统管理员核对证书文件和口令文件。")) from error
    if certificate is None or not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise RuleBroken(_("外部印章证书不完整，应当包含证书和 ECDSA 或 RSA 密钥。"))
    return Opened(LocalKey(private), _pem(certificate))


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()
