"""`make new-module NAME=parking ROW=approvals`: a new module, ready to be filled.

NAME is the folder (an English plural noun), ROW decides where it stands in the house: the name of a module whose
row it joins as a neighbour, or `above:MODULE` for a new row above that module. Deleting the module again is:
remove the folder and the two lines that this tool names.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

FILES = {
    "apps.py": '''"""The module's name, and what it brings to the house when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class {title}Config(AppConfig):
    name = "yimen.modules.{name}"
    label = "{name}"
    verbose_name = _("{name}")
''',
    "models.py": '"""Tables, constraints and questions (is_open); no verbs, no save(), no signals."""\n',
    "states.py": '"""The states, as TextChoices with their Chinese labels."""\n',
    "permissions.py": '"""Who may: permission codes, and GRANTS from each permission to its grounds."""\n',
    "events.py": '"""Facts in the past tense: frozen dataclasses, each with the sentence that tells it."""\n',
    "rules.py": '"""Pure functions of the law: no database, no clock, no request."""\n',
    "actions.py": '"""The verbs: the only file that writes."""\n',
    "queries.py": '"""Reads: what an actor may see, and what lists and detail pages show."""\n',
    "forms.py": '"""Fields and their validation; no model forms, never saves."""\n',
    "pages.py": '"""HTML: one function, one page."""\n',
    "endpoints.py": '''"""OpenAPI: one function, one operation."""

from ninja import Router

router = Router(tags=["{name}"])
''',
    "urls.py": '''"""The addresses of the pages: each names the act as a thing."""

from django.urls import URLPattern

app_name = "{name}"
urlpatterns: list[URLPattern] = []
''',
    "public.py": '"""The only door for other modules: what stands in __all__."""\n\n__all__: list[str] = []\n',
    "__init__.py": "",
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
    "README.md": """# {name}

One page: what this module is for, the law it follows, the picture of its states, who may do what, and the files
worth reading first.

Files that it does not need yet, and what they are for when it does: `reactions.py` (what we do when another
module's fact is recorded), `notices.py` (whom we tell), `jobs.py` (work by the clock), `metrics.py` (figures),
`search.py` (what can be found). `docs/house.md` explains each.
""",
}


class Trouble(Exception):  # noqa: N818 - a person reads it
    """A wish that cannot be met."""


def new_module(name: str, row: str, root: Path = ROOT) -> list[str]:
    """Make the module; the lines say what was made."""
    if not re.fullmatch(r"[a-z]{3,30}", name):
        raise Trouble("NAME: one English word in small letters, such as NAME=parking")
    folder = root / "yimen" / "modules" / name
    if folder.exists():
        raise Trouble(f"{folder.relative_to(root)} is there already")
    contract, settings = root / ".importlinter", root / "yimen" / "project" / "settings.py"
    rows = with_row(contract.read_text(encoding="utf-8"), name, row)
    installed = with_app(settings.read_text(encoding="utf-8"), name)
    for file, text in FILES.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(name=name, title=name.title()), encoding="utf-8")
    (folder / "templates" / name).mkdir(parents=True)
    contract.write_text(rows, encoding="utf-8")
    settings.write_text(installed, encoding="utf-8")
    return [
        f"yimen/modules/{name}/",
        ".importlinter: its row",
        "yimen/project/settings.py: one line in MODULES",
    ]


def with_row(contract: str, name: str, row: str) -> str:
    """The contract with the module in the row of its neighbour, or in a new row above it."""
    above, neighbour = row.startswith("above:"), row.removeprefix("above:")
    head, mark, modules = contract.partition("containers = yimen.modules")
    rows = modules.splitlines(keepends=True)
    for number, line in enumerate(rows):
        if line.startswith(" ") and neighbour in re.split(r"[\s|]+", line.strip()):
            if above:
                rows.insert(number, f"    {name}\n")
            else:
                rows[number] = f"{line.rstrip()} | {name}\n"
            return head + mark + "".join(rows)
    raise Trouble(
        "ROW: a module whose row it joins, such as ROW=approvals, or a new row, ROW=above:approvals"
    )


def with_app(settings: str, name: str) -> str:
    """The settings with the module at the end of MODULES."""
    found = re.search(r"^MODULES = \[\n((?:    .*\n)*)\]", settings, re.MULTILINE)
    if not found:
        raise Trouble("yimen/project/settings.py has no list MODULES")
    end = found.end(1)
    return f'{settings[:end]}    "yimen.modules.{name}",\n{settings[end:]}'


def main() -> int:
    """Make what the two arguments ask for."""
    name, row = [*sys.argv[1:], "", ""][:2]
    try:
        print("\n".join(new_module(name, row)))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
