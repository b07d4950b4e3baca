"""My messages by page and by the API; the outbox of administrators."""

import pytest
from allauth.account.internal.userkit import user_id_to_str
from django.urls import reverse

from yimen.kernel.notices.models import Delivery, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    def sign_in(person):
        client.force_login(person)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
        session["account_authentication_methods_user"] = user_id_to_str(person)
        session.save()
        return client

    return sign_in


def test_lists_shows_and_marks_read(told, wang, signed_in):
    first, second = told(), told()
    client = signed_in(wang)
    assert "2 条未读" in client.get(reverse("notices:notices")).text
    shown = client.get(reverse("notices:notice", args=[first])).text
    assert "王芳：&lt;沈2026-1&gt;" in shown
    assert client.post(reverse("notices:reading", args=[first])).status_code == 302
    assert list(Notice.objects.filter(read_at=None).values_list("pk", flat=True)) == [second]
    client.post(reverse("notices:reading_of_all"))
    assert Notice.objects.filter(read_at=None).count() == 0
    assert client.get(reverse("notices:notices") + "?unread=1").status_code == 200


def test_looking_does_not_mark_read(told, wang, signed_in):
    notice = told()
    signed_in(wang).get(reverse("notices:notice", args=[notice]))
    assert Notice.objects.get().read_at is None


def test_messages_of_others_do_not_exist(told, administrator, signed_in):
    notice = told()
    client = signed_in(administrator.person)
    assert client.get(reverse("notices:notice", args=[notice])).status_code == 404
    assert client.post(reverse("notices:reading", args=[notice])).status_code == 404
    assert client.post(f"/api/v1/notices/{notice}/reading").status_code == 404
    assert Notice.objects.get().read_at is None


def test_the_api_reads_too(told, wang, signed_in):
    notice = told()
    client = signed_in(wang)
    listed = client.get("/api/v1/notices").json()
    assert (listed["unread_count"], [one["id"] for one in listed["notices"]]) == (1, [str(notice)])
    assert client.post(f"/api/v1/notices/{notice}/reading").status_code == 201
    assert client.post(f"/api/v1/notices/{notice}/reading").status_code == 409
    assert client.get("/api/v1/notices?unread=true").json()["notices"] == []


def test_the_outbox_is_for_administrators(told, wang, administrator, signed_in):
    told()
    Delivery.objects.update(state="parked", attempts=6, last_error="no such mailbox")
    path = reverse("notices:retry", args=[Delivery.objects.get().pk])
    client = signed_in(wang)
    assert client.get(reverse("notices:outbox")).status_code == 404
    assert client.post(path).status_code == 404
    assert client.get("/api/v1/notices/outbox").json() == []
    signed_in(administrator.person)
    assert "no such mailbox" in client.get(reverse("notices:outbox")).text
    assert [one["state"] for one in client.get("/api/v1/notices/outbox").json()] == ["parked"]
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    assert Delivery.objects.get().state == "waiting"
    again = client.post(path)
    assert (again.status_code, "不能进行这一步办理" in again.text) == (200, True)
    assert client.post(f"/api/v1/notices/outbox/{Delivery.objects.get().pk}/retry").status_code == 409
