"""标题: a page that is named by its view says so in its heading too, not only in the title of the window."""

from __future__ import annotations

import pytest

from tests.world import World

from .pages import enter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "heading"),
    [("charges", "缴费通知单"), ("refunds", "退费"), ("bank-files/import", "导入银行到账文件")],
)
def test_the_heading_names_the_page(world: World, page: str, heading: str) -> None:
    answer = enter(world.cashier).get(f"/approvals/{page}/").content.decode()
    assert f'<h1 class="page-title">{heading}</h1>' in answer
