"""A change is noted with the act that makes it, or not at all."""

from __future__ import annotations

import pytest
from django.db import transaction

from yimen.kernel.search.changes import changed
from yimen.kernel.search.models import Change


@pytest.mark.django_db
def test_a_change_goes_with_its_transaction() -> None:
    with transaction.atomic():
        changed("papers", 7)
        transaction.set_rollback(True)
    noted = Change.objects.filter(source="papers")
    assert not noted.exists()
    with transaction.atomic():
        changed("papers", 7)
    assert [(one.source, one.key) for one in noted.all()] == [("papers", "7")]
