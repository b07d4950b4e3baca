"""条形码: what is drawn is read again; what is disturbed is not read wrongly. Pages of a scan are taken apart."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from yimen.kernel.documents import barcode, scanned

PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=24)


def picture(text: str, *, scale: int = 3, blur: float = 0) -> Image.Image:
    """A page with the barcode on it, as a scanner sees it."""
    symbols = [*(barcode.WIDTHS[one] for one in barcode.values(text)), barcode.STOP]
    width = sum(int(one) for symbol in symbols for one in symbol) * scale
    page = Image.new("L", (width + 240, 400), 245)
    drawing, place = ImageDraw.Draw(page), 120
    for symbol in symbols:
        for index, one in enumerate(symbol):
            if index % 2 == 0:
                drawing.rectangle([place, 120, place + int(one) * scale - 1, 220], fill=20)
            place += int(one) * scale
    return page.filter(ImageFilter.GaussianBlur(blur)) if blur else page


def pdf(*pages: Image.Image) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=list(pages[1:]))
    return out.getvalue()


@given(PRINTABLE)
@settings(max_examples=60, deadline=None)
def test_what_is_drawn_is_read(text: str) -> None:
    assert scanned.barcode_in_picture(picture(text, scale=2)) == text


@pytest.mark.parametrize("scale", [2, 3, 5])
def test_a_case_number_is_read_blurred_and_lying(scale: int) -> None:
    page = picture("21010020260302000017", scale=scale, blur=0.6)
    assert scanned.barcode_in_picture(page) == "21010020260302000017"
    assert scanned.barcode_in_picture(page.rotate(90, expand=True, fillcolor=245)) == "21010020260302000017"


def test_a_disturbed_or_empty_page_says_nothing() -> None:
    page = picture("21010020260302000017")
    ImageDraw.Draw(page).rectangle([300, 0, 330, 400], fill=20)
    assert scanned.barcode_in_picture(page) == ""
    assert scanned.barcode_in_picture(Image.new("L", (600, 800), 255)) == ""


def test_only_what_can_be_drawn_is_drawn() -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        barcode.values("办件")
    assert "<svg" in barcode.svg("A1")
    assert "style" not in barcode.svg("A1")


def test_pages_are_taken_apart_as_they_are() -> None:
    raw = pdf(picture("MAT:plan"), Image.new("L", (300, 300), 100), Image.new("L", (500, 500), 200))
    assert scanned.page_count(raw) == 3
    assert [scanned.barcode_on(raw, one) for one in range(3)] == ["MAT:plan", "", ""]
    part = scanned.some_pages(raw, [1, 2])
    assert scanned.page_count(part) == 2
    from pypdf import PdfReader

    assert [one.images[0].image.size for one in PdfReader(io.BytesIO(part)).pages] == [(300, 300), (500, 500)]  # type: ignore[union-attr]
