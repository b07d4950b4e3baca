"""Each kind of page: nothing in the way of anybody (axe-core, WCAG 2.2 A and AA), nothing sideways at 360 pixels."""

from __future__ import annotations

import pytest

from . import office
from .looking import NARROW, barriers, sideways
from .people import Cast, Visitor, begin, declare, submit, upload_all

ITEM = "/approvals/guide/road-occupation/"
PUBLIC = [
    "/",
    "/approvals/guide/",
    "/search/?q=施工",
    "/search/?q=zzzz",
    "/progress/",
    "/verify/",
    "/orgs/",
    "/orgs/city-centre/",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/figures/definitions/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/calendar/",
    "/calendar/2026/",
    "/policies/",
    "/web/gallery/",
    "/nowhere/",
    ITEM,
]
SIGNED_IN = {
    "resident.one": "/approvals/applications/ /notices/ /people/me/ /people/me/contact/ /people/me/tokens/ "
    "/accounts/2fa/ /accounts/sessions/",
    "clerk.construction": "/desk/ /approvals/handling/ /approvals/window/application/",
    "manager": "/figures/ /figures/department/ /figures/day/ /figures/one/approvals.accepted/ /figures/one/approvals.open/ "
    "/overview/ /overview/walls/",
    "auditor": "/record/ /record/refusals/",
    "administrator": "/people/ /people/roles/ /people/enrolment/ /jobs/ /notices/outbox/ /verify/seals/ "
    "/verify/papers/ /calendar/loading/",
}


def faults(visitor: Visitor, path: str) -> list[str]:
    """What is wrong with the page on a telephone; a page that is open stays when ``path`` is empty."""
    if path:
        visitor.go(path)
    found = barriers(visitor.page) + sideways(visitor.page)
    return [f"{path or visitor.page.url}: {one}" for one in found]


def telephone(cast: Cast, login: str = "") -> Visitor:
    options = {"width": NARROW, "bypass_csp": True}
    return cast(login, **options) if login else cast.anyone(**options)


def test_public_pages(cast: Cast) -> None:
    anyone = telephone(cast)
    assert [fault for path in PUBLIC for fault in faults(anyone, path)] == []


@pytest.mark.parametrize("login", SIGNED_IN)
def test_pages_of(cast: Cast, login: str) -> None:
    visitor = telephone(cast, login)
    assert [fault for path in SIGNED_IN[login].split() for fault in faults(visitor, path)] == []


def test_pages_of_an_application(cast: Cast) -> None:
    """Draft, materials, submission, receipt and case of the applicant."""
    applicant = telephone(cast, "resident.one")
    found = faults(applicant, ITEM + "application/")
    begin(applicant, "road-occupation")
    found += faults(applicant, "")
    draft = applicant.page.url.replace("/materials/", "/draft/").removeprefix(cast.site.address)
    found += faults(applicant, draft)
    applicant.go(draft.replace("/draft/", "/materials/"))
    upload_all(applicant)
    applicant.follow("下一步：核对提交")
    found += faults(applicant, "")
    filed = declare(applicant)
    found += faults(applicant, "")
    for page in ("", "story/", "withdrawal/"):
        found += faults(applicant, filed.case + page)
    assert found == []


def test_pages_of_acts(cast: Cast) -> None:
    """At every stage the pages of the acts that are open then."""
    filed, found = submit(cast("resident.two"), "road-occupation"), []

    def look(login: str, *acts: str) -> None:
        official = telephone(cast, login)
        for act in acts:
            found.extend(faults(official, filed.case + act))

    look("clerk.construction", "", "acceptance/", "correction-notice/", "non-competence/", "non-requirement/")
    look("clerk.construction", "refusal-proposal/", "spot-correction/", "tolerance/")
    office.accept(cast, filed)
    look("head.construction", "assignment/")
    office.take(cast, filed)
    look("examiner.construction", "", "examination/", "hold/")
    look("leader.construction", "extension/")
    office.examine(cast, filed)
    look("leader.construction", "", "approval/", "refusal/", "return/", "termination/")
    office.approve(cast, filed)
    look("seal.construction", "conclusion/")
    office.seal(cast, filed)
    look("issue.construction", "delivery/")
    look("clerk.construction", "record-correction/")
    assert found == []
