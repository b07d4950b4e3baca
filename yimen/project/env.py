"""The only place that reads the environment (house 2.10); settings.py gives each value its meaning."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off and the empty text.

    Raises ImproperlyConfigured for anything else, so that a typing error is seen at the start.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}")


def number(name: str, default: int) -> int:
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None


def items(name: str, default: str = "") -> list[str]:
    """A comma-separated list; spaces around the parts and empty parts do not count."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    value = os.environ.get(name)
    return Path(value).expanduser().resolve() if value else default


def secret(name: str, default: str | None = None) -> str:
    """The content of the file named by NAME_FILE, else NAME itself.

    Raises ImproperlyConfigured when neither is there: a missing secret refuses to start.
    """
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from error
    value = os.environ.get(name) or default
    if not value:
        raise ImproperlyConfigured(f"set {name}_FILE to a file with the secret (or {name} itself)")
    return value


def former_secrets(name: str) -> list[str]:
    """The lines of the file named by NAME_FILE, else NAME split at spaces; none when neither is there."""
    if not os.environ.get(f"{name}_FILE") and not os.environ.get(name):
        return []
    return secret(name).split()


def extended(**values: str) -> dict[str, str]:
    """The environment for a process that we start: ours, with these values."""
    return {**os.environ, **values}


def database(url: str) -> dict[str, object]:
    """The Django form of postgresql://user:password@host:port/name?host=/socket/folder&option=value."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgresql://: Yimen runs on PostgreSQL only"
        )
    options: dict[str, object] = dict(parse_qsl(parts.query))
    # statements used five times are prepared on the server; 0 is for a pooler that cannot keep them
    prepare = int(str(options.pop("prepare_threshold", 5))) or None
    host = str(options.pop("host", "")) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": prepare, **options},
    }


def oidc_providers() -> dict[str, object]:
    """Sign-in of staff through the city's own OpenID Connect provider, when OIDC_SERVER_URL is set."""
    server = text("OIDC_SERVER_URL")
    if not server:
        return {}
    return {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "staff",
                    "name": text("OIDC_NAME", "统一身份认证"),
                    "client_id": text("OIDC_CLIENT_ID"),
                    "secret": secret("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": server},
                }
            ]
        }
    }
