"""起草、修改、添加附件、提交、放弃、撤回: the applicant's side."""

from __future__ import annotations

import pytest

from tests.world import NOON
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.orgs.models import Org
from yimen.modules.requests import actions
from yimen.modules.requests.models import InformationRequest, RequestedMatter
from yimen.modules.requests.states import State

from .stage import ASKED, Desk, codes, fresh, only, refused

pytestmark = pytest.mark.django_db


def test_drafts_with_what_the_account_says(desk: Desk) -> None:
    request = desk.draft()
    assert (request.state, request.applicant_name) == (State.DRAFT, desk.resident.person.name)
    assert request.applicant_kind == "natural_person"
    assert [one.name for one in request.matters.all()] == [ASKED["name"]]
    assert codes(request) == ["requests.request.drafted"]


def test_the_same_key_is_one_draft(desk: Desk) -> None:
    request = desk.draft()
    with refused(RuleBroken, desk.org):
        actions.draft_request(desk.org, request_id=request.pk, by=desk.resident, at=NOON)


def test_a_centre_is_no_body_that_answers(desk: Desk) -> None:
    centre = Org.objects.get(code="city-centre")
    with refused(RuleBroken, centre, "此机构不受理政府信息公开申请，请选择行政机关。"):
        actions.draft_request(centre, request_id=new_id(), by=desk.resident, at=NOON)


def test_amends_and_keeps_what_is_not_given(desk: Desk) -> None:
    request = desk.draft()
    actions.amend_request(request, stated={"contact_phone": " 13800000009 "}, by=desk.resident, at=NOON)
    request = fresh(request)
    assert (request.contact_phone, request.matters.count()) == ("13800000009", 1)
    actions.amend_request(
        request, matters=[{"name": "甲"}, {}, {"description": "乙"}], by=desk.resident, at=NOON
    )
    assert [(one.position, one.name) for one in request.matters.all()] == [(1, "甲"), (2, "乙")]


@pytest.mark.parametrize(
    ("stated", "fields"),
    [
        ({"contact_email": "不是邮箱"}, ["contact_email"]),
        ({"applicant_kind": "alien"}, ["applicant_kind"]),
        ({"contact_phone": "1" * 40}, ["contact_phone"]),
        ({"state": "closed"}, []),
        ({"received_on": "2020-01-01"}, []),
    ],
)
def test_refuses_what_does_not_fit_its_field(desk: Desk, stated: dict[str, str], fields: list[str]) -> None:
    request = desk.draft()
    with refused(RuleBroken, request, fields=fields):
        actions.amend_request(request, stated=stated, by=desk.resident, at=NOON)


def test_refuses_more_than_fifty_matters(desk: Desk) -> None:
    request = desk.draft()
    with refused(RuleBroken, request, "一份申请最多列50项内容。"):
        matters = [{"name": f"信息{place}"} for place in range(51)]
        actions.amend_request(request, matters=matters, by=desk.resident, at=NOON)


def test_a_draft_belongs_to_its_owner_alone(desk: Desk) -> None:
    request = desk.draft()
    only(desk, request, actions.amend_request, "resident", stated={})
    only(desk, request, actions.submit_request, "resident")
    only(desk, request, actions.discard_request, "resident")


def test_submits_and_opens_the_case(desk: Desk) -> None:
    request = desk.submitted()
    case = request.own_case
    assert (case.kind, case.title, case.org_path) == ("requests", "政府信息公开申请", desk.org.path)
    party = case.parties.get()
    assert (party.name, party.person_id) == (request.applicant_name, desk.resident.person.pk)
    assert request.applicant_name not in case.title


def test_refuses_a_request_that_lacks_what_the_law_wants(desk: Desk) -> None:
    request = desk.draft()
    stated = {"contact_phone": "", "contact_email": "", "delivery_wished": "post", "agent_name": "示例代理"}
    actions.amend_request(request, stated=stated, matters=[], by=desk.resident, at=NOON)
    fields = ["agent_name", "contact_address", "contact_phone", "matter_1_name"]
    with refused(RuleBroken, request, fields=fields):
        actions.submit_request(request, by=desk.resident, at=NOON)


def test_attaches_and_removes_before_it_is_submitted(desk: Desk) -> None:
    request, given = desk.draft(), desk.received_file()
    actions.attach_file(request, use="authority", received=given, by=desk.resident, at=NOON)
    kept = request.files.get()
    assert (kept.use, kept.name, kept.added_by) == ("authority", given.filename, desk.resident.label)
    actions.remove_file(request, file=kept, by=desk.resident, at=NOON)
    assert request.files.filter(removed_at__isnull=True).count() == 0
    with refused(RuleBroken, request, "没有找到这个附件。"):
        actions.remove_file(request, file=kept, by=desk.resident, at=NOON)
    with refused(RuleBroken, request, fields=["use"]):
        actions.attach_file(request, use="information", received=given, by=desk.resident, at=NOON)


def test_nothing_is_removed_after_it_was_submitted(desk: Desk) -> None:
    request, given = desk.draft(), desk.received_file()
    actions.attach_file(request, use="description", received=given, by=desk.resident, at=NOON)
    actions.submit_request(request, by=desk.resident, at=NOON)
    with refused(WrongState, fresh(request)):
        actions.remove_file(request, file=request.files.get(), by=desk.resident, at=NOON)


def test_discards_a_draft(desk: Desk) -> None:
    request = desk.draft()
    actions.discard_request(request, by=desk.resident, at=NOON)
    request = fresh(request)
    assert (request.state, request.case, request.ended_at) == (State.DISCARDED, None, NOON)
    with refused(WrongState, request):
        actions.submit_request(request, by=desk.resident, at=NOON)


def test_withdraws_before_registration_and_is_not_counted(desk: Desk) -> None:
    request = desk.submitted()
    actions.withdraw_request(request, by=desk.resident, at=NOON)
    request = fresh(request)
    assert (request.state, request.outcome, request.decided_on) == (State.WITHDRAWN, None, None)
    assert request.own_case.closed_at == NOON


def test_withdraws_after_registration_and_counts_as_ended_otherwise(desk: Desk) -> None:
    request = desk.received()
    actions.withdraw_request(request, reason="已经得到", by=desk.resident, at=NOON)
    request = fresh(request)
    assert (request.state, request.outcome_id, request.decided_on) == (State.WITHDRAWN, "other", NOON.date())
    assert request.own_case.work.filter(done_at__isnull=True).count() == 0


def test_only_the_applicant_withdraws_and_not_after_the_answer(desk: Desk) -> None:
    request = desk.decided()
    with refused(WrongState, request):
        actions.withdraw_request(request, by=desk.resident, at=NOON)
    only(desk, desk.received(), actions.withdraw_request, "resident")


def test_a_request_on_paper_is_entered_by_the_office(desk: Desk) -> None:
    key = new_id()
    facts = {
        "channel": "oral",
        "name": "示例申请人",
        "stated": {"contact_phone": "13800000007", "applicant_kind": "other"},
        "matters": [ASKED],
    }
    actions.enter_request(desk.org, request_id=key, **facts, by=desk.officer, at=NOON)
    request = fresh(InformationRequest.objects.get(pk=key))
    assert (request.state, request.recorded_by, request.applicant) == (
        State.SUBMITTED,
        desk.officer.label,
        None,
    )
    assert codes(request) == ["requests.request.entered"]
    only(desk, desk.org, actions.enter_request, "officer", request_id=new_id(), **facts)
    with refused(RuleBroken, desk.org):
        actions.enter_request(desk.org, request_id=key, **facts, by=desk.officer, at=NOON)
    with refused(RuleBroken, desk.org, fields=["channel"]):
        actions.enter_request(
            desk.org, request_id=new_id(), **{**facts, "channel": "online"}, by=desk.officer, at=NOON
        )
    with refused(RuleBroken, desk.org, fields=["id_number"]):
        wrong = {**facts, "id_type": "resident_id", "id_number": "210102199001011234"}
        actions.enter_request(desk.org, request_id=new_id(), **wrong, by=desk.officer, at=NOON)
    assert RequestedMatter.objects.filter(request=key).count() == 1


def test_a_number_on_paper_is_sealed_and_read_whole_for_a_reason_only(desk: Desk) -> None:
    key, number = new_id(), "H12345678"
    facts = {"channel": "in_person", "name": "示例申请人", "stated": {}, "matters": [ASKED]}
    numbered = {**facts, "id_type": "hong_kong_macao_permit", "id_number": number}
    actions.enter_request(desk.org, request_id=key, **numbered, by=desk.officer, at=NOON)
    request = fresh(InformationRequest.objects.get(pk=key))
    party = request.own_case.parties.get()
    assert number not in (party.number_sealed, party.number_masked)
    done = actions.reveal_applicant(request, reason="核对身份", by=desk.officer, at=NOON)
    assert number not in str(done.data())
    assert codes(request)[-1] == "requests.request.applicant-revealed"
    with refused(RuleBroken, request, fields=["reason"]):
        actions.reveal_applicant(request, reason=" ", by=desk.officer, at=NOON)
    only(desk, request, actions.reveal_applicant, "officer", "disclosure_head", "leader", reason="核对")
