"""读取 — the documents of a bundle, one after the other, in the order in which they are taken in; faults in between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from html import escape

from django.utils.translation import gettext as _

from yimen.modules.disclosure.states import RunKind

from .bundles import Bundle
from .incoming import Faulty, Incoming, Place
from .law_texts import LawText, NotALaw, read_law
from .tables import read_table

Found = Iterator[Incoming | Faulty]
TABLES = (".csv", ".xlsx")
TEXTS = (".md", ".txt")
LONGEST_TEXT = 5 * 1024 * 1024


def read_laws(bundle: Bundle) -> Found:
    """Laws as Markdown, the versions of one after the other from the oldest on: heads first, texts when their turn comes."""
    heads: list[tuple[str, date, str]] = []
    for name in (one for one in bundle.names() if one.lower().endswith(".md")):
        if name.rsplit("/", 1)[-1].startswith("_"):
            continue  # what a site generator puts beside the texts
        try:
            law = _law(bundle, name)
            heads.append((law.key, law.version_on, name))
        except Faulty as fault:
            yield fault
    for _key, _on, name in sorted(heads):
        yield _as_incoming(_law(bundle, name), name)


def read_folder(bundle: Bundle) -> Found:
    """A table with one document a row, its texts and files beside it; without a table, a document a text."""
    tables = [name for name in bundle.names() if name.lower().endswith(TABLES) and "/" not in name]
    if not tables:
        yield from read_laws(bundle)
        return
    for name in tables:
        with bundle.open(name) as content:
            yield from (_with_text(bundle, one) for one in read_table(content, name))


READERS: Mapping[str, Callable[[Bundle], Found]] = {
    RunKind.LAWS: read_laws,
    RunKind.FOLDER: read_folder,
    RunKind.TABLE: read_folder,
}


def _law(bundle: Bundle, name: str) -> LawText:
    folder, _slash, last = name.rpartition("/")
    try:
        return read_law(_text(bundle, name), last, folder)
    except NotALaw as error:
        said = _("不是可以识别的法律文本：%(error)s") % {"error": error}
        raise Faulty(said, Place(name, error.line)) from error


def _text(bundle: Bundle, name: str) -> str:
    with bundle.open(name) as file:
        given = file.read(LONGEST_TEXT + 1)
    if len(given) > LONGEST_TEXT:
        raise Faulty(_("文本超过 %(most)s MB。") % {"most": LONGEST_TEXT // 1024**2}, Place(name))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return given.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise Faulty(_("文字编码不可读，请另存为 UTF-8。"), Place(name))


def _as_incoming(law: LawText, name: str) -> Incoming:
    topic = name.split("/", 1)[0] if "/" in name else ""
    return Incoming(
        key=name,
        family=law.key,
        title=law.title,
        created_on=law.version_on,
        body=as_html(law.text),
        abstract="；".join(f"{one.on.isoformat()} {one.text}" for one in law.story)[:300],  # 中文
        document_number=str(law.number) if law.number else "",
        issuer=law.issuer,
        effective_on=law.effective_on
        if law.effective_on and law.effective_on >= law.version_on
        else law.version_on,
        has_validity=True,
        topic=topic,
        place=Place(name),
    )


def _with_text(bundle: Bundle, one: Incoming | Faulty) -> Incoming | Faulty:
    """A body may stand in a text beside the table: a name of a file in the column 正文."""
    if isinstance(one, Faulty) or not one.body.lower().endswith(TEXTS) or len(one.body) > 200:
        return one
    try:
        return Incoming(**{**vars(one), "body": as_html(_text(bundle, one.body))})
    except Faulty as fault:
        return Faulty(str(fault.message), Place(one.place.file, one.place.line, "正文"))  # 中文


def as_html(text: str) -> str:
    """Markdown's headings and plain paragraphs; everything else is words."""
    return "\n".join(_block(line) for line in _lines(text))


def _lines(text: str) -> Iterable[str]:
    return (line for line in (one.strip().strip("\u3000") for one in text.splitlines()) if line)


def _block(line: str) -> str:
    heading = re.match(r"^(#{1,6})\s*(.+)$", line)
    if heading:
        level = min(max(len(heading[1]), 2), 4)
        return f"<h{level}>{escape(heading[2], quote=False)}</h{level}>"
    return f"<p>{escape(line, quote=False)}</p>"
