"""Law of rows and doors: look down, never sideways, never up; into another module only by its public.py."""

from __future__ import annotations

import grimp
from django.apps import apps
from importlinter.cli import lint_imports

from .sources import ROOT


def test_the_picture_holds() -> None:
    assert lint_imports(config_filename=str(ROOT / ".importlinter")) == 0


def test_modules_enter_one_another_by_the_public_door_only() -> None:
    graph = grimp.build_graph("yimen", cache_dir=None)
    wrong = []
    for module in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(module):
            here, there = module.split(".")[:3], imported.split(".")[:3]
            if "modules" in there[1:2] and here[1:2] == ["modules"] and here != there and len(there) == 3:
                if imported.split(".")[3:4] != ["public"]:
                    wrong.append(f"{module} -> {imported}")
    assert wrong == []


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
