"""Migrations of data: what stood under an old name stands under the new one, published versions included."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.world import World
from yimen.modules.approvals.actions.catalogue import content_hash
from yimen.modules.approvals.models import Application, ItemVersion
from yimen.modules.approvals.states import Pattern

RENAMING = import_module("yimen.modules.approvals.migrations.0023_one_review_one_inspection_by_its_name")
VARIANT = {"key": "large", "name": "大型", "pattern": Pattern.ONE_REVIEW_ONE_INSPECTION.value}


@pytest.mark.django_db
def test_one_review_one_inspection_gets_its_name_and_may_again(world: World) -> None:
    code = world.variant(pattern="one_review_one_inspection", content={"variants": [VARIANT]})
    application = world.in_review(code=code)
    with connection.schema_editor(atomic=False) as editor:
        RENAMING.rename_back(apps, editor)
    version = ItemVersion.objects.get(pk=application.version_id)
    assert (version.pattern, version.content["variants"][0]["pattern"]) == ("one_inspection",) * 2
    for _time in range(2):
        with connection.schema_editor(atomic=False) as editor:
            RENAMING.rename(apps, editor)
    version.refresh_from_db()
    again = Application.objects.get(pk=application.pk)
    assert version.content["variants"][0]["pattern"] == "one_review_one_inspection"
    assert version.content_hash == content_hash(version.content)
    names = {version.pattern, again.pattern, again.outline["pattern"]}
    assert names == {Pattern.ONE_REVIEW_ONE_INSPECTION}
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        ItemVersion.objects.filter(pk=version.pk).update(pattern="filing")
