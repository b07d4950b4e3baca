"""先后关系图: layers, places, arrows and words of a drawing."""

from __future__ import annotations

from yimen.kernel.base.layers import layers
from yimen.kernel.web.drawing import Key, Node, cut, draw, lines_of

KEYS = (Key("hard", "实线"),)


def test_layers_go_from_left_to_right() -> None:
    pairs = [("a", "c"), ("b", "c"), ("c", "d"), ("a", "d")]
    assert layers("dcbae", pairs) == [["b", "a", "e"], ["c"], ["d"]]
    assert layers("ab", [("a", "b"), ("b", "a")]) == [["a", "b"]]
    assert layers("", []) == []


def test_what_comes_before_stands_to_the_left_and_arrows_of_the_way_are_marked() -> None:
    nodes = [
        Node("a", "消防审查", "建设局"),
        Node("b", "施工许可", tone="success", href="/b/"),
        Node("c", "备案"),
    ]
    orders = {("a", "b"): "hard", ("b", "c"): "soft", ("a", "elsewhere"): "hard"}
    drawing = draw(nodes, orders, keys=KEYS, marked=("a", "b"))
    assert drawing is not None
    assert [(box.node.key, box.x) for box in drawing.boxes] == [("a", 12), ("b", 286), ("c", 560)]
    assert (drawing.width, drawing.height, drawing.keys) == (788, 92, KEYS)
    assert [(one.kind, one.is_marked) for one in drawing.arrows] == [("hard", True), ("soft", False)]
    assert drawing.arrows[0].path == "M228 46C256 46 256 46 284 46"
    assert draw([], {}, keys=KEYS) is None


def test_a_loose_order_holds_nothing_back_and_bends_over() -> None:
    drawing = draw(
        [Node("a", "甲"), Node("b", "乙")], {("a", "b"): "postponed"}, keys=KEYS, loose=("postponed",)
    )
    assert drawing is not None
    assert [(box.x, box.y) for box in drawing.boxes] == [(12, 12), (12, 102)]
    assert drawing.arrows[0].path == "M120 80C120 181 120 181 120 172"


def test_a_column_follows_the_middle_of_what_comes_before() -> None:
    nodes = [Node(key, key) for key in "abcd"]
    drawing = draw(nodes, {("a", "d"): "hard", ("b", "c"): "hard"}, keys=KEYS)
    assert drawing is not None
    assert [box.node.key for box in drawing.boxes] == ["a", "b", "d", "c"]


def test_words_fit_into_their_box() -> None:
    name = "房屋建筑和市政基础设施工程竣工验收备案"
    assert cut(name) == "房屋建筑和市政基础设施…"
    assert lines_of(name) == ("房屋建筑和市政基础设施工", "程竣工验收备案")
    assert lines_of(name * 2) == ("房屋建筑和市政基础设施工", "程竣工验收备案房屋建筑…")
    assert lines_of("Permit to occupy urban roads") == ("Permit to occupy urban", "roads")
    assert lines_of("Permit") == ("Permit",)
    assert Node(1, "施工许可", "建设局").said == "施工许可 · 建设局"
    assert Node(1, "施工许可", title="施工许可（已取得）").said == "施工许可（已取得）"
