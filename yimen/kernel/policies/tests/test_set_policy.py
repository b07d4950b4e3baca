"""设定参数: from a day on; the past is never edited; one value at once; refused without effect."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from yimen.kernel import policies
from yimen.kernel.audit.models import Refusal
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.policies import actions, loading, queries
from yimen.kernel.policies.models import Policy

CODE = "approvals.statutory_limit"
TODAY = date(2026, 3, 2)


def set_policy(book, keeper, noon, **facts):
    given = {
        "code": CODE,
        "value": 20,
        "unit": "working_day",
        "basis": "行政许可法第四十二条",
        "in_force_from": date(2004, 7, 1),
        "by": keeper,
        "at": noon,
        **facts,
    }
    return actions.set_policy(book, **given)


def dates() -> list[tuple]:
    return list(
        Policy.objects.order_by("scope", "in_force_from").values_list("value", "in_force_from", "in_force_to")
    )


def test_sets_a_value(book, keeper, noon):
    done = set_policy(book, keeper, noon)
    assert (
        recorded(done)
        == f"系统（城市数据） 设定{CODE}自2004-07-01起为20个工作日（依据：行政许可法第四十二条）"
    )
    found = policies.on(TODAY, CODE)
    assert (found.int, found.basis, str(found), found.is_confirmed) == (
        20,
        "行政许可法第四十二条",
        "20个工作日",
        True,
    )
    assert policies.on(datetime(2004, 7, 1, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai")), CODE).int == 20


def test_is_not_in_force_before_its_day(book, keeper, noon):
    set_policy(book, keeper, noon)
    with pytest.raises(
        LookupError, match=r"no policy 'approvals.statutory_limit' \(scope ''\) is in force on 2004-06-30"
    ):
        policies.on(date(2004, 6, 30), CODE)
    assert policies.find(date(2004, 6, 30), CODE) is None
    with pytest.raises(LookupError, match=r"no policy 'approvals\.unknown'"):
        policies.on(TODAY, "approvals.unknown")


def test_a_new_value_ends_the_one_before(book, keeper, noon):
    set_policy(book, keeper, noon, name="法定期限", name_en="Statutory limit")
    done = set_policy(book, keeper, noon, value=15, in_force_from=date(2026, 4, 1))
    assert dates() == [(20, date(2004, 7, 1), date(2026, 3, 31)), (15, date(2026, 4, 1), None)]
    assert (done.before, done.policy.name, done.policy.name_en) == (20, "法定期限", "Statutory limit")
    assert [policies.on(day, CODE).int for day in (date(2026, 3, 31), date(2026, 4, 1))] == [20, 15]
    assert [entry.data["value"] for entry in queries.journal(CODE)[:2]] == [15, 20]


def test_what_is_not_yet_in_force_can_be_replaced(book, keeper, noon):
    set_policy(book, keeper, noon)
    set_policy(book, keeper, noon, value=15, in_force_from=date(2026, 4, 1))
    set_policy(book, keeper, noon, value=12, in_force_from=date(2026, 4, 1))
    assert dates() == [(20, date(2004, 7, 1), date(2026, 3, 31)), (12, date(2026, 4, 1), None)]


def test_older_law_can_be_added(book, keeper, noon):
    set_policy(book, keeper, noon, in_force_from=date(2024, 1, 1), value=60)
    set_policy(book, keeper, noon, in_force_from=date(1999, 10, 1), in_force_to=date(2023, 12, 31), value=59)
    assert dates() == [(59, date(1999, 10, 1), date(2023, 12, 31)), (60, date(2024, 1, 1), None)]


def test_a_scope_has_its_own_value_and_else_the_general_one(book, keeper, noon):
    set_policy(book, keeper, noon)
    set_policy(book, keeper, noon, scope="housing", value=10, in_force_from=TODAY)
    assert policies.on(TODAY, CODE, scope="housing").int == 10
    assert policies.on(date(2026, 3, 1), CODE, scope="housing").int == 20
    assert policies.on(TODAY, CODE, scope="markets").int == 20
    assert policies.on(TODAY, CODE).int == 20


def test_the_city_s_own_value_needs_no_article_but_says_so(book, keeper, noon):
    done = set_policy(book, keeper, noon, basis="", is_confirmed=False)
    assert not done.policy.is_confirmed
    assert not policies.on(TODAY, CODE).is_confirmed


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"in_force_from": date(2026, 3, 1)}, "2026年3月1日已有施行的规定，已经施行的不能更改"),
        ({"in_force_from": date(2003, 1, 1)}, "2003年1月1日已有施行的规定，已经施行的不能更改"),
        ({"in_force_from": TODAY, "scope": "own"}, "今天已有施行的规定，请从明天或以后起施行。"),
        ({"in_force_from": date(2026, 3, 20)}, "已经设定自2026年4月1日起施行的规定，请先处理该项。"),
        ({"in_force_from": date(2026, 5, 1), "basis": ""}, "请写明依据的文件和条款。"),
        ({"in_force_from": date(2026, 5, 1), "in_force_to": date(2026, 4, 30)}, "失效日期不能早于施行日期。"),
        ({"in_force_from": date(2026, 5, 1), "code": "Limit"}, "参数代码应写作 approvals.statutory_limit。"),
    ],
)
def test_refuses_to_edit_the_past_and_nonsense(book, keeper, noon, entries, facts, message):
    set_policy(book, keeper, noon)
    set_policy(book, keeper, noon, in_force_from=date(2026, 4, 1), value=15)
    set_policy(book, keeper, noon, in_force_from=TODAY, scope="own", value=1)
    before = list(Policy.objects.values_list())
    with pytest.raises(RuleBroken, match=message):
        set_policy(book, keeper, noon, value=9, **facts)
    assert list(Policy.objects.values_list()) == before
    assert entries() == 3


def test_refuses_a_stranger(book, noon, entries):
    with pytest.raises(NotAllowed):
        set_policy(book, Public(), noon)
    assert (Policy.objects.count(), entries()) == (0, 0)
    assert Refusal.objects.latest("id").verb == "policies.set_policy"


def test_the_database_keeps_one_value_at_once(book, keeper, noon):
    set_policy(book, keeper, noon)
    with pytest.raises(IntegrityError, match="one_value_in_force_at_once"), transaction.atomic():
        Policy.objects.create(code=CODE, value=1, basis="x", in_force_from=TODAY)
    with pytest.raises(IntegrityError, match="policy_ends_after_it_began"), transaction.atomic():
        Policy.objects.create(
            code="a.b",
            value=1,
            basis="x",
            in_force_from=TODAY,
            in_force_to=date(2026, 3, 1),
            is_confirmed=True,
        )
    with pytest.raises(IntegrityError, match="confirmed_policy_has_its_basis"), transaction.atomic():
        Policy.objects.create(code="a.b", value=1, in_force_from=TODAY)


def test_loading_twice_records_nothing_new(entries, keeper, noon):
    facts = {"code": CODE, "value": 20, "basis": "行政许可法第四十二条", "in_force_from": date(2004, 7, 1)}
    assert loading.ensure_policy(**facts, by=keeper, at=noon).value == 20
    assert loading.ensure_policy(**{**facts, "value": 9}, by=keeper, at=noon) is None
    assert entries() == 1


def test_another_process_sees_the_change(book, keeper, noon, monkeypatch, django_assert_num_queries):
    set_policy(book, keeper, noon)
    assert policies.on(date(2026, 4, 1), CODE).int == 20
    kept = queries._kept
    set_policy(book, keeper, noon, value=15, in_force_from=date(2026, 4, 1))
    queries._kept = kept  # as another process has it
    with django_assert_num_queries(0):
        assert policies.on(date(2026, 4, 1), CODE).int == 20
    monkeypatch.setattr(queries, "LOOK_SECONDS", 0.0)
    assert policies.on(date(2026, 4, 1), CODE).int == 15
    with django_assert_num_queries(1):
        assert policies.on(date(2026, 4, 1), CODE).int == 15


def test_an_act_rolled_back_leaves_what_was_read_in_order(book, keeper, noon):
    set_policy(book, keeper, noon)

    with transaction.atomic():
        set_policy(book, keeper, noon, value=15, in_force_from=date(2026, 4, 1))
        assert policies.on(date(2026, 4, 1), CODE).int == 15
        transaction.set_rollback(True)
    queries._kept.looked_at = 0
    assert policies.on(date(2026, 4, 1), CODE).int == 20
