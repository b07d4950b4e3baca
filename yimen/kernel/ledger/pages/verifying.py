"""离线核验: the same check as `yimen verify`, in the browser; also as one file that needs no network at all."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.ledger import offline
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb

STATIC = Path(__file__).resolve().parents[1] / "static" / "ledger"
SCRIPTS = ("proofs.js", "verify.js")


@login_not_required
@require_safe
def verify(request: Request) -> HttpResponse:
    """核验证明 — files are chosen and checked in the browser; nothing is sent."""
    crumbs = [Crumb(_("公开账本"), reverse("ledger:ledger")), Crumb(_("核验证明"))]
    return render(request, "ledger/verify.html", {"crumbs": crumbs})


@login_not_required
@require_safe
def verify_page(request: Request) -> HttpResponse:
    """核验网页 — one self-contained file, to be kept and opened without a network."""
    text = render_to_string(
        "ledger/verify_alone.html",
        {"script": _script(), "script_hash": _script_hash(), "style": _style(), "language": get_language()},
    )
    return _attached(text, "text/html; charset=utf-8", "yimen-verify.html")


@login_not_required
@require_safe
def verify_program(request: Request) -> HttpResponse:
    """核验程序 — the file behind `yimen verify`; it needs Python and nothing else."""
    text = Path(offline.__file__).read_text(encoding="utf-8")
    return _attached(text, "text/x-python; charset=utf-8", "yimen_verify.py")


def _attached(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@lru_cache(maxsize=1)
def _script() -> str:
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in SCRIPTS)


@lru_cache(maxsize=1)
def _style() -> str:
    return (STATIC / "alone.css.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _script_hash() -> str:
    """What the page's own policy allows to run: this script and no other."""
    return base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
