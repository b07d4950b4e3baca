"""`make new-module` makes what the house asks of a module, in a copy of the files it changes."""

import ast
import shutil
from pathlib import Path

import pytest

from tools.new_module import FILES, Trouble, new_module

ROOT = Path(__file__).resolve().parents[3]
CONTRACT = """\
[importlinter:contract:modules]
containers = yimen.modules
layers =
    portal
    projects | review
    approvals | trading

[importlinter:contract:kernel]
containers = yimen.kernel
layers =
    base
"""


@pytest.fixture
def house(tmp_path):
    (tmp_path / "yimen" / "project").mkdir(parents=True)
    shutil.copy(ROOT / "yimen" / "project" / "settings.py", tmp_path / "yimen" / "project")
    (tmp_path / ".importlinter").write_text(CONTRACT)
    return tmp_path


def test_makes_every_file_with_its_docstring(house):
    new_module("parking", "approvals", house)
    folder = house / "yimen" / "modules" / "parking"
    made = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert made == sorted(FILES)
    silent = [
        name
        for name in made
        if name.endswith(".py") and not ast.get_docstring(ast.parse((folder / name).read_text()))
    ]
    assert silent == ["__init__.py", "migrations/__init__.py", "tests/__init__.py"]


def test_stands_beside_its_neighbour(house):
    new_module("parking", "trading", house)
    expected = CONTRACT.replace("    approvals | trading\n", "    approvals | trading | parking\n")
    assert (house / ".importlinter").read_text() == expected


def test_stands_in_a_row_of_its_own(house):
    new_module("parking", "above:projects", house)
    expected = CONTRACT.replace("    projects | review\n", "    parking\n    projects | review\n")
    assert (house / ".importlinter").read_text() == expected


def test_is_installed_last(house):
    new_module("parking", "approvals", house)
    tree = ast.parse((house / "yimen" / "project" / "settings.py").read_text())
    lists = {node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign)}
    assert ast.literal_eval(lists["MODULES"])[-1] == "yimen.modules.parking"


@pytest.mark.parametrize(
    ("name", "row"), [("Parking", "approvals"), ("parking", ""), ("parking", "kernel"), ("", "")]
)
def test_a_wish_without_sense_changes_nothing(house, name, row):
    settings = (house / "yimen" / "project" / "settings.py").read_text()
    with pytest.raises(Trouble):
        new_module(name, row, house)
    assert not (house / "yimen" / "modules").exists()
    assert (house / ".importlinter").read_text() == CONTRACT
    assert (house / "yimen" / "project" / "settings.py").read_text() == settings
