"""Judged questions (query, document, 0 to 3) over the example city: the order is good, as nDCG@10, and does not get worse."""

from __future__ import annotations

from math import log2
from pathlib import Path

import pytest

from tests.world import NOON
from yimen.kernel.base.actor import Public
from yimen.kernel.search.answering import Wish, answer
from yimen.kernel.search.following import Follower
from yimen.kernel.search.keeping import keep_changes
from yimen.kernel.search.reading import READER

JUDGED: dict[str, dict[str, int]] = {
    "挖掘": {"road-occupation": 3},
    "占用 道路": {"road-occupation": 3},
    "wajue": {"road-occupation": 3},
    "城乡建设局": {"urban-rural-construction": 3, "road-occupation": 1},
    "驾驶证": {"driving-licence-renewal": 3, "driving-licence-first": 3},
    "jiashizheng": {"driving-licence-renewal": 3, "driving-licence-first": 3},
    "驾驶证换证": {"driving-licence-renewal": 3},
    "企业投资备案": {"investment-filing": 3},
    "公司登记": {"company-registration": 3},
    "市场监督管理局": {"market-regulation": 3, "company-registration": 2},
    "scjdglj": {"market-regulation": 3},
    "審計局": {"audit-office": 3},
    "政府办公室": {"general-office": 3},
    "办公厅": {"general-office": 0},
    "城市道路管理条例": {"road-occupation": 3},
    "driving licence": {"driving-licence-renewal": 3, "driving-licence-first": 3},
}


@pytest.fixture
def city(db: None, settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.YIMEN_SEARCH = tmp_path
    READER.forget()
    follower = Follower()
    while keep_changes() or follower.follow():
        pass
    follower.close()


def gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:10]))


def ndcg(found: list[str], judged: dict[str, int]) -> float:
    best = gain(sorted(judged.values(), reverse=True))
    return gain([judged.get(key, 0) for key in found]) / best if best else 1.0


def test_the_best_comes_first(city: None) -> None:
    scores = {}
    for asked, judged in JUDGED.items():
        hits = answer(Public(), Wish(asked), on=NOON.date()).hits
        scores[asked] = round(ndcg([hit.key for hit in hits], judged), 3)
    worst = {asked: score for asked, score in scores.items() if score < 0.6}
    assert not worst, worst
    assert sum(scores.values()) / len(scores) >= 0.95, scores
