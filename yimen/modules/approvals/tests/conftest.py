"""Applications in each state, reached by verbs once a file; what a test does to them is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.world import World
from yimen.modules.approvals.models import Application


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """A transaction around all tests of a file: what is made here stands before each of them."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
    yield World()
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def _reached(name: str) -> Callable[..., Application]:
    @pytest.fixture(scope="module", name=name)
    def reach(stage: World, django_db_blocker: DjangoDbBlocker) -> Application:
        with django_db_blocker.unblock():
            return getattr(stage, name)()  # type: ignore[no-any-return]

    return reach


draft = _reached("draft")
discarded = _reached("discarded")
submitted = _reached("submitted")
correction_requested = _reached("correction_requested")
refusal_proposed = _reached("refusal_proposed")
accepted = _reached("accepted")
in_review = _reached("in_review")
in_approval = _reached("in_approval")
reported = _reached("reported")
decided = _reached("decided")
sealed = _reached("sealed")
closed = _reached("closed")
archived = _reached("archived")
not_required = _reached("not_required")
not_competent = _reached("not_competent")
refused_acceptance = _reached("refused_acceptance")
withdrawn = _reached("withdrawn")
deemed_withdrawn = _reached("deemed_withdrawn")
