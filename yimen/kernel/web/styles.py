"""One style sheet for every page: tokens, reset, base, layout, components, modules, in that order.

The files lie where they belong (a component's beside its template, a module's in
``static/<label>/<label>.css``) and are joined once a process; the address carries a digest, so browsers
keep it for ever.
"""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

HERE = Path(__file__).parent
LAYERS = "@layer reset, base, components, modules, utilities;\n"


@dataclass(frozen=True)
class Bundle:
    """样式表 — the joined text, its packed form and its digest."""

    text: bytes
    packed: bytes
    digest: str


def bundle() -> Bundle:
    """The style sheet; read again on every call while DEBUG is on."""
    if settings.DEBUG:
        _joined.cache_clear()
    return _joined()


@lru_cache(maxsize=1)
def _joined() -> Bundle:
    text = (LAYERS + "".join(_pieces())).encode()
    digest = hashlib.sha256(text).hexdigest()[:12]
    return Bundle(text=text, packed=gzip.compress(text, mtime=0), digest=digest)


def _pieces() -> Iterator[str]:
    yield _read(HERE / "static/web/tokens.css")
    for name in ("reset", "base", "layout"):
        yield _layer("reset" if name == "reset" else "base", _read(HERE / f"static/web/css/{name}.css"))
    for path in sorted((HERE / "components").glob("*/*.css")):
        yield _layer("components", _read(path))
    for path in _of_modules():
        yield _layer("modules", _read(path))
    for name in ("utilities", "print"):
        yield _layer("utilities", _read(HERE / f"static/web/css/{name}.css"))


def _of_modules() -> list[Path]:
    """``static/<label>/<label>.css`` of every other part of the house, in the order of INSTALLED_APPS."""
    house = [config for config in apps.get_app_configs() if config.name.startswith("yimen.")]
    parts = [config for config in house if config.label != "web"]
    paths = [Path(config.path, "static", config.label, f"{config.label}.css") for config in parts]
    return [path for path in paths if path.exists()]


def _layer(name: str, text: str) -> str:
    return f"@layer {name} {{\n{text}}}\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
