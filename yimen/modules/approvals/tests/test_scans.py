"""扫描: a case opened by its barcode; a pile taken apart at separator pages; wrong and double files told one by one."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.world import NOON, World
from yimen.kernel.documents.tests.test_barcode import pdf, picture
from yimen.modules.approvals import scans
from yimen.modules.approvals.models import Application
from yimen.replay.paper import small_pdf

from .pages import enter, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: World) -> Application:
    """Made at the window, with nothing handed in yet."""
    keys = [one.key for one in world.version().body.materials]
    return world.draft(clerk=world.clerk, without=keys)


def asked(application: Application) -> list[str]:
    listed = application.version.body.checklist(application.answers)
    return [one.key for one in listed if one.is_asked_of_applicant]


def page(shade: int) -> Image.Image:
    return Image.new("L", (400, 500), shade)


def given(name: str, raw: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, raw)


def test_a_pile_is_taken_apart_at_its_separators(draft: Application) -> None:
    first, second = asked(draft)[:2]
    pile = pdf(picture(f"MAT:{first}"), page(90), page(120), picture(f"MAT:{second}"), page(150))
    found = scans.pieces(draft, [given("一叠.pdf", pile)], NOON)
    assert [(one.key, one.received.pages if one.received else None) for one in found] == [
        (first, 2),
        (second, 1),
    ]


def test_a_pile_without_separators_stays_one(draft: Application) -> None:
    found = scans.pieces(draft, [given("whole.pdf", pdf(page(90), page(120)))], NOON)
    assert [(one.name, one.key, one.received.pages if one.received else None) for one in found] == [
        ("whole.pdf", "", 2)
    ]


def test_a_separator_of_another_item_separates_nothing(draft: Application) -> None:
    found = scans.pieces(draft, [given("pile.pdf", pdf(picture("MAT:unknown"), page(90)))], NOON)
    assert len(found) == 1


def test_wrong_and_double_files_are_told_each_by_itself(draft: Application) -> None:
    good = small_pdf("one")
    files = [given("a.pdf", good), given("b.exe", b"MZ\x00\x01"), given("c.pdf", good), given("d.pdf", b"")]
    found = scans.pieces(draft, files, NOON)
    assert [(bool(one.received), bool(one.problem), one.is_known) for one in found] == [
        (True, False, False), (False, True, False), (True, False, True), (False, True, False),
    ]  # fmt: skip


def test_page_uploads_sorts_and_attaches(world: World, draft: Application) -> None:
    clerk, keys = enter(world.clerk), asked(draft)
    there = reverse("approvals:bulk-scans", args=[draft.pk])
    assert "打印分隔页" in text(clerk.get(there))
    pile = pdf(picture(f"MAT:{keys[0]}"), page(90), picture(f"MAT:{keys[1]}"), page(150))
    shown = clerk.post(there, {"pile": [given("pile.pdf", pile), given("x.exe", b"MZ\x00\x01")]})
    assert "不能接收" in text(shown)
    tokens = [token for _piece, token in shown.context["pieces"] if token]
    sent = {"piece": [*tokens, "forged"], "key": [*keys[:2], keys[2] if len(keys) > 2 else keys[0]]}
    sorting = reverse("approvals:scan-sorting", args=[draft.pk])
    assert clerk.post(sorting, sent).headers["Location"] == reverse("approvals:materials", args=[draft.pk])
    assert set(draft.materials.filter(replaced_at=None).values_list("key", flat=True)) == set(keys[:2])
    assert enter(world.stranger).get(there).status_code == 404
    assert enter(world.stranger).post(sorting, sent).status_code == 404


def test_what_was_not_sorted_is_not_lost(world: World, draft: Application) -> None:
    clerk, keys = enter(world.clerk), asked(draft)
    there, sorting = (
        reverse(f"approvals:{name}", args=[draft.pk]) for name in ("bulk-scans", "scan-sorting")
    )
    shown = clerk.post(there, {"pile": [given("a.pdf", small_pdf("a")), given("b.pdf", small_pdf("b"))]})
    tokens = [token for _piece, token in shown.context["pieces"]]
    again = clerk.post(sorting, {"piece": tokens, "key": ["", ""]})
    assert "请先为要归入的文件选择材料。" in text(again)
    assert "已归入" not in text(again)
    assert [piece.name for piece, _token in again.context["pieces"]] == ["a.pdf", "b.pdf"]
    refused = clerk.post(sorting, {"piece": tokens, "key": [keys[0], "no-such-material"]})
    assert "已归入 1 份材料。" in text(refused)
    assert [piece.name for piece, _token in refused.context["pieces"]] == ["b.pdf"]
    assert [one.key for one in draft.materials.filter(replaced_at=None)] == [keys[0]]
    nothing = clerk.post(there, {"pile": [given("x.exe", b"MZ")]})
    assert "归入所选材料" not in text(nothing)


def test_separators_are_printed_one_a_material(world: World, draft: Application) -> None:
    printed = text(enter(world.clerk).get(reverse("approvals:separators", args=[draft.pk])))
    assert printed.count("<svg") >= len(asked(draft))


def test_the_scanner_opens_the_case(world: World) -> None:
    submitted = world.submitted()
    there = reverse("approvals:scan")
    found = enter(world.clerk).get(there, {"number": f" {submitted.number} "})
    assert found.headers["Location"] == reverse("approvals:application", args=[submitted.pk])
    assert "没有找到" in text(enter(world.outsider).get(there, {"number": submitted.number}))
    assert enter(world.resident).get(there).status_code == 404


def test_the_slip_carries_the_number_as_a_barcode(world: World) -> None:
    from yimen.kernel.documents import making

    data: dict[str, Any] = dict(making.examples()["receipt_slip"])
    with_number = making.make_pdf("receipt_slip", data)
    assert with_number != making.make_pdf("receipt_slip", {**data, "case_no": "21010020260302000025"})
    assert io.BytesIO(with_number).read(5) == b"%PDF-"
