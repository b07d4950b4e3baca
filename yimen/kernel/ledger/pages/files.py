"""How files of the ledger leave the house: JSON to download, the same bytes for everybody."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse


def json_file(data: dict[str, Any], name: str) -> HttpResponse:
    """A JSON file with this name."""
    response = HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
