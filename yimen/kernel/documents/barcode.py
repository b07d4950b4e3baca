"""条形码 — Code 128 (GB/T 18347): drawn on slips, read from scanned pages. Scanners at a counter type what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

PATTERNS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
WIDTHS = tuple(PATTERNS[one : one + 6] for one in range(0, len(PATTERNS), 6))
START_B, START_C, CODE_C, CODE_B, STOP = 104, 105, 99, 100, "2331112"
QUIET = 10
SHADES = (96, 128, 160)


def values(text: str) -> list[int]:
    """The symbol values of a text with their check value: pairs of digits where the text is digits, else letters.

    Raises ValueError for what is not printable ASCII.
    """
    if not text or any(not 32 <= ord(one) < 127 for one in text):
        raise ValueError("only printable ASCII can be drawn as Code 128")
    if text.isdigit() and len(text) % 2 == 0:
        found = [START_C, *(int(text[one : one + 2]) for one in range(0, len(text), 2))]
    else:
        found = [START_B, *(ord(one) - 32 for one in text)]
    check = found[0] + sum(place * value for place, value in enumerate(found[1:], 1))
    return [*found, check % 103]


def svg(text: str, *, height: int = 40) -> str:
    """The barcode as SVG text, one unit a module, with its quiet zones; no style, so that the policy allows it."""
    bars, place = [], QUIET
    for widths in [*(WIDTHS[one] for one in values(text)), STOP]:
        for index, width in enumerate(map(int, widths)):
            if index % 2 == 0:
                bars.append(f"M{place} 0h{width}v{height}h-{width}z")
            place += width
    total = place + QUIET
    path = f'<path fill="#000" d="{"".join(bars)}"/>'
    box = f'viewBox="0 0 {total} {height}" width="{total}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} shape-rendering="crispEdges">{path}</svg>'


def read(rows: Sequence[bytes]) -> str:
    """What the first barcode in these lines of a grey picture says; empty when there is none that checks."""
    for row in rows:
        for shade in SHADES:
            runs = list(_runs(row, shade))
            for line in (runs, runs[::-1]):
                if text := _of_runs(line):
                    return text
    return ""


def _runs(row: bytes, shade: int) -> Iterator[tuple[bool, int]]:
    """Dark and light stretches with their lengths."""
    start, dark = 0, bool(row) and row[0] < shade
    for place, grey in enumerate(row):
        if (grey < shade) != dark:
            yield dark, place - start
            start, dark = place, not dark
    yield dark, len(row) - start


def _of_runs(runs: Sequence[tuple[bool, int]]) -> str:
    """The text of a symbol that begins at one of the dark stretches."""
    for begin in range(0 if runs and runs[0][0] else 1, len(runs) - 20, 2):
        lengths = [length for _dark, length in runs[begin:]]
        if _symbol(lengths[:6]) in (START_B, START_C) and (text := _decoded(lengths)):
            return text
    return ""


def _decoded(lengths: Sequence[int]) -> str:
    """The text from a start symbol on, if its check value is right and the stop follows."""
    found: list[int] = []
    place = 0
    while place + 7 <= len(lengths):
        if len(found) > 2 and _scaled(lengths[place : place + 7], 13) == STOP:
            return _text(found)
        value = _symbol(lengths[place : place + 6])
        if value is None:
            return ""
        found.append(value)
        place += 6
    return ""


def _symbol(lengths: Sequence[int]) -> int | None:
    pattern = _scaled(lengths, 11)
    return WIDTHS.index(pattern) if pattern in WIDTHS else None


def _scaled(lengths: Sequence[int], modules: int) -> str:
    """Lengths as whole modules of one symbol."""
    unit = sum(lengths) / modules
    return "".join(str(min(max(round(one / unit), 1), 4)) for one in lengths) if unit else ""


def _text(found: Sequence[int]) -> str:
    start, body, check = found[0], found[1:-1], found[-1]
    if (start + sum(place * value for place, value in enumerate(body, 1))) % 103 != check:
        return ""
    if start == START_C:
        return "".join(f"{one:02d}" for one in body) if all(one < CODE_C + 1 for one in body) else ""
    return "".join(chr(one + 32) for one in body) if all(one < 95 for one in body) else ""
