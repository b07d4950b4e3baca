"""Secrets of tokens: 256 random bits, told by their beginning, kept as a hash."""

import hashlib
import secrets

BEGIN = "yimen_"
SHOWN = 12


def new_secret() -> str:
    """A new token in full; to be shown once."""
    return BEGIN + secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """SHA-256 is enough: the secret has full entropy."""
    return hashlib.sha256(secret.encode()).hexdigest()
