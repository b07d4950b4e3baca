"""A generated secret in a file that only we can read: made once, whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_secret(path: Path, size: int) -> str:
    """The secret of this file; generated (of `size` random bytes) where there is none yet."""
    if not path.exists():
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(size))
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(path)
    return path.read_text()
