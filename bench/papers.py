"""Documents for the benchmarks of open government: titles, numbers and texts of the length that cities publish.

Their clauses come from LAWS (a tar.xz of laws as Markdown) where it is given, else from the Chinese texts of the
repository; every document mixes its own from them, with names and figures of its own, so that no two are alike.
"""

from __future__ import annotations

import os
import random
import re
import tarfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from yimen.kernel.search.documents import Document

ROOT = Path(__file__).resolve().parents[1]
HAN = re.compile(r"[\u4e00-\u9fff]")
CLAUSE = re.compile(r"[，。；：！？\n|#*`\"]+")
BODIES = [
    "市政府",
    "办公厅",
    "发展改革委",
    "教育局",
    "科技局",
    "公安局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "生态环境局",
    "住房和城乡建设局",
    "交通运输局",
    "水务局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康委",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "城市管理局",
    "退役军人局",
]
PLACES = [
    "和平区",
    "沈河区",
    "大东区",
    "皇姑区",
    "铁西区",
    "苏家屯区",
    "浑南区",
    "沈北新区",
    "于洪区",
    "辽中区",
    "新民市",
    "康平县",
    "法库县",
]
SUBJECTS = [
    "公积金",
    "供热",
    "停车",
    "医疗保险",
    "不动产登记",
    "小区物业",
    "食品安全",
    "义务教育",
    "公共交通",
    "环境保护",
    "养老服务",
    "就业创业",
    "道路养护",
    "垃圾分类",
    "消防安全",
    "政府信息公开",
    "行政审批",
    "招标投标",
    "城乡规划",
    "防汛抗旱",
    "残疾人保障",
    "户籍管理",
]
KINDS = (
    ("通知", 45),
    ("意见", 15),
    ("办法", 10),
    ("公告", 10),
    ("规定", 6),
    ("方案", 8),
    ("批复", 4),
    ("函", 2),
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
MEAN_CLAUSES = 34


def clauses() -> list[str]:
    """Clauses of 4 to 40 characters."""
    texts = _laws(os.environ["LAWS"]) if os.environ.get("LAWS") else _own()
    found = {part.strip() for text in texts for part in CLAUSE.split(text) if 4 <= len(part.strip()) <= 40}
    return sorted(part for part in found if HAN.search(part))


def _laws(path: str) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for one in archive:
            if one.name.endswith(".md") and (file := archive.extractfile(one)) is not None:
                yield file.read().decode("utf-8", "replace")


def _own() -> Iterator[str]:
    for folder, pattern in (("cities", "*"), ("docs", "*.md"), ("yimen", "*.po"), ("yimen", "*.toml")):
        for path in sorted((ROOT / folder).rglob(pattern)):
            if path.is_file():
                yield path.read_text(encoding="utf-8", errors="replace")


def papers(count: int, seed: int = 1) -> Iterator[Document]:
    """So many documents, the same ones for the same seed; some 665 characters each on average."""
    chance = random.Random(seed)
    pool = clauses()
    weights = [1 / (1 + index % 97) for index in range(len(pool))]
    chance.shuffle(pool)
    for start in range(0, count, 1000):
        drawn = iter(chance.choices(pool, weights, k=1000 * MEAN_CLAUSES * 3))
        for number in range(start, min(start + 1000, count)):
            yield _paper(number, chance, drawn)


def _paper(number: int, chance: random.Random, drawn: Iterator[str]) -> Document:
    body, place, subject = chance.choice(BODIES), chance.choice(PLACES), chance.choice(SUBJECTS)
    day = date(1995, 1, 1) + timedelta(days=int(11_500 * chance.random() ** 0.5))
    kind = chance.choices([one for one, _share in KINDS], [share for _one, share in KINDS])[0]
    title = f"{_made(body)}关于{place}{next(drawn)[:16]}{subject}工作的{kind}"
    size = min(max(int(chance.lognormvariate(3.25, 0.75)), 3), MEAN_CLAUSES * 4)
    text = _text([_clause(chance, drawn, place, subject) for _each in range(size)], chance)
    return Document(
        source="papers",
        key=str(number),
        title=title,
        summary=f"{subject}，{next(drawn)}",
        body=f"各区、县（市）人民政府，市政府各部门：\n\n{text}\n\n{_made(body)}\n\n{day.year}年{day.month}月{day.day}日",
        identifiers=(
            f"沈{body[:2]}发〔{day.year}〕{number % 997 + 1}号",
            f"0000{number % 89:05}/{day.year}-{number:07}",
        ),
        facets={"org": (body,), "subject": (subject,), "kind": (kind,), "year": (str(day.year),)},
        dated_on=day,
        in_force=chance.random() > 0.15,
        href=f"/disclosure/publications/{number}/",
    )


def _made(body: str) -> str:
    return f"沈阳市{body}" if not body.startswith("市") else f"沈阳{body}"


def _clause(chance: random.Random, drawn: Iterator[str], place: str, subject: str) -> str:
    """A clause; now and then with a name, a figure, a place or the subject of its own."""
    clause, dice = next(drawn, "依法办理"), chance.random()
    if dice < 0.06:
        return f"{clause}{chance.choice(SURNAMES)}{chr(chance.randrange(0x4E00, 0x8000))}{chr(chance.randrange(0x4E00, 0x8000))}"
    if dice < 0.14:
        return f"{clause}{chance.randrange(1, 9000)}万元"
    return f"{place}{clause}" if dice < 0.18 else f"{subject}{clause}" if dice < 0.26 else clause


def _text(parts: Sequence[str], chance: random.Random) -> str:
    return "".join(part + chance.choices("，。；", (6, 3, 1))[0] for part in parts)
