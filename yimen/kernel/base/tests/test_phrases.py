"""What is kept of a message: its id and its facts, read by each reader in the own language."""

import json

from django.utils import translation
from django.utils.translation import gettext

from yimen.kernel.base.phrases import kept, phrase, shown

LIST = "缺少列：%(names)s"
WHERE = "第%(row)s行“%(column)s”：%(message)s"


def stored(text: str) -> dict[str, object]:
    data: dict[str, object] = json.loads(json.dumps(kept(text)))
    return data


def test_a_phrase_is_read_by_each_reader_in_the_own_language() -> None:
    with translation.override("zh-hans"):
        missing = phrase(LIST, names=["名称", "状态"])
        inner = phrase("与第%(row)s行重复", row=2)
        whole = stored(phrase(WHERE, row=3, column="名称", message=inner))
        assert missing == "缺少列：名称、状态"
        assert stored(missing) == {"message": LIST, "facts": {"names": ["名称", "状态"]}}
        assert shown(stored(missing)) == missing
        assert shown(whole) == "第3行“名称”：与第2行重复"
    with translation.override("en"):
        assert shown(stored(missing)) == gettext(LIST) % {"names": f"{gettext('名称')}, {gettext('状态')}"}
        assert "The same as row 2" in shown(whole)


def test_what_was_kept_as_a_text_is_read_as_it_stands() -> None:
    with translation.override("en"):
        assert shown({"message": "没有这个机构"}) == "No such body"
        assert shown({"message": "与第2行重复"}) == "与第2行重复"
