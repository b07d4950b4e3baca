"""Every act by the API, once from end to end; what one may not see is 404, what one may not do is refused in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from yimen.kernel.base.ids import new_id
from yimen.modules.requests.models import InformationRequest

from .stage import ASKED, Desk, client_of

pytestmark = pytest.mark.django_db
API = "/api/v1/requests"


def post(person: Any, path: str, *, expect: int = 201, **body: Any) -> Any:
    answer = client_of(person).post(f"{API}/{path}", body, content_type="application/json")
    assert answer.status_code == expect, answer.content.decode()
    return answer.json()


def drafted(desk: Desk) -> str:
    key = str(new_id())
    out = post(desk.resident, "requests", key=key, org=desk.org.code, matters=[ASKED])
    assert (out["state"], out["matters"][0]["name"]) == ("draft", ASKED["name"])
    return f"requests/{key}"


def registered(desk: Desk) -> str:
    path = drafted(desk)
    post(desk.resident, f"{path}/submission")
    on = timezone.localdate().isoformat()
    out = post(desk.officer, f"{path}/registration", confirmed_on=on)
    assert (out["state"], out["received_on"], out["reckoning"]["steps"][0]["code"]) == (
        "received",
        on,
        "received",
    )
    return path


def test_from_the_draft_to_the_archive(desk: Desk) -> None:
    path, today = registered(desk), timezone.localdate().isoformat()
    post(desk.officer, f"{path}/handling")
    post(desk.officer, f"{path}/extension", days=5, reason="检索")
    assert post(desk.disclosure_head, f"{path}/extension-grant")["state"] == "in_process"
    out = post(desk.officer, f"{path}/consultation", kind="third_party", name="示例公司")
    asked = out["consultations"][0]["id"]
    post(desk.officer, f"{path}/arrival", consultation=asked, received_on=today)
    post(desk.officer, f"{path}/opinion", consultation=asked, stance="agrees", answered_on=today)
    parts = [{"position": 1, "outcome": "granted", "facts": {"way": "附后"}}]
    post(desk.officer, f"{path}/answer-draft", parts=parts)
    post(desk.leader, f"{path}/answer-return", reason="再核对")
    post(desk.officer, f"{path}/answer-draft", parts=parts)
    post(desk.leader, f"{path}/answer-approval")
    post(desk.keeper, f"{path}/answer-seal")
    out = post(desk.officer, f"{path}/service", way="online", served_on=today)
    assert (out["state"], out["outcome"], out["is_on_time"]) == ("served", "granted", True)
    post(desk.resident, f"{path}/suggestion", reason="大家都关心")
    post(desk.officer, f"{path}/suggestion-answer", is_taken_up=False, answer="只涉及个别单位")
    facts = {"kind": "reconsideration", "authority": "沈阳市人民政府", "filed_on": today}
    remedy = post(desk.officer, f"{path}/remedy", **facts)["open_remedies"][0]
    post(desk.officer, f"{path}/remedy-result", remedy=remedy, result="corrected", concluded_on=today)
    assert post(desk.officer, f"{path}/reopening", reason="决定书")["state"] == "in_process"


def test_correction_reasons_fee_and_the_rest(desk: Desk) -> None:
    today = timezone.localdate()
    later = (today + timedelta(days=14)).isoformat()
    path = registered(desk)
    post(desk.officer, f"{path}/correction-notice", items="请写明", due_on=later)
    post(desk.officer, f"{path}/correction-lapse", expect=422)
    post(desk.resident, f"{path}/correction", matters=[{"name": "甲"}])
    post(desk.officer, f"{path}/reasons-notice", why="多", due_on=later)
    post(desk.resident, f"{path}/reasons", reasons="研究")
    post(desk.officer, f"{path}/delay", until=today.isoformat(), reason="多", expect=422)
    out = post(desk.officer, f"{path}/fee", basis="pages", pages=31)
    assert (out["state"], out["fee"]["amount"]) == ("fee_pending", "10.00")
    post(desk.officer, f"{path}/fee-lapse", expect=422)
    post(desk.officer, f"{path}/payment", paid_on=today.isoformat(), reference="1")
    post(desk.officer, f"{path}/extension", days=5, reason="检索")
    post(desk.disclosure_head, f"{path}/extension-refusal", reason="可以按期")
    out = post(desk.officer, f"{path}/consultation", kind="co_maker", org="market-regulation")
    asked = out["consultations"][0]["id"]
    post(desk.officer, f"{path}/opinion-lapse", consultation=asked, expect=422)
    post(desk.officer, f"{path}/override", consultation=asked, reason="x", expect=403)
    post(desk.resident, f"{path}/withdrawal", reason="不需要了")
    assert InformationRequest.objects.get(pk=path.split("/")[1]).state == "withdrawn"


def test_entry_on_the_spot_archive_and_the_number(desk: Desk) -> None:
    key, today = str(new_id()), timezone.localdate().isoformat()
    facts = {"key": key, "org": desk.org.code, "channel": "in_person", "name": "示例", "matters": [ASKED]}
    post(desk.officer, "entries", **facts, id_type="passport", id_number="E12345678")
    path = f"requests/{key}"
    assert post(desk.officer, f"{path}/applicant", reason="核对")["number"] == "E12345678"
    post(desk.officer, f"{path}/registration", arrived_on=today)
    post(desk.officer, f"{path}/on-the-spot-answer", way="门户网站")
    post(desk.keeper, f"{path}/answer-seal")
    post(desk.officer, f"{path}/service", way="in_person", served_on=today)
    assert post(desk.officer, f"{path}/archiving", archive_box="1")["state"] == "closed"


def test_draft_files_and_discarding(desk: Desk) -> None:
    path = drafted(desk)
    assert post(desk.resident, f"{path}/draft", stated={"contact_phone": "13800000001"})["state"] == "draft"
    client = client_of(desk.resident)
    file = SimpleUploadedFile("说明.txt", "示例说明".encode(), content_type="text/plain")
    done = client.post(f"{API}/{path}/attachments", {"use": "description", "file": file})
    assert done.status_code == 201, done.content.decode()
    kept = InformationRequest.objects.get(pk=path.split("/")[1]).files.get()
    post(desk.resident, f"{path}/attachments/{kept.pk}/removal")
    assert post(desk.resident, f"{path}/discarding")["state"] == "discarded"


def test_the_unseen_does_not_exist_and_the_forbidden_says_so(desk: Desk) -> None:
    path = registered(desk)
    for other in (desk.stranger, desk.other_officer, desk.clerk):
        assert client_of(other).get(f"{API}/{path}").status_code == 404
        assert post(other, f"{path}/handling", expect=404)["code"] == "not_found"
    assert post(desk.leader, f"{path}/handling", expect=403)["code"] == "not_allowed"
    assert Client().get(f"{API}/{path}").status_code == 401


def test_lists_and_what_anybody_may_ask(desk: Desk) -> None:
    path = registered(desk)
    mine = client_of(desk.resident).get(f"{API}/requests?mine=true").json()
    assert [one["id"] for one in mine] == [path.split("/")[1]]
    listed = client_of(desk.officer).get(f"{API}/requests?state=received").json()
    assert (len(listed), listed[0]["applicant"]) == (1, desk.resident.person.name)
    masked = client_of(desk.openness).get(f"{API}/requests").json()
    assert masked[0]["applicant"] != desk.resident.person.name
    assert len(Client().get(f"{API}/outcomes").json()) == 21
    asked = {"received_on": "2025-03-03", "events": [{"kind": "extended", "on": "2025-03-20", "days": 20}]}
    found = Client().post(f"{API}/calculation", asked, content_type="application/json").json()
    assert found["due_on"] == "2025-04-28"


def test_complaints_and_corrections_of_records(desk: Desk) -> None:
    complaint = post(desk.resident, "complaints", org=desk.org.code, kind="not_proactive", text="没有公开")
    settled = {"result": "unfounded", "finding": "已经公开"}
    assert post(desk.openness, f"complaints/{complaint['id']}/settlement", **settled)["state"] == "settled"
    facts = {"record": "登记", "what_is_wrong": "面积", "evidence": "报告"}
    asked = post(desk.resident, "record-corrections", org=desk.org.code, **facts)
    done = post(
        desk.officer, f"record-corrections/{asked['id']}/settlement", result="corrected", explanation="已改"
    )
    assert done["result"] == "corrected"
    assert len(client_of(desk.resident).get(f"{API}/complaints").json()) == 1
    assert len(client_of(desk.stranger).get(f"{API}/record-corrections").json()) == 0
