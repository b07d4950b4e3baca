"""示例办件 beside a city that is served: made once, told when done; without them the city serves as well."""

from dataclasses import dataclass

import pytest

from yimen.project.up import __main__ as up
from yimen.project.up import steps
from yimen.project.up.checks import Wish


@dataclass
class Ended:
    """A process that has ended, or runs still."""

    code: int | None

    def last_words(self):
        return "disk full"


@pytest.fixture
def machine(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "_history", lambda machine: ("2026-11-23",))
    monkeypatch.delenv("YIMEN_EXAMPLE_CASES", raising=False)
    monkeypatch.delenv("YIMEN_CITY", raising=False)
    return steps.Machine(Wish(host="127.0.0.1", port=1, var=tmp_path))


def test_made_once(machine, capsys):
    assert steps.lacks_examples(machine)
    children = [Ended(None), Ended(None), Ended(None)]
    examples = children[2]
    assert up._look_at(examples, children, machine) is examples
    assert (len(children), steps.lacks_examples(machine)) == (3, True)
    examples.code = 0
    assert up._look_at(examples, children, machine) is None
    assert (len(children), steps.lacks_examples(machine)) == (2, False)
    assert capsys.readouterr().out == "示例办件已经办好 / the example cases are there\n"


def test_what_was_not_made_is_made_at_the_next_start(machine, capsys):
    children = [Ended(None), Ended(None), Ended(1)]
    assert up._look_at(children[2], children, machine) is None
    assert (len(children), steps.lacks_examples(machine)) == (2, True)
    assert (
        capsys.readouterr().out
        == "示例办件没有办完: disk full / not all example cases were made, see its log\n"
    )


@pytest.mark.parametrize(
    ("name", "value"), [("YIMEN_EXAMPLE_CASES", "false"), ("YIMEN_CITY", "cities/mycity")]
)
def test_not_for_a_city_of_one_s_own(machine, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert not steps.lacks_examples(machine)
