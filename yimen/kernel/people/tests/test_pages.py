"""The own account, and the register: pages of administrators do not exist for others."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from yimen.kernel.audit.models import Entry
from yimen.kernel.people import actions
from yimen.kernel.people.models import ApiToken, Person, Post, StandIn
from yimen.kernel.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(official):
    return official("admin", "管理员", Role.ADMINISTRATOR)


def paths_of_the_register(person, post):
    return [
        reverse("people:persons"),
        reverse("people:enrolment"),
        *(
            reverse(f"people:{name}", args=[person.pk])
            for name in ("person", "appointment", "deactivation", "reactivation", "number")
        ),
        *(reverse(f"people:{name}", args=[post.pk]) for name in ("ending", "stand_in")),
    ]


def test_the_register_is_open_to_administrators(admin, resident, signed_in):
    client = signed_in(admin)
    for path in paths_of_the_register(resident, Post.objects.get(person=admin)):
        response = client.get(path)
        assert response.status_code == 200, path
        assert "210102199001010015" not in response.text


def test_the_register_does_not_exist_for_others(admin, resident, official, signed_in, client):
    post = Post.objects.get(person=admin)
    paths = paths_of_the_register(admin, post)
    assert [client.get(path).status_code for path in paths] == [302] * len(paths)
    for other in (resident, official("liming", "李明", Role.WINDOW_CLERK)):
        signed_in(other)
        assert [client.get(path).status_code for path in paths] == [404] * len(paths)


def test_roles_are_explained_to_everybody(client, db, django_assert_num_queries):
    response = client.get(reverse("people:roles"))
    assert response.status_code == 200
    for words in ("窗口受理员", "不得批准本人审核的同一事项。", "需要二次验证"):
        assert words in response.text


def test_the_own_account_shows_a_masked_number(resident, signed_in):
    text = signed_in(resident).get(reverse("people:account")).text
    assert "210102********0015" in text
    assert "210102199001010015" not in text


def test_changes_the_own_contact(resident, signed_in):
    client = signed_in(resident)
    facts = {"email": "resident@example.org", "phone": "13900000000", "contact_name": "", "language": "en"}
    assert client.post(reverse("people:contact"), facts).status_code == 302
    person = Person.objects.get(pk=resident.pk)
    assert (person.phone, person.language) == ("13900000000", "en")
    again = client.post(reverse("people:contact"), facts)
    assert again.status_code == 200


def test_issues_and_revokes_a_token(resident, signed_in):
    client = signed_in(resident)
    day = timezone.localdate() + timedelta(days=30)
    shown = client.post(reverse("people:tokens"), {"name": "排队机", "expires_on": day, "is_read_only": "on"})
    token = ApiToken.objects.get()
    assert f"<code>{token.prefix}" in shown.text
    assert token.prefix in client.get(reverse("people:tokens")).text
    assert client.post(reverse("people:revocation", args=[token.pk])).status_code == 302
    assert ApiToken.objects.get().revoked_at is not None


def test_enrols_appoints_ends_and_arranges(admin, housing, official, signed_in):
    client = signed_in(admin)
    made = client.post(
        reverse("people:enrolment"), {"name": "王芳", "login": "wang", "email": "wang@example.org"}
    )
    wang = Person.objects.get(login="wang")
    assert made["Location"] == reverse("people:appointment", args=[wang.pk])
    today = timezone.localdate()
    done = client.post(made["Location"], {"role": "leader", "org": housing.pk, "since": today})
    assert done.status_code == 302
    post = Post.objects.get(person=wang)
    assert (post.org, post.role, post.since) == (housing, "leader", today)
    other = official("liming", "李明")
    days = {"since": today, "until": today + timedelta(days=3), "reason": "出差学习"}
    client.post(reverse("people:stand_in", args=[post.pk]), {"person": other.pk, **days})
    assert StandIn.objects.get().person == other
    client.post(
        reverse("people:ending", args=[post.pk]), {"until": today + timedelta(days=5), "reason": "工作调动"}
    )
    assert Post.objects.get(pk=post.pk).until == today + timedelta(days=5)
    assert "李明" in client.get(reverse("people:person", args=[wang.pk])).text


def test_a_refusal_is_shown_on_the_form(admin, housing, official, signed_in):
    wang = official("wang", "王芳", Role.LEADER, housing)
    response = signed_in(admin).post(
        reverse("people:appointment", args=[wang.pk]),
        {"role": "seal_keeper", "org": housing.pk, "since": timezone.localdate()},
    )
    assert response.status_code == 200
    assert "与该人员现任岗位不相容" in response.text
    assert Post.objects.filter(person=wang).count() == 1


def test_deactivates_and_reactivates(admin, resident, signed_in):
    client = signed_in(admin)
    client.post(reverse("people:deactivation", args=[resident.pk]), {"reason": "本人申请注销"})
    assert not Person.objects.get(pk=resident.pk).is_active
    client.post(reverse("people:reactivation", args=[resident.pk]))
    assert Person.objects.get(pk=resident.pk).is_active


def test_shows_a_number_once_and_records_it(admin, resident, signed_in):
    response = signed_in(admin).post(reverse("people:number", args=[resident.pk]), {"reason": "核对退件地址"})
    assert "210102199001010015" in response.text
    assert response["Cache-Control"] == "no-store"
    assert (
        Entry.objects.filter(code="people.person.number-revealed", subject_id=str(resident.pk)).count() == 1
    )


def test_a_post_that_can_decide_is_sent_to_the_second_factor(admin, official, signed_in, client):
    signed_in(admin, is_secured=False)
    response = client.get(reverse("notices:notices"))
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))
    assert "请设置二次验证" in client.get(reverse("people:account")).text
    assert client.get(reverse("people:persons")).status_code == 404
    signed_in(official("liming", "李明", Role.WINDOW_CLERK), is_secured=False)
    assert client.get(reverse("notices:notices")).status_code == 200


def test_the_example_city_may_switch_the_second_factor_off(admin, signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    assert signed_in(admin, is_secured=False).get(reverse("people:persons")).status_code == 200


def test_who_does_not_ask_for_the_actor_pays_no_query(resident, signed_in, rf, django_assert_num_queries):
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth.middleware import AuthenticationMiddleware
    from django.http import HttpResponse

    from yimen.kernel.people.middleware import ActorMiddleware

    key = signed_in(resident).cookies[settings.SESSION_COOKIE_NAME].value

    def answer(page):
        request = rf.get("/")
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        AuthenticationMiddleware(ActorMiddleware(page))(request)

    with django_assert_num_queries(0):
        answer(lambda request: HttpResponse("public"))
    with django_assert_num_queries(2):  # the session and the person; posts only when a ground asks
        answer(lambda request: HttpResponse(request.actor.label))


def test_a_deactivated_person_is_signed_out(resident, signed_in, administrator, noon):
    client = signed_in(resident)
    assert client.get(reverse("people:account")).status_code == 200
    actions.deactivate(resident, reason="本人申请注销", by=administrator, at=noon)
    assert client.get(reverse("people:account")).status_code == 302
