"""附件上限: how large a file may be that is given with a request or in answer to it; the city sets it."""

from __future__ import annotations

from datetime import date

from yimen.kernel import policies
from yimen.kernel.documents import content


def upload_limits(on: date) -> content.Limits:
    largest = policies.find(on, "documents.max_file_bytes")
    return content.Limits(size=largest.int) if largest else content.DEFAULT_LIMITS
