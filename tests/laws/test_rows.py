"""Law of rows and doors: look down, never sideways, never up; into another module only by its public.py."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import grimp
from django.apps import apps

from .sources import ROOT


def test_the_picture_holds() -> None:
    # As a program of its own: its command line configures logging for the whole process and so
    # disables every logger that exists by then, which the tests after this one still listen to.
    program = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run(
        [program, "--config", ".importlinter"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_modules_enter_one_another_by_the_public_door_only() -> None:
    graph = grimp.build_graph("yimen", cache_dir=None)
    wrong = [
        f"{module} -> {imported}"
        for module in sorted(graph.modules)
        for imported in graph.find_modules_directly_imported_by(module)
        if _passes_the_door(module.split("."), imported.split("."))
    ]
    assert wrong == []


def _passes_the_door(here: list[str], there: list[str]) -> bool:
    """From one module into another, past its public.py; tests may look where they like."""
    between = here[1:2] == there[1:2] == ["modules"] and here[2:3] != there[2:3] and len(there) > 3
    return between and there[3] != "public" and "tests" not in here


def test_relations_point_home_or_to_the_kernel() -> None:
    wrong = []
    for model in apps.get_models():
        home = model.__module__.rsplit(".models", 1)[0]
        if not home.startswith("yimen."):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created:
                continue
            there = target.__module__.rsplit(".models", 1)[0]
            if there.startswith("yimen.modules") and there != home:
                wrong.append(f"{model.__name__}.{field.name} -> {target.__name__}")
    assert wrong == []
