"""印模 — the picture of a round seal: red ring, star, the organ's name along the arc, the seal's kind below.

Sizes follow 国发〔1999〕25号: seals of city departments are 42 mm across.
"""

import io
import math
from functools import lru_cache
from typing import Any

from .fonts import song_file

DIAMETER_MM = 42
PIXELS = 496  # 300 dots an inch at 42 mm
SHARPER = 3  # drawn larger, then reduced: smooth edges
RED = (200, 16, 46)


@lru_cache(maxsize=256)
def seal_png(org: str, kind_text: str = "") -> bytes:
    """The seal as PNG with a transparent ground; the same bytes for the same words."""
    picture = io.BytesIO()
    draw_seal(org, kind_text).save(picture, format="PNG", optimize=False, compress_level=9)
    return picture.getvalue()


def draw_seal(org: str, kind_text: str = "", pixels: int = PIXELS) -> Any:
    """The seal as an RGBA picture of the given width: one red, its strength in the alpha channel."""
    from PIL import Image

    ink = _ink(org, kind_text, pixels * SHARPER).resize((pixels, pixels), Image.Resampling.LANCZOS)
    picture = Image.new("RGBA", (pixels, pixels), (*RED, 0))
    picture.putalpha(ink.point([level // 16 * 17 for level in range(256)]))
    return picture


def _ink(org: str, kind_text: str, size: int) -> Any:
    from PIL import Image, ImageDraw

    ink = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(ink)
    ring = round(size * 0.028)
    draw.ellipse((3, 3, size - 4, size - 4), outline=255, width=ring)
    draw.polygon(_star(size / 2, size / 2, size * 0.145), fill=255)
    _arc(ink, org, size, 224.0 if kind_text else 250.0)
    if kind_text:
        _below(ink, kind_text, size)
    return ink


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """The ten corners of a five-pointed star, one point up."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(126))
    return [
        (
            x + (radius if corner % 2 == 0 else inner) * math.sin(math.radians(36 * corner)),
            y - (radius if corner % 2 == 0 else inner) * math.cos(math.radians(36 * corner)),
        )
        for corner in range(10)
    ]


def _arc(ink: Any, text: str, size: int, widest: float) -> None:
    """Sets the characters along the ring, feet to the centre, spread evenly around the top."""
    from PIL import Image, ImageChops

    count = len(text)
    if count == 0:
        return
    spread = min(widest, max(20.0, 21.5 * count))
    step = spread / max(1, count)
    height = size * 0.135
    width = min(height * 0.86, math.radians(step) * size * 0.36)
    radius = size * 0.5 - size * 0.05 - height * 0.5
    for index, character in enumerate(text):
        angle = (index - (count - 1) / 2) * step
        glyph = _glyph(character, round(width), round(height)).rotate(
            -angle, expand=True, resample=Image.Resampling.BICUBIC
        )
        x = size / 2 + radius * math.sin(math.radians(angle)) - glyph.width / 2
        y = size / 2 - radius * math.cos(math.radians(angle)) - glyph.height / 2
        layer = Image.new("L", ink.size, 0)
        layer.paste(glyph, (round(x), round(y)))
        ink.paste(ImageChops.lighter(ink, layer))


def _below(ink: Any, text: str, size: int) -> None:
    """Sets the seal's kind on a straight line under the star."""
    from PIL import Image, ImageChops

    width = min(size * 0.082, size * 0.60 / len(text))
    start = size / 2 - width * len(text) / 2
    layer = Image.new("L", ink.size, 0)
    for index, character in enumerate(text):
        glyph = _glyph(character, round(width * 0.96), round(size * 0.095))
        layer.paste(glyph, (round(start + index * width), round(size * 0.705)))
    ink.paste(ImageChops.lighter(ink, layer))


def _glyph(character: str, width: int, height: int) -> Any:
    """One character in Song, made bold, stretched to the given size as cut seals are."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (260, 300), 0)
    draw = ImageDraw.Draw(picture)
    draw.text((130, 150), character, font=_font(220), fill=255, anchor="mm", stroke_width=3)
    box = (15, 35, 245, 265)
    return picture.crop(box).resize((max(1, width), max(1, height)), Image.Resampling.LANCZOS)


@lru_cache(maxsize=4)
def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(song_file()), size)
