"""A resident and an enterprise register; the number is checked while it can still be corrected."""

from __future__ import annotations

import secrets

from stdnum.cn import ric, uscc

from .people import Cast, Visitor


def resident_number() -> str:
    """A resident number with a right check digit that no other run has used."""
    body = f"21010219{60 + secrets.randbelow(40)}0101{secrets.randbelow(1000):03}"
    return body + ric.calc_check_digit(body + "0")


def credit_code() -> str:
    body = f"91210100MA{secrets.randbelow(10**7):07}"
    return body + uscc.calc_check_digit(body)


def fill(visitor: Visitor, login: str, facts: dict[str, str], kind: str) -> None:
    page = visitor.page
    page.check(f"input[name=kind][value={kind}]")
    for name, value in facts.items():
        page.fill(f"main [name={name}]", value)
    page.fill("main [name=username]", login)
    page.fill("main [name=email]", f"{login}@example.org")
    for name in ("password1", "password2"):
        page.fill(f"main [name={name}]", "correct-horse-battery-9")


def register(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator("main form[method=post] button[type=submit]").last.click()


def test_a_resident_with_a_wrong_then_the_right_number(cast: Cast) -> None:
    visitor, login, number = cast.anyone(), f"r{secrets.token_hex(5)}", resident_number()
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    visitor.go("/accounts/signup/")
    visitor.page.select_option("main select[name=id_type]", "resident_id")
    fill(visitor, login, {"name": "示例新居民", "id_number": wrong, "phone": "13800000002"}, "resident")
    register(visitor)
    assert "/signup/" in visitor.page.url
    assert visitor.page.locator("[name=id_number][aria-invalid=true]").count() == 1
    assert visitor.page.input_value("[name=name]") == "示例新居民"  # what was typed is kept
    visitor.page.fill("main [name=id_number]", number)
    for name in ("password1", "password2"):
        visitor.page.fill(f"main [name={name}]", "correct-horse-battery-9")
    register(visitor)
    assert "/signup/" not in visitor.page.url
    visitor.go("/people/me/")
    assert "示例新居民" in visitor.text()
    assert number not in visitor.page.content()
    assert visitor.status("/accounts/2fa/") == 200


def test_a_second_factor_can_be_set_up(cast: Cast) -> None:
    visitor = cast.anyone()
    visitor.sign_in("examiner2.construction", cast.site.password)
    page = visitor.go("/accounts/2fa/totp/activate/")
    if "/reauthenticate/" in page.url:
        page.fill("main input[name=password]", cast.site.password)
        with page.expect_navigation():
            page.press("main input[name=password]", "Enter")
    assert page.locator("main input[name=code]").count() == 1


def test_an_enterprise_by_its_credit_code(cast: Cast) -> None:
    visitor, login = cast.anyone(), f"e{secrets.token_hex(5)}"
    facts = {
        "name": "示例新企业有限公司",
        "id_number": credit_code(),
        "legal_representative": "示例法人",
        "contact_name": "示例经办",
        "phone": "13800000003",
    }
    visitor.go("/accounts/signup/")
    visitor.page.select_option("main select[name=id_type]", "uscc")
    fill(visitor, login, facts, "enterprise")
    register(visitor)
    assert "/signup/" not in visitor.page.url
    visitor.go("/people/me/")
    assert "示例新企业有限公司" in visitor.text()
