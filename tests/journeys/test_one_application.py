"""One application from submission to a sealed decision that anyone can verify, by nine people in a browser."""

from __future__ import annotations

from . import office
from .people import Cast, Filed, Visitor, pdf, submit
from .waiting import until


def test_from_the_guide_to_a_verified_decision(cast: Cast) -> None:
    applicant = cast("resident.one")
    before = accepted_count(cast)
    filed = submit(applicant, "road-occupation")
    assert filed.number in on_desk(cast("clerk.construction"))
    office.accept(cast, filed)
    office.take(cast, filed)
    office.examine(cast, filed)
    for login in ("clerk.construction", "examiner.construction"):  # the reviewer never approves
        assert cast(login).status(filed.case + "approval/") == 404
    office.approve(cast, filed)
    office.seal(cast, filed)
    office.deliver(cast, filed, "示例居民甲")

    followed_by_number_and_code(cast, filed)
    verified(cast, decision_of(applicant, filed))
    assert accepted_count(cast) == before + 1
    counted_cases_contain(cast, filed)
    recorded_for_the_auditor_alone(cast, filed)
    until(lambda: mails_of(cast, filed) >= 4)


def on_desk(officer: Visitor) -> str:
    officer.go("/desk/")
    return officer.text()


def followed_by_number_and_code(cast: Cast, filed: Filed) -> None:
    """Without signing in; a wrong code and a wrong number answer alike."""
    anyone = cast.anyone()
    right = looked_up(anyone, filed.number, filed.code)
    wrong_code = looked_up(anyone, filed.number, f"{(int(filed.code) + 1) % 1_000_000:06}")
    wrong_number = looked_up(anyone, filed.number[:-1] + str(9 - int(filed.number[-1])), filed.code)
    assert "准予" in right
    assert "准予" not in wrong_code
    assert wrong_code == wrong_number


def looked_up(anyone: Visitor, number: str, code: str) -> str:
    page = anyone.go("/progress/")
    page.fill("main input[name=number]", number)
    page.fill("main input[name=code]", code)
    with page.expect_navigation():
        page.press("main input[name=code]", "Enter")
    return anyone.text()


def decision_of(applicant: Visitor, filed: Filed) -> bytes:
    applicant.go(filed.case)
    (link,) = [link for title, link in applicant.files().items() if "决定书" in title]
    return applicant.fetch(link)


def verified(cast: Cast, decision: bytes) -> None:
    """The file as it is, then the same file with one byte changed."""
    anyone = cast.anyone()
    assert "有效" in verdict(anyone, decision)
    changed = bytearray(decision)
    changed[len(changed) // 3] ^= 1
    assert "有效" not in verdict(anyone, bytes(changed))


def verdict(anyone: Visitor, content: bytes) -> str:
    """The sentence that the verification of a file begins with."""
    page = anyone.go("/verify/")
    page.set_input_files("main input[type=file]", pdf() | {"buffer": content})
    with page.expect_navigation():
        page.locator("main form:has(input[type=file]) button").first.click()
    return page.locator("main .alert").first.inner_text()


def accepted_count(cast: Cast) -> int:
    answer = cast("manager").context.request.get(cast.site.url("/api/v1/figures?span=today"))
    (value,) = [one["value"] for one in answer.json()["figures"] if one["code"] == "approvals.accepted"]
    return int(value)


def counted_cases_contain(cast: Cast, filed: Filed) -> None:
    """The manager's figure opens to its cases, and the case is among them."""
    manager = cast("manager")
    page = manager.go("/figures/?span=today")
    with page.expect_navigation():
        page.locator("main a[href*='accepted_from']").first.click()
    assert filed.number in manager.text()


def recorded_for_the_auditor_alone(cast: Cast, filed: Filed) -> None:
    auditor = cast("auditor")
    auditor.go(f"/record/?subject={filed.number}")
    assert "受理了" in auditor.text()
    for login in ("resident.one", "clerk.construction", "manager"):
        assert cast(login).status("/record/") == 404
    assert cast.anyone().status("/record/") in (302, 404)


def mails_of(cast: Cast, filed: Filed) -> int:
    return sum(filed.number in mail for mail in cast.site.mails())
