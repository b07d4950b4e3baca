"""Who am I, tokens, posts: by token and by session."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from yimen.kernel.people import actions, token_secret
from yimen.kernel.people.models import ApiToken, Person, Post
from yimen.kernel.people.roles import Role

pytestmark = pytest.mark.django_db
ME = "/api/v1/people/me"


@pytest.fixture
def bearer(acting):
    """Headers of a new token of the person."""

    def make(person, *, is_read_only=False, is_secured=True):
        now, secret = timezone.now(), token_secret.new_secret()
        actions.issue_token(
            person,
            name="测试",
            secret=secret,
            expires_on=timezone.localdate() + timedelta(days=1),
            is_read_only=is_read_only,
            by=acting(person, is_secured=is_secured),
            at=now,
        )
        return {"Authorization": f"Bearer {secret}"}

    return make


def test_a_token_says_who_i_am(resident, bearer, client):
    headers = bearer(resident)
    answer = client.get(ME, headers=headers).json()
    assert (answer["login"], answer["id_number"], answer["posts"]) == ("resident", "210102********0015", [])
    assert ApiToken.objects.get().last_used_on == timezone.localdate()
    assert client.get(ME, headers=headers).status_code == 200


def test_wrong_revoked_and_expired_tokens_open_nothing(resident, bearer, acting, client):
    assert client.get(ME).status_code == 401
    assert client.get(ME, headers={"Authorization": "Bearer yimen_wrong"}).status_code == 401
    headers = bearer(resident)
    ApiToken.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert client.get(ME, headers=headers).status_code == 401
    headers = bearer(resident)
    actions.revoke_token(ApiToken.objects.latest("issued_at"), by=acting(resident), at=timezone.now())
    assert client.get(ME, headers=headers).status_code == 401


def test_the_token_of_a_deactivated_person_opens_nothing(resident, bearer, administrator, client, noon):
    headers = bearer(resident)
    actions.deactivate(resident, reason="本人申请注销", by=administrator, at=noon)
    assert client.get(ME, headers=headers).status_code == 401


def test_a_read_only_token_changes_nothing(resident, bearer, client):
    headers = bearer(resident, is_read_only=True)
    assert client.get(ME, headers=headers).status_code == 200
    answer = client.put(f"{ME}/contact", {"phone": "1"}, content_type="application/json", headers=headers)
    assert answer.status_code == 401
    assert Person.objects.get(pk=resident.pk).phone == "13800000000"


def test_changes_the_own_contact(resident, bearer, client):
    body = {"phone": "13900000000", "email": "resident@example.org"}
    answer = client.put(f"{ME}/contact", body, content_type="application/json", headers=bearer(resident))
    assert (answer.status_code, answer.json()["phone"]) == (200, "13900000000")


def test_a_session_needs_its_csrf_token(resident):
    client = Client(enforce_csrf_checks=True)
    client.force_login(resident)
    assert client.get(ME).json()["login"] == "resident"
    answer = client.put(f"{ME}/contact", {"phone": "1"}, content_type="application/json")
    assert answer.status_code == 403
    assert Person.objects.get(pk=resident.pk).phone == "13800000000"


def test_issues_lists_and_revokes_tokens(resident, bearer, client):
    headers = bearer(resident)
    day = str(timezone.localdate() + timedelta(days=2))
    made = client.post(
        f"{ME}/tokens",
        {"name": "排队机", "expires_on": day},
        content_type="application/json",
        headers=headers,
    )
    assert made.status_code == 201
    assert token_secret.hashed(made.json()["secret"]) == ApiToken.objects.get(name="排队机").secret_hash
    listed = client.get(f"{ME}/tokens", headers=headers).json()
    assert [one["name"] for one in listed] == ["排队机", "测试"]
    assert "secret" not in listed[0]
    gone = client.post(f"{ME}/tokens/{made.json()['id']}/revocation", headers=headers)
    assert gone.status_code == 201
    assert ApiToken.objects.get(name="排队机").revoked_at is not None


def test_administrators_appoint_others_see_nothing(resident, official, housing, bearer, client):
    admin, wang = official("admin", "管理员", Role.ADMINISTRATOR), official("wang", "王芳")
    body = {"role": "leader", "org": housing.code, "since": str(timezone.localdate())}
    path = f"/api/v1/people/persons/{wang.pk}/posts"
    assert (
        client.post(path, body, content_type="application/json", headers=bearer(resident)).status_code == 404
    )
    weak = bearer(admin, is_secured=False)
    assert client.post(path, body, content_type="application/json", headers=weak).status_code == 404
    assert client.get("/api/v1/people/persons", headers=weak).json()["persons"] == []
    headers = bearer(admin)
    made = client.post(path, body, content_type="application/json", headers=headers)
    assert (made.status_code, made.json()["role_label"]) == (201, "分管领导")
    assert "wang" in [
        one["login"] for one in client.get("/api/v1/people/persons?q=王芳", headers=headers).json()["persons"]
    ]
    end = {"until": str(timezone.localdate()), "reason": "工作调动"}
    done = client.post(
        f"/api/v1/people/posts/{made.json()['id']}/end", end, content_type="application/json", headers=headers
    )
    assert done.status_code == 201
    assert Post.objects.get(person=wang).until == timezone.localdate()
    again = client.post(
        f"/api/v1/people/posts/{made.json()['id']}/end", end, content_type="application/json", headers=headers
    )
    assert again.status_code == 422
