"""扫描件 — the pages of a scanned PDF: taken apart, and read for barcodes; the file itself is not changed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from . import barcode

LINES = 24
WIDEST = 2600


def page_count(raw: bytes) -> int:
    """How many pages a PDF has."""
    return int(_reader(raw).root["/Pages"]["/Count"])


def some_pages(raw: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of these pages only, counted from 0, as they are."""
    from pyhanko.pdf_utils import generic, writer

    source = _reader(raw)
    made: Any = writer.PdfFileWriter()  # type: ignore[no-untyped-call]
    for number in numbers:
        page = _page(source, number)
        kept = {
            key: made.import_object(page.raw_get(key)) for key in page if key not in ("/Parent", "/Annots")
        }
        made.insert_page(generic.DictionaryObject(kept))  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def barcode_on(raw: bytes, number: int) -> str:
    """What the barcode on a scanned page says: the largest picture of the page is looked at; empty when none."""
    picture = _largest_picture(_page(_reader(raw), number))
    return barcode_in_picture(picture) if picture is not None else ""


def barcode_in_picture(raw: Any) -> str:
    """What the barcode in a picture says, upright or lying."""
    from PIL import Image

    with Image.open(io.BytesIO(raw)) if isinstance(raw, bytes) else raw as picture:
        grey = picture.convert("L")
    if grey.width > WIDEST:
        grey = grey.resize((WIDEST, max(round(grey.height * WIDEST / grey.width), 1)))
    return barcode.read(_lines(grey)) or barcode.read(_lines(grey.transpose(Image.Transpose.ROTATE_90)))


def _lines(grey: Any) -> list[bytes]:
    """Lines across the picture, close enough to meet a barcode of a centimetre."""
    step = max(grey.height // (LINES * 4), 1)
    data, width = grey.tobytes(), grey.width
    return [data[row * width : (row + 1) * width] for row in range(0, grey.height, step)]


def _reader(raw: bytes) -> Any:
    from pyhanko.pdf_utils.reader import PdfFileReader

    return PdfFileReader(io.BytesIO(raw), strict=False)


def _page(reader: Any, number: int) -> Any:
    """The dictionary of a page with what it inherits."""
    ref, resources = reader.find_page_for_modification(number)
    page = ref.get_object()
    if "/Resources" not in page and resources is not None:
        page["/Resources"] = resources
    return page


def _largest_picture(page: Any) -> Any:
    """The largest picture on a page as Pillow reads it; None when there is none that we can read."""
    resources = page.get("/Resources") or {}
    objects = resources.get("/XObject") or {}
    pictures = [objects[name] for name in objects]
    pictures = [one for one in pictures if one.get("/Subtype") == "/Image"]
    if not pictures:
        return None
    return _opened(max(pictures, key=lambda one: int(one["/Width"]) * int(one["/Height"])))


def _opened(stream: Any) -> Any:
    from PIL import Image

    width, height = int(stream["/Width"]), int(stream["/Height"])
    filters = stream.get("/Filter")
    names = (
        [str(filters)]
        if filters is not None and not isinstance(filters, list)
        else [str(o) for o in filters or []]
    )
    if names[-1:] == ["/DCTDecode"]:
        return Image.open(io.BytesIO(stream.encoded_data))
    if names[-1:] == ["/CCITTFaxDecode"] or int(stream.get("/BitsPerComponent", 8)) not in (1, 8):
        return None
    mode = {1: "L", 3: "RGB", 4: "CMYK"}.get(len(stream.data) // max(width * height, 1), "1")
    return Image.frombytes(mode, (width, height), stream.data)
