"""How files of the ledger leave the house: JSON to download, the same bytes for everybody."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse


def json_file(data: dict[str, Any], name: str) -> HttpResponse:
    """A JSON file with this name."""
    response = HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def proof_file(proof: dict[str, Any] | None, name: object) -> HttpResponse:
    """入账证明 of what bears this name; Http404 while nothing of it is sealed."""
    if proof is None:
        raise Http404
    return json_file(proof, f"yimen-proof-{name}.json")
