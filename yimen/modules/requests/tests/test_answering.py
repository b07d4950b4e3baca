"""答复: every outcome with what its letter must say; two people; seal; service; the remedies of the day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.documents.models import Document
from yimen.modules.requests import actions, papers, rules
from yimen.modules.requests.actions import PartGiven
from yimen.modules.requests.models import Answer, InformationRequest, Outcome
from yimen.modules.requests.states import State

from .stage import Desk, after, clocks, fresh, letters, only, refused, waiting

pytestmark = pytest.mark.django_db
FACTS = {name: f"示例{name}" for name in rules.NEEDED}
DICTIONARY = [
    "granted", "partly_granted", "refused_state_secret", "refused_forbidden_by_law", "refused_security_stability",
    "refused_third_party", "refused_internal_affairs", "refused_process_information", "refused_enforcement_file",
    "refused_query_matter", "not_held", "would_need_creation", "still_unclear", "petition_not_processed", "repeated",
    "publication_requested", "excessive", "confirm_or_reissue", "abandoned_no_correction", "abandoned_fee_unpaid",
    "other",
]  # fmt: skip
CHOSEN = [one for one in DICTIONARY if not one.startswith("abandoned") and one != "excessive"]


def test_the_dictionary_has_every_row_of_the_report_once() -> None:
    rows = list(Outcome.objects.order_by("report_row").values_list("code", "report_row"))
    assert rows == list(zip(DICTIONARY, range(3, 24), strict=True))


@pytest.mark.parametrize("code", CHOSEN)
def test_each_outcome_needs_its_facts_and_its_letter_says_them(desk: Desk, code: str) -> None:
    request, outcome = desk.in_process(), Outcome.objects.get(pk=code)
    with refused(RuleBroken, request, fields=[f"part_1_{name}" for name in outcome.needs]):
        actions.draft_answer(request, parts=[PartGiven(1, code, {})], by=desk.officer, at=NOON)
    said = {name: FACTS[name] for name in outcome.needs}
    answer = actions.draft_answer(request, parts=[PartGiven(1, code, said)], by=desk.officer, at=NOON).answer
    text = "".join(papers.draft_of(fresh(request), answer, NOON.date()))
    assert all(fact in text for fact in said.values())
    assert "{" not in text
    assert answer.outcome_id == code
    first = "应当自收到本答复之日起60日内先向沈阳市人民政府申请行政复议" in text
    assert first is outcome.is_refusal
    assert ("或者自收到本答复之日起6个月内直接向人民法院提起行政诉讼" in text) is not outcome.is_refusal


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 12, 31), "或者自收到本答复之日起6个月内直接向人民法院提起行政诉讼"),
        (date(2024, 1, 1), "先向沈阳市人民政府申请行政复议"),
        (date(2014, 6, 1), "或者自收到本答复之日起3个月内直接向人民法院提起行政诉讼"),
    ],
)
def test_the_remedies_are_those_of_the_law_of_the_day(desk: Desk, day: date, words: str) -> None:
    request = desk.received()
    refusal = Outcome.objects.get(pk="refused_state_secret")
    assert words in papers.remedies(request, refusal, day)[0]


class Kind:
    """An outcome as the rules read it."""

    def __init__(self, code: str, openness: str, report_row: int) -> None:
        self.code, self.openness, self.report_row = code, openness, report_row


GRANTED, PARTLY = Kind("granted", "open", 3), Kind("partly_granted", "partly", 4)
SECRET, PROCESS, ABSENT = (
    Kind("secret", "withheld", 5),
    Kind("process", "withheld", 10),
    Kind("not_held", "absent", 13),
)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([GRANTED], GRANTED),
        ([SECRET], SECRET),
        ([GRANTED, SECRET], PARTLY),
        ([SECRET, GRANTED, ABSENT], PARTLY),
        ([PARTLY, GRANTED], PARTLY),
        ([GRANTED, ABSENT], GRANTED),
        ([PROCESS, SECRET], SECRET),
        ([ABSENT, PROCESS], PROCESS),
        ([GRANTED, GRANTED], GRANTED),
    ],
)
def test_several_parts_count_once(parts: list[Kind], expected: Kind) -> None:
    assert rules.counted(parts, PARTLY) is expected


def test_parts_open_and_withheld_count_as_partly_granted(desk: Desk) -> None:
    request = desk.in_process({"name": "甲"}, {"name": "乙"})
    parts = [
        PartGiven(1, "granted", {"way": "附后"}),
        PartGiven(2, "refused_process_information", {"which": "讨论记录"}),
    ]
    with refused(RuleBroken, request, "请对申请的每一项内容分别答复。"):
        actions.draft_answer(request, parts=parts[:1], by=desk.officer, at=NOON)
    answer = actions.draft_answer(request, parts=parts, by=desk.officer, at=NOON).answer
    assert (answer.outcome_id, answer.parts.count()) == ("partly_granted", 2)


@pytest.mark.parametrize("code", ["abandoned_no_correction", "abandoned_fee_unpaid", "nothing"])
def test_what_the_sweep_finds_nobody_chooses(desk: Desk, code: str) -> None:
    request = desk.in_process()
    with refused(RuleBroken, request, fields=["part_1_outcome"]):
        actions.draft_answer(request, parts=[PartGiven(1, code, FACTS)], by=desk.officer, at=NOON)


def test_excessive_only_after_the_reasons_were_asked(desk: Desk) -> None:
    request, parts = desk.in_process(), [PartGiven(1, "excessive", FACTS)]
    with refused(RuleBroken, request):
        actions.draft_answer(request, parts=parts, by=desk.officer, at=NOON)
    actions.ask_reasons(request, why="多", due_on=after(9).date(), by=desk.officer, at=NOON)
    done = actions.draft_answer(fresh(request), parts=parts, by=desk.officer, at=after(10))
    assert done.answer.outcome_id == "excessive"


def test_who_drafts_does_not_approve(desk: Desk, world: Any) -> None:
    request = desk.awaiting()
    only(desk, request, actions.approve_answer, "leader")
    Answer.objects.filter(request=request).update(drafted_by=desk.leader.person)
    with refused(RuleBroken, request, "拟稿人不能签发自己拟写的答复。"):
        actions.approve_answer(request, by=desk.leader, at=NOON)


def test_returned_it_is_drafted_anew(desk: Desk) -> None:
    request = desk.awaiting()
    with refused(RuleBroken, request, fields=["reason"]):
        actions.return_answer(request, reason="", by=desk.leader, at=NOON)
    actions.return_answer(request, reason="理由不足", by=desk.leader, at=NOON)
    request = fresh(request)
    assert (request.state, waiting(request)) == (
        State.IN_PROCESS,
        [("handle", "disclosure_officer", "2026-03-30")],
    )
    assert request.answers.get().return_reason == "理由不足"
    request = desk.awaiting(request)
    assert [one.sequence for one in request.answers.all()] == [1, 2]
    only(desk, request, actions.return_answer, "leader", reason="再改")


def test_an_answer_is_not_served_before_its_seal(desk: Desk) -> None:
    request = desk.decided()
    facts = {"way": "online", "served_on": NOON.date()}
    with refused(RuleBroken, request, "答复书还没有用印，不能送达。"):
        actions.serve_answer(request, **facts, by=desk.officer, at=NOON)
    only(desk, request, actions.seal_answer, "keeper")
    actions.seal_answer(request, by=desk.keeper, at=NOON)
    with refused(RuleBroken, fresh(request), "没有等待用印的答复书。"):
        actions.seal_answer(fresh(request), by=desk.keeper, at=NOON)
    only(desk, fresh(request), actions.serve_answer, "officer", **facts)
    document = Document.objects.get(pk=request.answers.get().document_id)
    assert (document.state, document.title) == ("sealed", "政府信息公开申请答复书")


def test_service_stops_the_clock_on_its_day(desk: Desk) -> None:
    request = desk.sealed(at=NOON)
    for served_on in (date(2026, 3, 1), after(1).date()):
        with refused(RuleBroken, request, fields=["served_on"]):
            actions.serve_answer(request, way="post", served_on=served_on, by=desk.officer, at=NOON)
    with refused(RuleBroken, request, fields=["way"]):
        actions.serve_answer(request, way="courier", served_on=NOON.date(), by=desk.officer, at=NOON)
    late = datetime.fromisoformat("2026-04-01T10:00:00+08:00")
    actions.serve_answer(request, way="post", served_on=date(2026, 3, 31), by=desk.officer, at=late)
    request = fresh(request)
    assert (request.is_on_time, request.due_when_served) == (False, date(2026, 3, 30))
    assert (request.own_case.closed_at, request.own_case.outcome) == (late, "granted")
    assert clocks(request)["statutory"][2] == "stopped"


def test_on_the_spot_only_on_the_day_and_only_how_to_get_it(desk: Desk) -> None:
    request = desk.received()
    with refused(RuleBroken, request, "当场答复应当在收到申请的当日作出。"):
        actions.answer_on_the_spot(request, way="门户网站", by=desk.officer, at=after(1))
    with refused(RuleBroken, request, fields=["part_1_way"]):
        actions.answer_on_the_spot(request, way=" ", by=desk.officer, at=NOON)
    only(desk, request, actions.answer_on_the_spot, "officer", way="门户网站")
    actions.answer_on_the_spot(request, way="门户网站", by=desk.officer, at=NOON)
    request = fresh(request)
    assert (request.state, request.outcome_id, letters(request)) == (
        State.DECIDED,
        "granted",
        ["receipt", "answer"],
    )


def test_the_information_reaches_the_applicant_with_the_answer(desk: Desk) -> None:
    from yimen.modules.requests import queries

    request = desk.in_process()
    parts = [PartGiven(1, "granted", {"way": "附后"})]
    actions.draft_answer(request, parts=parts, files=[desk.received_file("info")], by=desk.officer, at=NOON)
    request = fresh(request)
    assert queries.files(desk.resident, request).count() == 0
    assert queries.files(desk.officer, request).count() == 1
    actions.approve_answer(request, by=desk.leader, at=NOON)
    request = desk_served(desk, fresh(request))
    assert [one.use for one in queries.files(desk.resident, request)] == ["information"]
    assert [one.kind for one in queries.letters(desk.resident, request)] == ["receipt", "answer"]
    assert queries.letters(desk.keeper, request).count() == 0


def desk_served(desk: Desk, request: InformationRequest) -> InformationRequest:
    request = fresh(actions.seal_answer(request, by=desk.keeper, at=NOON).request)
    done = actions.serve_answer(request, way="online", served_on=NOON.date(), by=desk.officer, at=NOON)
    return fresh(done.request)


def test_no_answer_while_a_consultation_is_open(desk: Desk) -> None:
    request, _one = desk.consulting()
    with refused(WrongState, request):
        actions.draft_answer(request, parts=[PartGiven(1, "granted", FACTS)], by=desk.officer, at=NOON)
