"""Pages: every one opens for whom it is, the unseen is 404, lists cost the same number of queries for any length."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import World
from yimen.modules.requests import actions
from yimen.modules.requests.models import InformationRequest
from yimen.modules.requests.pages.acts import ACTS

from .stage import Desk, client_of, fresh

pytestmark = pytest.mark.django_db


def today(desk: Desk) -> Any:
    return timezone.now()


def status(client: Client, path: str) -> int:
    return client.get(path).status_code


@pytest.mark.parametrize("path", ["", "?q=道路", "calculator/", "progress/", "outcomes/"])
def test_public_pages(world: World, path: str) -> None:
    assert status(Client(), f"/requests/{path}") == 200


@pytest.mark.parametrize(
    "path",
    ["mine/", "new/", "complaints/", "complaints/new/", "record-corrections/", "record-corrections/new/"],
)
def test_pages_of_whoever_has_an_account(desk: Desk, path: str) -> None:
    assert status(client_of(desk.resident), f"/requests/{path}") == 200
    assert status(Client(), f"/requests/{path}") == 302


@pytest.mark.parametrize("path", ["handled/", "entry/"])
def test_pages_of_the_office(desk: Desk, path: str) -> None:
    assert status(client_of(desk.officer), f"/requests/{path}") == 200
    assert status(client_of(desk.resident), f"/requests/{path}") == 404


def test_every_act_has_its_page(desk: Desk) -> None:
    request = desk.in_process(at=timezone.now())
    shown: dict[str, set[int]] = {}
    cast = (desk.resident, desk.officer, desk.disclosure_head, desk.leader, desk.keeper)
    for name in ACTS:
        shown[name] = {status(client_of(one), f"/requests/{request.pk}/{name}/") for one in cast}
    assert {name for name, found in shown.items() if found & {500, 302}} == set()
    assert {name for name, found in shown.items() if 404 not in found} == set()
    assert {name for name, found in shown.items() if not found & {200, 409}} == set()


def test_the_page_of_a_request_for_each(desk: Desk) -> None:
    request = desk.served(at=timezone.now())
    for one in (desk.resident, desk.officer, desk.disclosure_head, desk.leader, desk.keeper, desk.openness):
        page = client_of(one).get(f"/requests/{request.pk}/")
        assert page.status_code == 200
    for other in (desk.stranger, desk.other_officer, desk.clerk):
        assert status(client_of(other), f"/requests/{request.pk}/") == 404


def test_who_asks_is_masked_but_for_the_office_and_the_approver(desk: Desk) -> None:
    request = desk.received(at=timezone.now())
    name = request.applicant_name
    for one in (desk.resident, desk.officer, desk.disclosure_head, desk.leader):
        assert name in client_of(one).get(f"/requests/{request.pk}/").content.decode()
    for one in (desk.keeper, desk.openness):
        page = client_of(one).get(f"/requests/{request.pk}/").content.decode()
        assert name not in page
        assert request.masked_name in page
    page = client_of(desk.officer).get("/requests/handled/").content.decode()
    assert name not in page


def test_the_supervisor_sees_who_asks_where_they_complained(desk: Desk) -> None:
    request = desk.received(at=timezone.now())
    actions.file_complaint(
        desk.org,
        kind="not_replied",
        text="一直没有答复",
        request=request,
        by=desk.resident,
        at=timezone.now(),
    )
    assert request.applicant_name in client_of(desk.openness).get(f"/requests/{request.pk}/").content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same(desk: Desk, django_assert_num_queries: Any, count: int) -> None:
    for _one in range(count):
        desk.received(at=timezone.now())
    client = client_of(desk.officer)
    client.get("/requests/handled/")
    with django_assert_num_queries(8):
        assert client.get("/requests/handled/").content.decode().count("沈城乡建设公开申字") == count


def test_filters_of_the_list(desk: Desk) -> None:
    client = client_of(desk.officer)
    late = desk.received(at=timezone.now() - timezone.timedelta(days=60))
    soon = desk.received(at=timezone.now())
    found = client.get("/requests/handled/?overdue=1").content.decode()
    assert (str(late) in found, str(soon) in found) == (True, False)
    assert str(soon) in client.get("/requests/handled/?state=received&kind=natural_person").content.decode()
    assert str(late) not in client.get("/requests/handled/?state=served").content.decode()


def test_the_applicants_way_by_pages(desk: Desk) -> None:
    client = client_of(desk.resident)
    page = client.post("/requests/new/?q=示例信息", {"org": str(desk.org.pk)})
    request = InformationRequest.objects.latest("drafted_at")
    assert page.headers["Location"] == f"/requests/{request.pk}/draft/"
    assert [one.name for one in request.matters.all()] == ["示例信息"]
    typed = {
        "applicant_kind": "natural_person",
        "form_wished": "electronic",
        "delivery_wished": "online",
        "matter_1_name": "道路养护计划",
        "matter_2_description": "2025年完成情况",
        "contact_phone": "13800000001",
    }
    assert status(client, f"/requests/{request.pk}/draft/") == 200
    assert client.post(f"/requests/{request.pk}/draft/", typed).headers["Location"].endswith("/check/")
    assert status(client, f"/requests/{request.pk}/check/") == 200
    done = client.post(f"/requests/{request.pk}/check/", {"is_true": "on"})
    assert done.headers["Location"].endswith("/receipt/")
    assert status(client, f"/requests/{request.pk}/receipt/") == 200
    assert [one.name for one in fresh(request).matters.order_by("position")] == [
        "道路养护计划",
        "2025年完成情况",
    ]


def test_an_act_by_its_page(desk: Desk) -> None:
    request = desk.submitted(at=timezone.now())
    client = client_of(desk.officer)
    on = timezone.localdate().isoformat()
    done = client.post(f"/requests/{request.pk}/registration/", {"confirmed_on": on})
    assert done.headers["Location"] == f"/requests/{request.pk}/"
    assert fresh(request).state == "received"
    again = client.post(f"/requests/{request.pk}/registration/", {"confirmed_on": on})
    assert "不能进行这一步办理" in again.content.decode()


def test_the_answer_is_drafted_by_its_page(desk: Desk) -> None:
    request = desk.in_process(at=timezone.now())
    client = client_of(desk.officer)
    address = f"/requests/{request.pk}/answer-draft/"
    assert status(client, address) == 200
    refused = client.post(address, {"part_1_outcome": "refused_forbidden_by_law", "part_1_reason": "示例"})
    assert "必须载明" in refused.content.decode()
    assert client.post(address, {"part_1_outcome": "granted", "part_1_way": "随函附送"}).status_code == 302
    preview = client_of(desk.leader).get(f"/requests/{request.pk}/answer-approval/").content.decode()
    assert "随函附送" in preview


def test_one_look_up_for_everything_that_has_a_number(desk: Desk) -> None:
    """On the receipt stands a number; whoever has it need not know to which part of the house it belongs."""
    request = desk.received(at=timezone.now())
    asked = {"number": request.number, "code": request.own_case.query_code}
    page = Client().post("/progress/", asked).content.decode()
    for told in (
        "政府信息公开申请",
        "沈阳市城乡建设局",
        "答复期限",
        "收到申请，当日不计入",
        request.masked_name,
    ):
        assert told in page
    assert request.applicant_name not in page
    found = Client().get("/api/v1/progress", asked).json()
    assert (found["number"], found["outcome"]) == (request.number, "")
    assert Client().get("/api/v1/progress", asked | {"code": "000000x"}).status_code == 404


def test_progress_by_number_and_code(desk: Desk) -> None:
    request = desk.received(at=timezone.now())
    asked = {"number": request.number, "code": request.own_case.query_code}
    page = Client().post("/requests/progress/", asked).content.decode()
    assert "已登记" in page
    assert request.applicant_name not in page
    assert request.masked_name in page
    wrong = Client().post("/requests/progress/", {**asked, "code": "000000x"}).content.decode()
    assert "没有查到" in wrong


def test_the_calculator_explains_itself(world: World) -> None:
    asked = "received_on=2025-03-03&kind_1=third_party_sent&on_1=2025-03-10&kind_2=third_party_answered&on_2=2025-03-18"
    page = Client().get(f"/requests/calculator/?{asked}").content.decode()
    assert "2025年4月9日" in page
    assert "政府信息公开条例第三十三条第三款" in page
    early = Client().get("/requests/calculator/?received_on=2008-04-30").content.decode()
    assert "2008年5月1日起施行" in early
