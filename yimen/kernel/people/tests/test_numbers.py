"""Personal numbers at rest."""

from uuid import uuid4

import pytest

from yimen.kernel.people import numbers

NUMBER = "210102199001010015"


def test_what_was_sealed_opens_again_for_its_owner():
    owner = uuid4()
    assert numbers.opened(numbers.sealed(NUMBER, owner), owner) == NUMBER


def test_the_same_number_is_never_sealed_to_the_same_text():
    owner = uuid4()
    assert numbers.sealed(NUMBER, owner) != numbers.sealed(NUMBER, owner)
    assert NUMBER not in numbers.sealed(NUMBER, owner)


def test_a_sealed_number_does_not_open_for_another_row():
    stored = numbers.sealed(NUMBER, uuid4())
    with pytest.raises(numbers.CannotOpen):
        numbers.opened(stored, uuid4())


def test_a_changed_text_does_not_open():
    owner = uuid4()
    stored = numbers.sealed(NUMBER, owner)
    other = "A" if stored[20] != "A" else "B"
    with pytest.raises(numbers.CannotOpen):
        numbers.opened(stored[:20] + other + stored[21:], owner)


def test_an_old_key_opens_while_it_is_kept(settings):
    owner = uuid4()
    before = settings.SECRET_KEY
    stored, digest = numbers.sealed(NUMBER, owner), numbers.digest("resident_id", NUMBER)
    settings.SECRET_KEY = "another-secret-key-for-tests-9876543210-abcdefghij"
    with pytest.raises(numbers.CannotOpen):
        numbers.opened(stored, owner)
    settings.SECRET_KEY_FALLBACKS = [before]
    assert numbers.opened(stored, owner) == NUMBER
    assert not numbers.is_current(stored)
    assert numbers.digest("resident_id", NUMBER) != digest
    assert digest in numbers.digests("resident_id", NUMBER)


def test_the_digest_depends_on_the_type():
    assert numbers.digest("passport", "E12345678") != numbers.digest("taiwan_permit", "E12345678")
    assert len(numbers.digest("passport", "E12345678")) == 64


@pytest.mark.parametrize(
    ("number", "shown"),
    [("210102199001010015", "210102********0015"), ("E12345678", "E1*****78"), ("AB12", "****")],
)
def test_masks(number, shown):
    assert numbers.masked(number) == shown
