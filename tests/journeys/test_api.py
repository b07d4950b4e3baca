"""The whole way through /api/v1 with tokens: the same acts, ending in a decision that the API verifies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from .people import Cast, answer, pdf

ITEM = "road-occupation"


class Program:
    """A program that acts as a person, by a token that the person issued on the page."""

    def __init__(self, cast: Cast, login: str) -> None:
        self.site, person = cast.site, cast(login)
        page = person.go("/people/me/tokens/")
        page.fill("main input[name=name]", "journey")
        page.fill("main input[name=expires_on]", str((datetime.now(UTC) + timedelta(days=30)).date()))
        page.uncheck("main input[name=is_read_only]")
        person.press("签发")
        secret = page.locator("main .alert code").first.inner_text()
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.request = cast.anyone().context.request

    def send(self, path: str, *, method: str = "POST", **body: Any) -> Any:
        address = self.site.url(f"/api/v1/approvals/{path}")
        answer = self.request.fetch(address, method=method, headers=self.headers, **body)
        assert answer.ok, f"{path}: {answer.status} {answer.text()}"
        return answer.json()


def answers_of(cast: Cast) -> dict[str, list[str]]:
    """The first choice of every question, as the guide asks them."""
    page = cast.anyone().go(f"/approvals/guide/{ITEM}/")
    answer(page)
    chosen = page.locator("#situation input:checked").all()
    return {one.get_attribute("name") or "": [one.get_attribute("value") or ""] for one in chosen}


def submitted(cast: Cast) -> str:
    resident, answers = Program(cast, "resident.one"), answers_of(cast)
    draft = resident.send("applications", data={"item": ITEM, "answers": answers})
    own = f"applications/{draft['id']}"
    resident.send(own, method="PATCH", data={"subject": "示例", "contact_phone": "13800000005"})
    for material in resident.send(f"items/{ITEM}/checklist", data={"answers": answers}):
        if material["is_asked_of_applicant"]:
            resident.send(f"{own}/materials/{material['key']}", multipart={"file": pdf()})
    resident.send(f"{own}/submission")
    return own


def test_from_a_draft_to_a_verified_decision(cast: Cast) -> None:
    own = submitted(cast)
    Program(cast, "clerk.construction").send(f"{own}/acceptance", data={})
    examiner = Program(cast, "examiner.construction")
    examiner.send(f"{own}/assignment", data={})
    examiner.send(f"{own}/examination", data={"opinion": "grant", "grounds": "材料齐全。"})
    Program(cast, "leader.construction").send(f"{own}/approval", data={})
    Program(cast, "seal.construction").send(f"{own}/conclusion")

    applicant = cast("resident.one")
    applicant.go(f"/approvals/{own}/")
    (link,) = [link for title, link in applicant.files().items() if "决定书" in title]
    sent = pdf() | {"buffer": applicant.fetch(link)}
    anyone = cast.anyone().context.request
    address = cast.site.url("/api/v1/documents/verification")
    found = anyone.post(address, multipart={"file": sent}).json()
    assert found["is_in_force"] is True
    assert [one["is_intact"] for one in found["signatures"]] == [True]
