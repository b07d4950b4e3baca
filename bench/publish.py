"""公开: how many publications a second go the whole way through the acts, and how many are published and indexed.

SIZE texts (10,000 unless told otherwise) of realistic length are drafted, sent in, signed by three, and published, each step
an act with its entry in the record; then the search takes in what was published. The last line is one JSON object: per_second
counts publishing and indexing together.
"""

from __future__ import annotations

import json
import os
import random
import time
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bench import database

NAME = "yimen_bench_publish"
SIZE = int(os.environ.get("SIZE", "10000"))
AT = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
WORDS = (
    "城市", "道路", "施工", "许可", "申请", "材料", "期限", "决定", "公布", "企业", "登记", "居民", "供热", "检查", "标准", "应当",
    "按照", "规定", "办理", "监督", "管理", "部门", "街道", "社区", "安全", "环境", "资金", "项目", "计划", "服务",
)  # fmt: skip


def text(rng: random.Random) -> str:
    """About 1,200 characters in articles, as such documents are long."""
    return "\n\n".join(
        f"第{number}条 " + "".join(rng.choice(WORDS) for _ in range(50)) + "。" for number in range(1, 13)
    )


def prepared(stage: dict[str, Any]) -> list[Any]:
    """Drafted, sent in, and signed by three: what waits for the officer."""
    from yimen.modules.disclosure import actions, rules

    rng, versions = random.Random(7), []
    checklist = dict.fromkeys(rules.CHECKLIST, False)
    for number in range(SIZE):
        content = stage["content"] | {"title": f"关于示例事项第{number}号的通知", "body": text(rng)}
        version = actions.draft_publication(stage["org"], content=content, by=stage["drafter"], at=AT).version
        check = actions.submit_publication(version, by=stage["drafter"], at=AT).check
        actions.give_first_opinion(check, verdict="open", by=stage["head"], at=AT)
        actions.give_secrecy_opinion(check, verdict="open", checklist=checklist, by=stage["secrecy"], at=AT)
        actions.sign_publication(check, verdict="open", by=stage["leader"], at=AT)
        versions.append(version)
    return versions


def staged() -> dict[str, Any]:
    """The people of one body, and what every text has in common."""
    from yimen.kernel.orgs.models import Org
    from yimen.kernel.people.actor import PersonActor
    from yimen.kernel.people.models import Person
    from yimen.modules.disclosure.models import ClassificationNode

    names = ("drafter", "head", "secrecy", "leader", "disclosure")
    people = {
        name: PersonActor(Person.objects.get(login=f"{name}.construction"), AT.date(), is_secured=True)
        for name in names
    }
    places = {"subject": "roads", "genre": "circular", "legal_category": "a20-1"}
    nodes = {tree: ClassificationNode.objects.get(scheme=tree, code=code) for tree, code in places.items()}
    content = {"created_on": date(2026, 2, 27), "abstract": "示例概述。", **nodes}
    return {"org": Org.objects.get(code="urban-rural-construction"), "content": content, **people}


def published(versions: list[Any], officer: Any) -> float:
    """Seconds for publishing all of them."""
    from yimen.modules.disclosure import actions

    start = time.perf_counter()
    for one in versions:
        actions.publish_information(one, by=officer, at=AT)
    return time.perf_counter() - start


def indexed() -> float:
    """Seconds until the search has taken in everything that was published."""
    from django.core.management import call_command

    start = time.perf_counter()
    call_command("rebuild_search", verbosity=0)
    return time.perf_counter() - start


def main() -> None:
    database.prepare(NAME)
    stage = staged()
    start = time.perf_counter()
    versions = prepared(stage)
    preparing = time.perf_counter() - start
    publishing = published(versions, stage["disclosure"])
    indexing = indexed()
    whole = SIZE / (publishing + indexing)
    print(
        f"drafted, sent in, three signatures {preparing:8.1f} s, {SIZE / preparing:6.0f} a second (five acts each)"
    )
    print(f"published                          {publishing:8.1f} s, {SIZE / publishing:6.0f} a second")
    print(f"indexed                            {indexing:8.1f} s, {SIZE / indexing:6.0f} a second")
    figures = {"per_second": round(whole), "prepared_per_second": round(SIZE / preparing), "items": SIZE}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
