"""A construction project through all four stages: applied for once a stage, decided by several departments, issued together."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from .people import CHOICES, Cast, Visitor, pdf
from .waiting import until

STAGES = ("planning-land", "construction-permission", "building-permit", "completion")
OFFICES = {"urban-rural-construction": "construction", "natural-resources": "planning"}
FEW = 8
"""So many steps of questions a stage has at most."""
OPTIONAL = {"chosen"}
PREPARED = re.compile(r"/projects/stages/([0-9a-f-]{36})/")


def test_a_project_goes_through_all_four_stages(cast: Cast) -> None:
    project = registered(cast)
    for code in STAGES:
        stage = applied(cast, project, code)
        taken_in(cast, stage)
        decided_by_all(cast, stage)
        issued(cast, stage)
    owner = cast("enterprise.one")
    owner.go(f"/projects/{project}/")
    assert owner.text().count("结果已统一发放") == len(STAGES)


def registered(cast: Cast) -> str:
    """By the lead's window; the number tells city and year."""
    clerk = cast("clerk.construction")
    page = clerk.go("/projects/new/")
    page.fill("input[name=name]", "示例厂房")
    page.fill("input[name=owner]", "enterprise.one")
    page.fill("textarea[name=investments]", "CNY 500000000")
    page.check("input[name=classes][value=construction]")
    page.select_option("select[name=org]", index=1)
    page.select_option("select[name=place]", value="210100000000")
    clerk.press("登记")
    return clerk.page.url.rstrip("/").rsplit("/", 1)[1]


def applied(cast: Cast, project: str, code: str) -> str:
    """One application: the situation, the form, each material once."""
    owner = cast("enterprise.one")
    page = owner.go(f"/projects/{project}/stages/new/")
    page.locator("main label").filter(has_text=TITLES[code]).first.click()
    owner.press("下一步")
    found = PREPARED.search(owner.page.url)
    assert found
    for _step in range(FEW):
        if "/filling/" not in owner.page.url:
            break
        for name in {one.get_attribute("name") for one in page.locator(f"main {CHOICES}").all()} - OPTIONAL:
            choices = page.locator("main").locator(CHOICES).and_(page.locator(f'[name="{name}"]'))
            if choices.count() and not page.locator(f'main input[name="{name}"]:checked').count():
                choices.first.check()
        owner.press("下一步")
    assert "/filling/" not in owner.page.url, owner.text()
    page.fill("input[name=contact_phone]", "13800000000")
    owner.press("下一步：材料")
    shared(owner)
    owner.go(f"/projects/stages/{found[1]}/submission/")
    owner.press("提交")
    return found[1]


TITLES = {
    "planning-land": "立项用地规划许可",
    "construction-permission": "工程建设许可",
    "building-permit": re.compile(r"^\s*施工许可"),
    "completion": "竣工验收",
}


def shared(owner: Visitor) -> None:
    """Every material that is not there yet."""
    links = owner.page.locator("main a", has_text=re.compile("^提交")).all()
    for there in [one.get_attribute("href") for one in links]:
        page = owner.go(str(there))
        page.set_input_files("main input[type=file]", pdf())
        owner.press("提交")


def taken_in(cast: Cast, stage: str) -> None:
    reception = cast("reception")
    reception.go(f"/projects/stages/{stage}/acceptance/")
    reception.press("受理")
    assert "并联受理" in reception.text()


def decided_by_all(cast: Cast, stage: str) -> None:
    """Each department in its own name; what waits for another one is decided when that one has been."""
    tasks = told(cast("reception"), stage)["tasks"]
    for task in tasks:
        office = OFFICES.get(task["org"], "joint")
        until(lambda task=task: not waits(cast, stage, task["id"]))
        for login, act, body in (
            (f"examiner.{office}", "assignment", {}),
            (f"examiner.{office}", "examination", {"opinion": "grant", "grounds": "符合条件。"}),
            (f"leader.{office}", "approval", {}),
            (f"seal.{office}", "conclusion", {}),
        ):
            done(cast(login), f"approvals/applications/{UUID(task['case'])}/{act}", body)
    until(lambda: told(cast("reception"), stage)["state"] == "all_decided")


def waits(cast: Cast, stage: str, task: str) -> bool:
    return any(one["id"] == task and one["waits_for"] for one in told(cast("reception"), stage)["tasks"])


def told(visitor: Visitor, stage: str) -> Any:
    return visitor.context.request.get(visitor.site.url(f"/api/v1/projects/stages/{stage}")).json()


def done(visitor: Visitor, path: str, body: dict[str, Any]) -> None:
    """An act by the API, in the session of the browser."""
    visitor.go("/desk/")
    token = next(one["value"] for one in visitor.context.cookies() if "csrf" in one["name"])
    headers = {"X-CSRFToken": token, "Referer": visitor.site.address}
    answer = visitor.context.request.post(visitor.site.url(f"/api/v1/{path}"), data=body, headers=headers)
    assert answer.status == 201, f"{path}: {answer.status} {answer.text()}"


def issued(cast: Cast, stage: str) -> None:
    issuer = cast("issue.centre")
    page = issuer.go(f"/projects/stages/{stage}/issue/")
    page.check("input[name=method][value=window]")
    issuer.press("发放")
    assert "结果已统一发放" in issuer.text()
