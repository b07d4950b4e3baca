"""Reads one stored file in a process of its own; the answer is always an outcome that people can understand."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.documents.models import File
from yimen.kernel.documents.store import Damaged, open_stored
from yimen.modules.disclosure.states import TextState

from . import ocr
from .readers import LONGEST, MEDIA

SECONDS = 120
SECONDS_OF_A_PAGE = 20
"""A page of the length that is read takes two; one that takes longer was made to."""
PIECE = 1024 * 1024
WHY: dict[str, Text] = {
    "encrypted": _("文件有密码或者加密保护，无法提取文本。"),
    "broken": _("文件已经损坏，无法提取文本。"),
    "bomb": _("文件展开后过大，没有提取文本。"),
    "long_page": _("网页文件超过200万字，没有提取文本。请分成几个文件，或者转成 PDF 后上传。"),
    "deep_page": _("网页文件的标签嵌套过深，没有提取文本。请转成 PDF 后上传。"),
    "macros": _("文件含有宏程序，没有提取文本。"),
    "too_large": _("文件过大，提取文本时内存不足。"),
    "timeout": _("提取文本超过时限，已经停止。"),
    "no_text": _("文件没有文字层（可能是扫描件），没有可以提取的文本。"),
    "damaged": _("存储中的文件与登记的不一致，请联系系统管理员。"),
    "cut": _("文本过长，只保留了前面的部分。"),
}


@dataclass(frozen=True)
class Outcome:
    """提取结果 — the text, and how it went."""

    state: str
    text: str = ""
    note: str = ""


def read(file: File, *, seconds: float = SECONDS) -> Outcome:
    """The text of a stored file, whatever it is; never raises on account of its content."""
    kind = MEDIA.get(file.media_type)
    if kind is None:
        return Outcome(TextState.NONE)
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        try:
            with open_stored(file.stored) as stored:
                while piece := stored.read(PIECE):
                    copy.write(piece)
        except Damaged:
            return _failed("damaged")
        copy.flush()
        found = _asked(kind, copy.name, min(seconds, SECONDS_OF_A_PAGE) if kind == "html" else seconds)
        if "why" in found:
            return _failed(found["why"])
        text = found.get("text", "") or ocr.recognise(copy.name, file.media_type)
    if not text:
        return Outcome(TextState.NONE, note=str(WHY["no_text"]))
    return Outcome(TextState.DONE, text, str(WHY["cut"]) if len(text) >= LONGEST else "")


def _asked(kind: str, path: str, seconds: float) -> dict[str, str]:
    command = [sys.executable, "-m", "yimen.modules.disclosure.extraction.readers", kind, path]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        return {"why": "timeout"}
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        return {"why": "too_large" if done.returncode < 0 else "broken"}


def _failed(why: str) -> Outcome:
    return Outcome(TextState.FAILED, note=str(WHY.get(why, WHY["broken"])))
