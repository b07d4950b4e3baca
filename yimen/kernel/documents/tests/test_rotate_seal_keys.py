"""The secret key is exchanged: seals go on, with the former key among the fallbacks, then without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import authority, keys

FORMER, PRESENT = "the former secret, thirty-two characters", "the present secret, thirty-two characters"


@pytest.fixture
def own_keys(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.YIMEN_KEYS, settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = tmp_path, FORMER, []
    keys.keep("seals/one.pem", keys.encrypted(keys.new_private()))


def _signed() -> bool:
    return bool(keys.open_key("file:one").key.sign(b"data"))


@pytest.mark.usefixtures("own_keys")
def test_a_former_key_among_the_fallbacks_opens_seals(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SECRET_KEY = PRESENT
    with pytest.raises(RuleBroken):
        keys.open_key("file:one")
    settings.SECRET_KEY_FALLBACKS = [FORMER]
    assert _signed()


@pytest.mark.usefixtures("own_keys")
def test_after_the_rotation_the_former_key_is_not_needed(settings, capsys) -> None:  # type: ignore[no-untyped-def]
    before = authority.root().certificate
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = PRESENT, [FORMER]
    call_command("rotate_seal_keys")
    assert capsys.readouterr().out == "done: 2\n"
    settings.SECRET_KEY_FALLBACKS = []
    assert _signed()
    assert authority.root().certificate == before
    call_command("rotate_seal_keys")
    assert capsys.readouterr().out == "done: 0\n"


@pytest.mark.usefixtures("own_keys")
def test_a_file_that_no_key_opens_stops_it_and_stays(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    content = (tmp_path / "seals" / "one.pem").read_bytes()
    settings.SECRET_KEY = PRESENT
    with pytest.raises(ValueError, match=r"(?i)decrypt|password"):
        call_command("rotate_seal_keys")
    assert (tmp_path / "seals" / "one.pem").read_bytes() == content
