"""Registration, sign-in, the second factor, OpenID Connect for officials."""

import re

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.urls import reverse

from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.kernel.people.sign_in import SecondFactorAdapter, StaffSignInAdapter, official_of

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def form(**changes):
    facts = {
        "kind": "resident",
        "name": "示例甲",
        "id_type": "resident_id",
        "id_number": "210103198811117772",
        "email": "jia@example.org",
        "username": "jia2026",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    return {**facts, **changes}


def test_pages_of_sign_in_are_ours(client, city):
    for name in ("account_login", "account_signup", "account_reset_password"):
        text = client.get(reverse(name)).text
        assert 'class="masthead"' in text
        assert "style=" not in text
    login = client.get(reverse("account_login")).text
    assert "登录名或者电子邮箱" in login
    assert "忘记密码" in login


def test_registers_signs_out_and_in_again(client, city):
    response = client.post(reverse("account_signup"), form())
    assert response.status_code == 302, response.text
    person = Person.objects.get(login="jia2026")
    assert (person.kind, person.name, person.email) == ("resident", "示例甲", "jia@example.org")
    assert person.masked_id_number == "210103********7772"
    assert get_user(client) == person
    client.post(reverse("account_logout"))
    assert not get_user(client).is_authenticated
    for login in ("jia2026", "JIA2026", "jia@example.org"):
        response = client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
        assert (response.status_code, get_user(client)) == (302, person), login
        client.post(reverse("account_logout"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id_number": "210103198811117770"}, "身份证号码不正确"),
        ({"kind": "enterprise"}, "与注册类型不一致"),
        ({"username": "a b"}, "请用3至60个字母"),
        ({"password1": "12345", "password2": "12345"}, "field-error"),
        ({"kind": "enterprise", "id_type": "uscc", "id_number": "91210100MA0EXAMP09"}, "请填写法定代表人"),
    ],
)
def test_registration_says_what_is_wrong(client, city, changes, words):
    response = client.post(reverse("account_signup"), form(**changes))
    assert response.status_code == 200
    assert words in response.text
    assert not Person.objects.filter(name="示例甲").exists()


def test_a_known_number_or_address_is_refused_neutrally(client, city):
    client.post(reverse("account_signup"), form())
    client.post(reverse("account_logout"))
    for changes in ({"email": "other@example.org"}, {"id_number": "21010319920202003X"}):
        response = client.post(reverse("account_signup"), form(username="other99", **changes))
        assert "如果您已经注册过，请直接登录" in response.text
    assert Person.objects.filter(name="示例甲").count() == 1


def test_wrong_passwords_are_limited(client, resident):
    answers = []
    for _ in range(8):
        response = client.post(reverse("account_login"), {"login": "resident", "password": "wrong password"})
        answers.append(response.text)
    assert "与密码不符" in answers[0]
    assert "登录失败次数过多" in answers[-1]


def test_a_lost_password_is_found_through_the_queue(client, resident):
    from procrastinate.contrib.django.models import ProcrastinateJob

    response = client.post(reverse("account_reset_password"), {"email": "resident@example.org"})
    assert response.status_code == 302
    job = ProcrastinateJob.objects.get(task_name="people.send_account_mail")
    assert job.args["to"] == ["resident@example.org"]
    assert job.args["subject"] == "重设密码"
    link = re.search(r"https?://\S+", job.args["body"])[0]
    page = client.get(re.sub(r"^https?://[^/]+", "", link), follow=True)
    done = client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert done.status_code == 302
    assert Person.objects.get(pk=resident.pk).check_password(PASSWORD)


def test_the_second_factor_is_set_up_and_asked(client, official):
    person = official("admin", "管理员", Role.ADMINISTRATOR)
    Person.objects.filter(pk=person.pk).update(password=make_password(PASSWORD))
    credentials = {"login": "admin", "password": PASSWORD}
    client.post(reverse("account_login"), credentials)
    assert client.get(reverse("people:persons")).status_code == 404
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert 'class="masthead"' in client.get(asked["Location"]).text
    client.post(asked["Location"], {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert 'class="masthead"' in page.text
    secret = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    assert secret not in Authenticator.objects.get(user=person, type="totp").data["secret"]
    proof = client.get(reverse("notices:notices"))
    assert proof["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(reverse("account_logout"))
    asked = client.post(reverse("account_login"), credentials)
    assert asked["Location"] == reverse("mfa_authenticate")
    assert not get_user(client).is_authenticated
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    cache.clear()  # the code of this half minute was used to set it up
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert get_user(client) == person
    assert client.get(reverse("people:persons")).status_code == 200


def code_of(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_secrets_of_apps_are_sealed():
    adapter = SecondFactorAdapter()
    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    assert adapter.decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_the_provider_names_officials_only(city, official, resident):
    wang = official("wang", "王芳")
    assert official_of({"email": "WANG@example.org", "email_verified": True}) == wang
    assert official_of({"userinfo": {"email": "wang@example.org", "email_verified": True}}) == wang
    assert official_of({"email": "wang@example.org", "email_verified": False}) is None
    assert official_of({"email": "wang@example.org"}) is None
    assert official_of({"email": "resident@example.org", "email_verified": True}) is None
    assert (
        official_of({"employee_number": "404", "email": "wang@example.org", "email_verified": True}) is None
    )
    Person.objects.filter(pk=wang.pk).update(employee_number="007")
    assert official_of({"employee_number": "007"}) == wang


class Login:
    is_existing = False

    def __init__(self, claims):
        self.account = type("Account", (), {"extra_data": claims})()
        self.connected = None

    def connect(self, request, person):
        self.connected = person


def test_the_provider_makes_no_account(rf, city, official):
    wang = official("wang", "王芳")
    adapter = StaffSignInAdapter()
    request = rf.get("/")
    request._messages = type("Messages", (), {"add": lambda self, *words: None})()
    assert not adapter.is_open_for_signup(request, None)
    known = Login({"email": "wang@example.org", "email_verified": True})
    adapter.pre_social_login(request, known)
    assert known.connected == wang
    before = Person.objects.count()
    with pytest.raises(ImmediateHttpResponse):
        adapter.pre_social_login(request, Login({"email": "nobody@example.org", "email_verified": True}))
    assert Person.objects.count() == before
