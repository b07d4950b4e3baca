"""Law of templates: a template uses its own part's templates or those of web; tags decide nothing."""

from __future__ import annotations

import re

from .sources import PACKAGE, shown

USES = re.compile(r"\{% (?:extends|include) \"([^\"#]+)")


def test_templates_stay_at_home() -> None:
    wrong = []
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        parts = path.relative_to(PACKAGE).parts
        home = parts[1]
        for used in USES.findall(path.read_text(encoding="utf-8")):
            if used.split("/")[0] not in {home, "web", *_own(parts)}:
                wrong.append(f"{shown(path)}: {used}")
    assert wrong == []


def _own(parts: tuple[str, ...]) -> set[str]:
    """A part may bring the look of a library it uses (allauth's folders lie in people)."""
    return {"account", "allauth", "mfa", "socialaccount", "usersessions"} if parts[1] == "people" else set()
