"""文字识别 — a port: an installation that has a recogniser of scans registers it; without one, scans have no text.

from yimen.modules.disclosure.extraction import ocr
ocr.register(lambda path, media_type: my_engine.text_of(path))
"""

from __future__ import annotations

from collections.abc import Callable

Recogniser = Callable[[str, str], str]
_recognisers: list[Recogniser] = []


def register(recogniser: Recogniser) -> None:
    """``recogniser(path, media_type)`` gives the text of a scan, or nothing; it keeps its own limits of time."""
    _recognisers[:] = [recogniser]


def recognise(path: str, media_type: str) -> str:
    """The text of a scan by the registered recogniser; empty when there is none."""
    return _recognisers[0](path, media_type) if _recognisers else ""
