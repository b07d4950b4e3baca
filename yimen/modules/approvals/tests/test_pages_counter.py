"""窗口登记: whoever stands at the counter is found or registered, and a draft begins."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.trials import facts_of
from tests.world import FOUR_ONES, World
from yimen.kernel.people.models import Person
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

from .pages import address, enter, text

pytestmark = pytest.mark.django_db

NUMBER = "210102198001014564"
COUNTER = {
    "id_type": "resident_id",
    "id_number": NUMBER,
    "name": "示例新申请人",
    "phone": "13900000000",
    "legal_representative": "",
    "email": "",
}


def test_registers_a_new_person_and_begins_the_draft(world: World) -> None:
    client = enter(world.clerk)
    response = client.post(reverse("approvals:window-start"), COUNTER)
    assert response.status_code == 302
    person = Person.objects.get(name="示例新申请人")
    assert (person.kind, person.phone, person.has_usable_password()) == ("resident", "13900000000", False)
    there = response.headers["Location"]
    page = text(client.get(there))
    assert "示例新申请人" in page
    assert NUMBER not in page
    key = "0197a0a0-0000-7000-8000-000000000001"
    chosen = {"code": FOUR_ONES, "once_key": key}
    first, second = client.post(there, chosen), client.post(there, chosen)
    draft = Application.objects.get(applicant=person)
    assert (str(draft.pk), draft.channel, draft.state) == (key, "window", State.DRAFT)
    assert first.headers["Location"] == second.headers["Location"] == address("draft", draft)
    assert facts_of(draft) == ["approvals.application.drafted"]
    assert str(draft.pk) in text(client.get(reverse("approvals:window-start")))


def test_finds_whoever_is_known_by_number_and_name(world: World) -> None:
    client, known = enter(world.clerk), COUNTER
    client.post(reverse("approvals:window-start"), known)
    persons = Person.objects.count()
    assert client.post(reverse("approvals:window-start"), known).status_code == 302
    other = client.post(reverse("approvals:window-start"), {**known, "name": "另一姓名"})
    assert "与该证件号码登记的姓名不一致，请核对证件。" in text(other)
    assert Person.objects.count() == persons


def test_a_wrong_number_is_refused_at_the_counter(world: World) -> None:
    persons = Person.objects.count()
    response = enter(world.clerk).post(
        reverse("approvals:window-start"), {**COUNTER, "id_number": "210102198001014560"}
    )
    assert (response.status_code, "身份证号码不正确" in text(response)) == (200, True)
    assert Person.objects.count() == persons


def test_the_counter_is_the_officers_own(world: World) -> None:
    client = enter(world.clerk)
    there = client.post(reverse("approvals:window-start"), COUNTER).headers["Location"]
    assert enter(world.outsider).get(there).status_code == 404
    assert client.get(there[:-2] + "x/").status_code == 404
    for name in ("resident", "examiner", "leader", "keeper"):
        assert enter(getattr(world, name)).get(reverse("approvals:window-start")).status_code == 404
