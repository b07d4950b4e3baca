"""并联审批: a project with 60 tasks in 20 departments taken in by one act; its page; 200 projects worked on by 20 departments at once.

PROJECTS=20 shortens the last part. Bars: accepted in under 500 ms (the middle of several), the page of the stage under
200 ms (95 of 100), no deadlock. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

from bench import database

NAME = "yimen_bench_projects"
PROJECTS = int(os.environ.get("PROJECTS", "200"))
DEPARTMENTS, TASKS, ROUNDS, READS = 20, 60, 9, 100
ACCEPT_BAR_MS, PAGE_BAR_MS = 500, 200
INSTRUMENT = "示例〔2026〕1号"
ROLES = ("section_examiner", "leader", "window_clerk", "issue_clerk")


def bodies() -> list[Any]:
    """Twenty departments of the city, the lead first."""
    from yimen.kernel.orgs.models import Org

    lead = Org.objects.get(code="urban-rural-construction")
    others = Org.objects.filter(kind="department", parent__parent=None).exclude(pk=lead.pk).order_by("path")
    found = [lead, *others[: DEPARTMENTS - 1]]
    if len(found) < DEPARTMENTS:
        raise RuntimeError(f"the city has only {len(found)} departments")
    return found


def officers(orgs: list[Any], at: Any) -> dict[str, dict[str, Any]]:
    """One person of each role in each department."""
    from yimen.kernel.base.actor import Machine
    from yimen.kernel.orgs.models import Org
    from yimen.kernel.people import actions
    from yimen.kernel.people.actor import PersonActor

    by, city = Machine("city data", origin="command"), Org.objects.get(parent=None)
    found: dict[str, dict[str, Any]] = {}
    for org in orgs:
        for role in ROLES:
            login = f"bench.{role}.{org.code}"
            facts = {"login": login, "name": f"示例{role}", "kind": "staff", "is_example": True}
            person = actions.enrol(city, **facts, by=by, at=at).person
            post = {"role": role, "window": None, "since": date(2025, 1, 1), "instrument": INSTRUMENT}
            actions.appoint(org, person=person, **post, by=by, at=at)
            found.setdefault(org.code, {})[role] = PersonActor(person, at.date(), is_secured=True)
    return found


def items(orgs: list[Any], at: Any) -> list[str]:
    """Sixty items, three in each department, each asking for five materials; their codes."""
    from yimen.kernel.base.actor import Machine
    from yimen.modules.approvals import actions

    by = Machine("city data", origin="command")
    materials = [
        {"key": f"paper-{n}", "name": f"材料{n}", "legal_basis": "行政许可法第三十一条"} for n in range(5)
    ]
    codes = []
    for number in range(TASKS):
        org = orgs[number % DEPARTMENTS]
        added = actions.add_item(
            org,
            code=f"bench-{number:02d}",
            name=f"示例事项{number:02d}",
            kind="licence",
            audiences=["enterprise"],
            legal_bases=[{"instrument": "行政许可法"}],
            by=by,
            at=at,
        )
        terms = {
            "effective_from": at.date(),
            "pattern": "four_ones",
            "mode": "promised",
            "statutory_days": 20,
        }
        terms |= {"promised_days": 10, "channels": ["web"], "result_name": "许可", "result_kind": "decision"}
        drafted = actions.draft_version(
            added.item, content={"materials": materials}, terms=terms, by=by, at=at
        )
        actions.publish_version(drafted.version, instrument_no=INSTRUMENT, by=by, at=at)
        codes.append(added.item.code)
    return codes


def template(code: str, listed: list[str], lead: Any, at: Any) -> Any:
    """A stage of these items; every fourth waits for the one before it; equal materials are asked once."""
    from yimen.kernel.base.actor import Machine
    from yimen.modules.projects import loading
    from yimen.modules.projects.models import StageTemplate

    orders = [{"before": listed[n - 1], "after": listed[n], "kind": "soft"} for n in range(3, len(listed), 4)]
    shared = [
        {
            "kind": "material",
            "key": f"paper-{n}",
            "members": [{"item": one, "key": f"paper-{n}"} for one in listed],
        }
        for n in range(5)
    ]
    loading.ensure_stage_template(
        lead,
        code=code,
        names={"name": f"示例阶段{len(listed)}", "theme": "示例"},
        position=1,
        items=[{"item_code": one, "role": "parallel"} for one in listed],
        orders=orders,
        shared=shared,
        by=Machine("city data", origin="command"),
        at=at,
    )
    return StageTemplate.objects.get(code=code)


def submitted(kind: Any, owner: Any, clerk: Any, at: Any) -> Any:
    """A project whose stage was submitted with all its materials."""
    from tests.world import small_pdf
    from yimen.kernel.base.ids import new_id
    from yimen.kernel.documents.intake import receive
    from yimen.modules.projects import actions

    project = actions.register_project(
        kind.lead,
        name="示例项目",
        owner=owner.person,
        place=kind.lead.region,
        classes=["construction"],
        investments={"CNY": Decimal("1000000")},
        by=clerk,
        at=at,
    ).project
    stage = actions.prepare_stage(project, template=kind, stage_id=new_id(), by=owner, at=at).stage
    actions.fill_stage(stage, contact_phone="13800000000", by=owner, at=at)
    paper = receive(small_pdf("example"), filename="example.pdf")
    for number in range(5):
        actions.share_material(
            stage, key=f"paper-{number}", name="example.pdf", received=paper, by=owner, at=at
        )
    return actions.submit_stage(stage, by=owner, at=at).stage


def accepting(kind: Any, owner: Any, clerk: Any, at: Any) -> tuple[float, Any]:
    """The middle of several acceptances of sixty tasks, in milliseconds; and the last stage."""
    from yimen.modules.projects import actions

    taken = []
    for _round in range(ROUNDS):
        stage = submitted(kind, owner, clerk, at)
        start = time.perf_counter()
        stage = actions.accept_stage(stage, by=clerk, at=at).stage
        taken.append((time.perf_counter() - start) * 1000)
    print(
        f"accepted {TASKS} tasks in {DEPARTMENTS} departments: {', '.join(f'{one:.0f}' for one in taken)} ms"
    )
    return statistics.median(taken[1:]), stage


def reading(stage: Any, readers: list[Any]) -> float:
    """The page of the stage, read by its owner and by the lead: 95 of 100 are faster, in milliseconds."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    there, taken = reverse("projects:stage", args=[stage.pk]), []
    for reader in readers:
        client = Client(SERVER_NAME="localhost")
        client.force_login(reader.person, backend=settings.AUTHENTICATION_BACKENDS[0])
        for _time in range(READS // len(readers)):
            start = time.perf_counter()
            answer = client.get(there)
            taken.append((time.perf_counter() - start) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"the page of the stage answered {answer.status_code}")
    return statistics.quantiles(taken, n=20)[-1]


def work_of(org: Any, who: dict[str, Any], stages: list[Any], at: Any) -> list[str]:
    """One department's part in every project, in an order of its own: received, checked, reviewed, decided."""
    from django.db import connections

    from yimen.modules.approvals import actions as approvals
    from yimen.modules.approvals.models import Application
    from yimen.modules.projects import actions, jobs
    from yimen.modules.projects.models import Task

    errors = []
    examiner, leader = who["section_examiner"], who["leader"]
    mine = list(Task.objects.filter(stage__in=stages, org=org))
    random.Random(org.code).shuffle(mine)
    for task in mine:
        try:
            actions.acknowledge_task(task, by=examiner, at=at)
            actions.find_complete(task, by=examiner, at=at)
            part = Application.objects.get(pk=task.case_id)
            approvals.assign(part, reviewer=examiner.person, by=examiner, at=at)
            approvals.examine(part, opinion="grant", grounds="符合条件。", by=examiner, at=at)
            jobs.follow(task.stage_id, at=at)
            part.refresh_from_db()
            if not part.waits_for:
                approvals.approve(part, by=leader, at=at)
                jobs.follow(task.stage_id, at=at)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}"[:200])
    connections.close_all()
    return errors


def together(orgs: list[Any], people: dict[str, Any], stages: list[Any], at: Any) -> list[str]:
    """Twenty departments at once; then what waited for others, the same way."""
    from yimen.modules.approvals import actions as approvals
    from yimen.modules.approvals.models import Application
    from yimen.modules.projects import jobs

    errors: list[str] = []
    with ThreadPoolExecutor(DEPARTMENTS) as pool:
        for found in pool.map(lambda org: work_of(org, people[org.code], stages, at), orgs):
            errors += found
    for stage in stages:
        jobs.follow(stage.pk, at=at)
    left = Application.objects.filter(case__parent__in=[one.pk for one in stages], state="in_approval")
    for part in left.select_related("org"):
        approvals.approve(part, by=people[part.org.code]["leader"], at=at)
    for stage in stages:
        jobs.follow(stage.pk, at=at)
    return errors


def main() -> None:
    database.prepare(NAME)
    from django.utils import timezone

    from bench.clerks import deadlocks
    from yimen.kernel.people.actor import PersonActor
    from yimen.kernel.people.models import Person
    from yimen.modules.projects import actions
    from yimen.modules.projects.models import Stage

    at = timezone.now()
    orgs = bodies()
    people = officers(orgs, at)
    codes = items(orgs, at)
    owner = PersonActor(Person.objects.get(login="enterprise.one"), at.date(), is_secured=True)
    clerk = people[orgs[0].code]["window_clerk"]
    accept_ms, stage = accepting(template("bench-whole", codes, orgs[0], at), owner, clerk, at)
    page_ms = reading(stage, [owner, clerk])
    kind = template("bench-many", codes[:DEPARTMENTS], orgs[0], at)
    stages = []
    for _number in range(PROJECTS):
        stages.append(actions.accept_stage(submitted(kind, owner, clerk, at), by=clerk, at=at).stage)
    before, start = deadlocks(), time.perf_counter()
    errors = together(orgs, people, stages, at)
    seconds = time.perf_counter() - start
    locked = deadlocks() - before
    over = Stage.objects.filter(pk__in=[one.pk for one in stages], state="all_decided").count()
    report(accept_ms, page_ms, locked, errors, over, seconds)


def report(
    accept_ms: float, page_ms: float, locked: int, errors: list[str], over: int, seconds: float
) -> None:
    """In words, and as the last line."""
    print(
        f"60 tasks accepted in {accept_ms:.0f} ms (bar {ACCEPT_BAR_MS}); page p95 {page_ms:.0f} ms (bar {PAGE_BAR_MS})"
    )
    print(f"{PROJECTS} projects, {DEPARTMENTS} departments at once: {seconds:.0f} s, {over} all decided")
    for error in sorted(set(errors))[:10]:
        print(f"  {errors.count(error)} times: {error}", file=sys.stderr)
    figures = {"accept_ms": round(accept_ms, 1), "page_p95_ms": round(page_ms, 1), "deadlocks": locked}
    print(json.dumps(figures | {"projects": PROJECTS, "errors": len(errors), "all_decided": over}))


if __name__ == "__main__":
    main()
