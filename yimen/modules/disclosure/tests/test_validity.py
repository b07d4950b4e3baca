"""有效性: derived from dates in two places that agree; changed by named documents only; told by a job; withheld weighed again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.world import NOON
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.disclosure import actions, jobs, queries, rules
from yimen.modules.disclosure.rules import Change
from yimen.modules.disclosure.states import Validity

from .stage import Openness, only, post, refused

D = date


@pytest.mark.parametrize(
    ("facts", "on", "wanted"),
    [
        ({"has_validity": False}, D(2026, 1, 1), "not_applicable"),
        ({}, D(2026, 1, 1), "in_force"),
        ({"effective_on": D(2026, 3, 1)}, D(2026, 2, 28), "not_yet"),
        ({"effective_on": D(2026, 3, 1)}, D(2026, 3, 1), "in_force"),
        ({"expires_on": D(2026, 3, 1)}, D(2026, 3, 1), "in_force"),
        ({"expires_on": D(2026, 3, 1)}, D(2026, 3, 2), "lapsed"),
        ({"changes": [Change("repealed", D(2026, 3, 1))]}, D(2026, 2, 28), "in_force"),
        ({"changes": [Change("repealed", D(2026, 3, 1))]}, D(2026, 3, 1), "repealed"),
        ({"changes": [Change("amended", D(2026, 3, 1))]}, D(2026, 3, 1), "amended"),
        ({"expires_on": D(2026, 3, 1), "changes": [Change("prolonged", D(2026, 2, 1), D(2027, 3, 1))]}, D(2026, 6, 1), "in_force"),
        ({"expires_on": D(2026, 3, 1), "changes": [Change("repealed", D(2026, 2, 1))]}, D(2026, 6, 1), "repealed"),
    ],
)  # fmt: skip
def test_the_rule(facts: dict[str, Any], on: date, wanted: str) -> None:
    terms = {"has_validity": True, "effective_on": None, "expires_on": None, "changes": [], **facts}
    assert rules.validity(**terms, on=on) == wanted


@pytest.mark.django_db
def test_the_database_says_the_same_as_the_rule(stage: Openness) -> None:
    basis = stage.in_force(title="新办法")
    rows = [
        stage.published(title="没有效力问题"),
        stage.in_force(title="有效", effective_on=D(2026, 3, 1)),
        stage.in_force(title="尚未施行", effective_on=D(2026, 4, 1)),
        stage.in_force(title="失效", effective_on=D(2025, 1, 1), expires_on=D(2026, 3, 5)),
        stage.in_force(title="延长", effective_on=D(2025, 1, 1), expires_on=D(2026, 3, 5)),
        stage.in_force(title="废止"),
        stage.in_force(title="修订"),
    ]
    facts: dict[str, Any] = {"by_publication": basis, "by": stage.officer, "at": NOON}
    actions.prolong_validity(rows[4], until=D(2027, 3, 5), **facts)
    actions.repeal_information(rows[5], on=D(2026, 3, 9), **facts)
    actions.note_amendment(rows[6], on=D(2026, 3, 9), **facts)
    for day in (D(2026, 3, 1), D(2026, 3, 6), D(2026, 3, 10), D(2027, 6, 1)):
        shown = {one.pk: one.validity for one in queries.with_validity(queries.listed(day), day)}  # type: ignore[attr-defined]
        for one in rows:
            assert (one.title, shown[one.pk]) == (one.title, queries.validity_of(stage.fresh(one), day))


@pytest.mark.django_db
def test_is_repealed_by_a_named_document_once(stage: Openness) -> None:
    publication, basis = stage.in_force(), stage.in_force(title="新办法")
    facts: dict[str, Any] = {"on": D(2026, 4, 1)}
    only(stage, publication, actions.repeal_information, "officer", **facts, by_publication=basis)
    with refused(RuleBroken, publication, "请选择所据的文件，或者写明它的名称和文号。"):
        actions.repeal_information(publication, **facts, by=stage.officer, at=NOON)
    with refused(RuleBroken, publication, "所据的文件应当是另一件已经公开的信息。"):
        actions.repeal_information(
            publication, **facts, by_publication=publication, by=stage.officer, at=NOON
        )
    actions.repeal_information(publication, **facts, by_publication=basis, by=stage.officer, at=NOON)
    with refused(RuleBroken, publication, "这件信息已经登记废止。"):
        actions.repeal_information(publication, **facts, by_text="又", by=stage.officer, at=NOON)
    plain = stage.published()
    with refused(RuleBroken, plain, "这件信息没有效力问题，不登记效力变动。"):
        actions.repeal_information(plain, **facts, by_text="某文件", by=stage.officer, at=NOON)


@pytest.mark.django_db
def test_what_lapsed_is_not_revived(stage: Openness) -> None:
    publication = stage.in_force(effective_on=D(2025, 1, 1), expires_on=D(2026, 3, 1))
    with refused(RuleBroken, publication):
        actions.prolong_validity(
            publication, until=D(2027, 1, 1), by_text="续期通知", by=stage.officer, at=NOON
        )


@pytest.mark.django_db
def test_a_job_tells_what_ran_out_once(stage: Openness) -> None:
    publication = stage.in_force(effective_on=D(2025, 1, 1), expires_on=D(2026, 3, 1))
    jobs.tell_lapses()
    told = stage.fresh(publication)
    assert told.lapse_told_on is not None
    jobs.tell_lapses()
    assert stage.fresh(publication).lapse_told_on == told.lapse_told_on
    with refused(RuleBroken, told):
        actions.tell_lapse(told, last_day=D(2026, 3, 1), by=Machine("validity watch"), at=NOON)


@pytest.mark.django_db
def test_weighs_again_what_is_withheld(stage: Openness) -> None:
    version = stage.withheld()
    facts: dict[str, Any] = {"may_open": False, "reason": "仍在讨论"}
    only(stage, version, actions.evaluate_withheld, "officer", **facts)
    actions.evaluate_withheld(version, **facts, by=stage.officer, at=NOON)
    assert (stage.fresh(version).state, stage.fresh(version.publication).evaluated_on) == (
        "withheld",
        NOON.date(),
    )
    actions.evaluate_withheld(version, may_open=True, reason="已经公布", by=stage.officer, at=stage.later(1))
    opened = stage.fresh(version)
    assert (opened.state, opened.openness, opened.ground, opened.changed_on) == (
        "draft",
        "proactive",
        "",
        D(2026, 3, 3),
    )
    assert stage.out(stage.checked(opened)).state == "published"


@pytest.mark.django_db
def test_the_api_repeals(stage: Openness) -> None:
    publication, basis = stage.in_force(), stage.in_force(title="新办法")
    path = f"publications/{publication.pk}/repeal"
    answer = post(stage.officer, path, on="2026-03-02", by_number=basis.index_number)
    assert (answer.status_code, answer.json()["validity"]) == (201, "repealed")
    assert post(stage.officer, path, on="2026-03-02", by_number="没有").status_code == 404


class AnyDates(TestCase):
    """Whatever the dates: at every day there is exactly one answer, and after a repeal it never holds again."""

    @settings(max_examples=100, deadline=None)
    @given(
        effective=st.none() | st.dates(D(2020, 1, 1), D(2030, 1, 1)),
        expires=st.none() | st.dates(D(2020, 1, 1), D(2030, 1, 1)),
        changes=st.lists(
            st.builds(
                Change,
                st.sampled_from(["repealed", "amended", "prolonged"]),
                st.dates(D(2020, 1, 1), D(2030, 1, 1)),
                st.dates(D(2020, 1, 1), D(2035, 1, 1)),
            ),
            max_size=4,
        ),
        on=st.dates(D(2019, 1, 1), D(2036, 1, 1)),
    )
    def test_one_answer(
        self, effective: date | None, expires: date | None, changes: list[Change], on: date
    ) -> None:
        terms: dict[str, Any] = {
            "has_validity": True,
            "effective_on": effective,
            "expires_on": expires,
            "changes": changes,
        }
        value = rules.validity(**terms, on=on)
        assert value in Validity
        if value == Validity.REPEALED:
            assert rules.validity(**terms, on=on + timedelta(days=400)) == Validity.REPEALED
