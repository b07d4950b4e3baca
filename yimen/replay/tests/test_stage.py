"""置景: every item of the year's own catalogue asks for one paper, and nothing that the plan does not do."""

from __future__ import annotations

import pytest

from yimen.modules.approvals.models import ItemVersion
from yimen.replay.profile import profile_of
from yimen.replay.stage import FORM, city_items, set_up

pytestmark = pytest.mark.django_db


def test_every_item_of_the_year_asks_for_its_form_alone() -> None:
    profile = profile_of(2008, city_items())
    set_up(profile, scale=0.001)
    versions = ItemVersion.objects.filter(item__code__startswith="2008-")
    assert {one.item.code for one in versions.select_related("item")} == {one.code for one in profile.kinds}
    asked = [(one.key, one.needs_original_check) for row in versions for one in row.body.materials]
    assert asked == [(FORM, False)] * len(profile.kinds)
