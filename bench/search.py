"""检索: 430,000 documents: how long an index takes, how fast and how exactly questions are answered.

Questions of one, two and three runs, single characters, random pieces of texts and 文号 are answered with total, facets
and marked first page; beside them PostgreSQL's ``simple`` full text over segmented words (ts_rank, count, facets),
pg_trgm LIKE, and the AND of segmented words. Truth is a scan of every text for the substring.

SIZE=20000 is smaller, SIZE=4300000 shows how it grows (about an hour, 25 GB), LAWS=…/laws.tar.xz mixes the texts from
laws, PEERS=0 leaves the peers out, KEEP=1 uses the documents of the last run again, and their words. The last line is
one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from bench import database

SIZE = int(os.environ.get("SIZE", "430000"))
PEERS = os.environ.get("PEERS", "1") != "0"
KEEP = os.environ.get("KEEP", "0") == "1"
NAME = "yimen_bench_search"
ROUNDS = 5
COMMON = [
    "通知",
    "沈阳市",
    "人民政府",
    "关于",
    "规定",
    "管理",
    "信息公开",
    "政府信息公开",
    "公积金",
    "供热",
    "医疗保险",
    "不动产登记",
    "行政审批",
    "食品安全",
    "小区物业",
    "被申请人",
    "申请人",
    "公开",
    "办法",
    "工作",
]
CHARACTERS = ["税", "水", "法", "氯", "鑫"]
TWO = [("供热", "和平区"), ("公积金", "通知"), ("食品安全", "办法"), ("人民政府", "规定"), ("停车", "大东区"), ("医疗保险", "管理"),
       ("行政审批", "公告"), ("不动产登记", "沈河区"), ("信息", "公开"), ("依法", "管理")]  # fmt: skip
THREE = [("供热", "和平区", "通知"), ("公积金", "管理", "办法"), ("食品安全", "监督", "公告"), ("政府", "信息", "公开"),
         ("医疗保险", "应当", "规定"), ("沈阳市", "人民政府", "意见"), ("停车", "铁西区", "方案")]  # fmt: skip
WORDS = """
CREATE TABLE peer (id bigint PRIMARY KEY, org text, subject text, kind text, year text, words tsvector);
"""
RANKED = """
WITH found AS MATERIALIZED (SELECT id, org, subject, kind, year, words FROM peer WHERE words @@ %(q)s::tsquery),
best AS (SELECT id, ts_rank(words, %(q)s::tsquery) AS rank FROM found ORDER BY rank DESC LIMIT 10)
SELECT (SELECT count(*) FROM found), (SELECT array_agg(id) FROM best),
    (SELECT count(*) FROM (SELECT org, count(*) FROM found GROUP BY 1) a),
    (SELECT count(*) FROM (SELECT subject, count(*) FROM found GROUP BY 1) a),
    (SELECT count(*) FROM (SELECT kind, count(*) FROM found GROUP BY 1) a),
    (SELECT count(*) FROM (SELECT year, count(*) FROM found GROUP BY 1) a)
"""
LIKE = "SELECT count(*) FROM trigrams WHERE comparable LIKE ALL(%s)"
Question = tuple[str, ...]


def main() -> None:
    database.prepare(NAME, keep=KEEP)
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.YIMEN_SEARCH = settings.YIMEN_SEARCH.parent / "bench_search"
    kept = keep()
    index_seconds, megabytes, learned = indexed()
    print(
        f"{SIZE:,} documents kept in {kept:.0f} s; index {index_seconds:.0f} s, {megabytes:.0f} MB, {learned} common runs"
    )
    questions = asked()
    truth = scanned(questions)
    recall, precision = exactness(questions, truth)
    print(f"{len(questions)} questions; recall {recall:.5f}, precision {precision:.5f}")
    engine, rendered = timed(questions, first_page), timed(questions, page())
    for name, times in (("engine: total, facets, marked page", engine), ("rendered page", rendered)):
        told(name, questions, times)
    ratio, peers = compared(questions, truth, engine) if PEERS else (0.0, {})
    print(json.dumps({
        "documents": SIZE, "recall": round(recall, 5), "precision": round(precision, 5),
        "p50_ms": quantile(engine, 0.5), "p99_ms": quantile(engine, 0.99), "page_p50_ms": quantile(rendered, 0.5),
        "page_p99_ms": quantile(rendered, 0.99), "ratio_to_ts_rank": round(ratio, 1),
        "index_seconds": round(index_seconds, 1), "index_mb": round(megabytes, 1), "peers": peers,
    }, ensure_ascii=False))  # fmt: skip


def keep() -> float:
    """The documents as a source gives them, into the table of the search."""
    from bench.papers import papers
    from yimen.kernel.search import documents
    from yimen.kernel.search.keeping import keep_everything
    from yimen.kernel.search.models import StoredDocument

    facets = tuple(documents.Facet(code, code) for code in ("org", "subject", "kind", "year"))
    source = documents.DocumentSource("papers", "文件", lambda _keys: papers(SIZE), facets)
    documents._SOURCES.clear()
    documents.register_documents(source)
    begun = time.perf_counter()
    if not KEEP or StoredDocument.objects.count() != SIZE:
        keep_everything(source)
    return time.perf_counter() - begun


def indexed() -> tuple[float, float, int]:
    from yimen.kernel.search import following, index

    begun = time.perf_counter()
    folder = following.rebuild()
    seconds = time.perf_counter() - begun
    size = sum(file.stat().st_size for file in folder.iterdir())
    return seconds, size / 1e6, len(index.frequent_of(folder).runs)


def asked() -> list[Question]:
    """Common words, single characters, several runs, and pieces of 2 to 12 characters from texts at random."""
    from django.db import connection

    chance = random.Random(5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT comparable FROM search_document WHERE NOT is_gone ORDER BY md5(key) LIMIT 200")
        texts = [text for (text,) in cursor.fetchall()]
    pieces: list[Question] = []
    while len(pieces) < 40:
        text, size = chance.choice(texts), chance.choice((2, 2, 3, 3, 4, 5, 6, 8, 12))
        start = chance.randrange(len(text) - size)
        piece = text[start : start + size]
        if "·" not in piece and not piece.isascii():
            pieces.append((piece,))
    return [*((one,) for one in (*COMMON, *CHARACTERS)), *TWO, *THREE, *pieces]


def scanned(questions: Sequence[Question]) -> list[array[int]]:
    """The rows whose text contains every run: each text is read once. Eight bytes a row: common words stand in millions."""
    from django.db import connection, transaction

    found = [array("q") for _question in questions]
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT id, comparable FROM search_document WHERE NOT is_gone")
        while rows := cursor.fetchmany(2000):
            for row, text in rows:
                for index, runs in enumerate(questions):
                    if all(run in text for run in runs):
                        found[index].append(row)
    return found


def exactness(questions: Sequence[Question], truth: Sequence[array[int]]) -> tuple[float, float]:
    """Over all questions together: how much of the truth is found, and how much of what is found is true."""
    hit = found = 0
    for question, true in zip(questions, truth, strict=True):
        one = everything(question)
        hit, found = hit + sum(row in one for row in true), found + len(one)
    return hit / sum(map(len, truth)), hit / max(found, 1)


def everything(question: Question) -> set[int]:
    from yimen.kernel.search.reading import READER

    engine, asking = READER.engine(), asked_of(question)
    assert engine is not None
    whole = engine._within(engine._all(asking), asking)
    hits = engine._searcher.search(whole, limit=SIZE, count=False).hits
    return set(engine._column("row", [place for _score, place in hits]))


def asked_of(question: Question) -> Any:
    from yimen.kernel.search.asking import Asked, parse

    return Asked(parse(" ".join(question)), frozenset({"public"}))


def first_page(question: Question) -> None:
    """What a page needs: total, counts of every facet, the best ten, read and marked."""
    from yimen.kernel.search import showing
    from yimen.kernel.search.reading import READER

    engine, asking = READER.engine(), asked_of(question)
    assert engine is not None
    found = engine.find(asking, limit=40)
    showing.hits(showing.groups(found.rows, found.families)[:10], asking)
    showing.narrowings(found, {})


def page() -> Callable[[Question], None]:
    from django.test import Client

    client, number = Client(), [0]

    def ask(question: Question) -> None:
        number[0] += 1
        address = f"10.{number[0] // 65536}.{number[0] // 256 % 256}.{number[0] % 256}"
        answer = client.get("/search/", {"q": " ".join(question)}, REMOTE_ADDR=address)
        assert answer.status_code == 200

    return ask


def timed(questions: Sequence[Question], ask: Callable[[Question], Any]) -> list[list[float]]:
    """Milliseconds of each question in each round, in turn; nothing is cached between them."""
    for question in questions[:5]:
        ask(question)
    times: list[list[float]] = [[] for _question in questions]
    for _round in range(ROUNDS):
        for index, question in enumerate(questions):
            begun = time.perf_counter()
            ask(question)
            times[index].append((time.perf_counter() - begun) * 1e3)
    return times


def quantile(times: Sequence[Sequence[float]], share: float) -> float:
    whole = sorted(one for each in times for one in each)
    return round(whole[min(int(len(whole) * share), len(whole) - 1)], 2)


def told(name: str, questions: Sequence[Question], times: Sequence[Sequence[float]]) -> None:
    groups = {
        f"{size} run(s)": [
            one for question, one in zip(questions, times, strict=True) if len(question) == size
        ]
        for size in (1, 2, 3)
    }
    parts = [f"{group} p50 {quantile(one, 0.5)} p99 {quantile(one, 0.99)}" for group, one in groups.items()]
    slowest = max(range(len(questions)), key=lambda index: statistics.median(times[index]))
    print(
        f"{name} (ms): {'; '.join(parts)}; slowest {' '.join(questions[slowest])} {statistics.median(times[slowest]):.1f}"
    )


# --- the peers


def compared(
    questions: Sequence[Question], truth: Sequence[array[int]], engine: Sequence[Sequence[float]]
) -> tuple[float, dict[str, Any]]:
    """Segmented words in PostgreSQL: exactness on all questions, time on the common ones; and trigrams."""
    from django.db import connection

    begun = time.perf_counter()
    segmented()
    built = time.perf_counter() - begun
    asks = [(index, tsquery(question)) for index, question in enumerate(questions)]
    hit = found = 0
    with connection.cursor() as cursor:
        for index, query in asks:
            cursor.execute("SELECT array_agg(id) FROM peer WHERE words @@ %s::tsquery", [query])
            rows = set(cursor.fetchone()[0] or ())
            hit, found = hit + sum(row in rows for row in truth[index]), found + len(rows)
        common = [(index, query) for index, query in asks if index < len(COMMON)]
        ranked, ours = [], []
        for index, query in common:
            begun = time.perf_counter()
            cursor.execute(RANKED, {"q": query})
            cursor.fetchone()
            ranked.append((time.perf_counter() - begun) * 1e3)
            ours.append(statistics.median(engine[index]))
    ratio = sum(ranked) / sum(ours)
    peers = {
        "segmented_recall": round(hit / sum(map(len, truth)), 4),
        "segmented_precision": round(hit / max(found, 1), 4),
        "segmented_build_seconds": round(built, 1),
        "ts_rank_common_p50_ms": round(statistics.median(ranked), 1),
        "own_common_p50_ms": round(statistics.median(ours), 2),
        **trigrams(questions),
    }
    print(
        f"ts_rank with count and facets on {len(common)} common words: {sum(ranked):.0f} ms against {sum(ours):.0f} ms"
    )
    return ratio, peers


def segmented() -> None:
    """Every text cut into words by jieba, as a tsvector of the configuration ``simple`` with a GIN index."""
    import rjieba
    from django.db import connection, transaction

    if KEEP and _is_segmented():
        return
    with transaction.atomic(), connection.cursor() as writing:
        writing.execute("DROP TABLE IF EXISTS peer")
        writing.execute(WORDS)
        with connection.chunked_cursor() as cursor:
            cursor.execute("SELECT id, comparable, facets FROM search_document WHERE NOT is_gone")
            while rows := cursor.fetchmany(500):
                values = [_peer(row, text, facets, rjieba) for row, text, facets in rows]
                writing.executemany(
                    "INSERT INTO peer VALUES (%s, %s, %s, %s, %s, to_tsvector('simple', %s))", values
                )
        writing.execute("CREATE INDEX ON peer USING gin (words)")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE peer")


def _is_segmented() -> bool:
    """Whether the words of the last run are there: to cut 430,000 texts takes longer than all the rest."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('peer') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT count(*) FROM peer")
        return bool(cursor.fetchone()[0] == SIZE)


def _peer(row: int, text: str, facets: Any, rjieba: Any) -> tuple[Any, ...]:
    values = json.loads(facets) if isinstance(facets, str) else facets
    words = " ".join(rjieba.cut_for_search(text.replace("·", " ")))
    return (row, *(values[code][0] for code in ("org", "subject", "kind", "year")), words)


def tsquery(question: Question) -> str:
    import rjieba

    words = [word for run in question for word in rjieba.cut(run) if word.strip()]
    return " & ".join(f"'{word}'" for word in words)


def trigrams(questions: Sequence[Question]) -> dict[str, Any]:
    """pg_trgm with LIKE on a tenth of the texts: its build and its time for words of two and of more characters."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS trigrams")
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute(
            "CREATE TABLE trigrams AS SELECT id, comparable FROM search_document WHERE id %% 10 = 0", []
        )
        begun = time.perf_counter()
        cursor.execute("CREATE INDEX ON trigrams USING gin (comparable gin_trgm_ops)")
        built = time.perf_counter() - begun
        times: dict[bool, list[float]] = {True: [], False: []}
        for question in questions[: len(COMMON)]:
            begun = time.perf_counter()
            cursor.execute(LIKE, [[f"%{run}%" for run in question]])
            cursor.fetchone()
            times[len(question[0]) < 3].append((time.perf_counter() - begun) * 1e3)
    return {
        "trigram_build_seconds_of_a_tenth": round(built, 1),
        "trigram_two_characters_ms_of_a_tenth": round(statistics.median(times[True]), 1),
        "trigram_longer_ms_of_a_tenth": round(statistics.median(times[False]), 1),
    }


if __name__ == "__main__":
    main()
