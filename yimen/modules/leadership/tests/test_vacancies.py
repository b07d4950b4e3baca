"""职务空缺: found every morning, told once, ended when somebody holds the office again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.notices.models import Notice
from yimen.modules.leadership import actions, jobs, queries
from yimen.modules.leadership.models import Vacancy

from .stage import FIRST, Leaders, codes, enter, refused

pytestmark = pytest.mark.django_db
FACTS = {"since": date(2026, 3, 1), "order_document": "示例〔2026〕8号"}


def relieve(leaders: Leaders, office: str, until: date) -> None:
    """Whoever holds the office in the construction bureau leaves it."""
    held = queries.in_office(until).get(group=leaders.group(), office=office)
    actions.relieve(held, until=until, relief_document="示例〔2026〕7号", by=leaders.keeper, at=NOON)


def found() -> list[tuple[str, str, date]]:
    return [(one.group.org.code, str(one.office), one.since) for one in queries.empties(NOON.date())]


def test_a_required_office_that_nobody_holds_is_empty(leaders: Leaders) -> None:
    assert found() == [("county-kangping", "deputy", date(2025, 1, 1))]
    relieve(leaders, "deputy", date(2026, 2, 10))
    relieve(leaders, "liaison", date(2026, 2, 10))
    assert found() == [
        ("county-kangping", "deputy", date(2025, 1, 1)),
        ("urban-rural-construction", "deputy", date(2026, 2, 11)),
    ]


def test_the_watch_notes_each_once_and_tells_who_supervises(leaders: Leaders) -> None:
    relieve(leaders, "leader", date(2026, 2, 10))
    assert jobs.look(NOON) == (2, 0)
    assert jobs.look(NOON + timedelta(days=1)) == (0, 0)
    noted = Vacancy.objects.get(group=leaders.group())
    assert (noted.office, noted.vacant_since, noted.ended_on) == ("leader", date(2026, 2, 11), None)
    told = Notice.objects.filter(code="leadership.vacancy").order_by("subject")
    assert set(told.values_list("person__login", flat=True)) == {"openness.office"}
    subjects = [one.subject for one in told]
    assert "沈阳市城乡建设局政务公开领导小组的组长（主要领导）空缺" in subjects
    assert len(subjects) == 2


def test_an_appointment_ends_it_at_once(leaders: Leaders) -> None:
    relieve(leaders, "deputy", date(2026, 2, 10))
    jobs.look(NOON)
    actions.appoint(leaders.group(), office="deputy", name="示例·甲", **FACTS, by=leaders.keeper, at=NOON)
    assert Vacancy.objects.get(group=leaders.group()).ended_on == NOON.date()
    assert jobs.look(NOON) == (0, 0)


def test_an_appointment_from_a_later_day_ends_it_on_that_day(leaders: Leaders) -> None:
    relieve(leaders, "deputy", date(2026, 2, 10))
    jobs.look(NOON)
    later = FACTS | {"since": date(2026, 3, 10)}
    actions.appoint(leaders.group(), office="deputy", name="示例·甲", **later, by=leaders.keeper, at=NOON)
    assert Vacancy.objects.get(group=leaders.group()).ended_on is None
    assert jobs.look(NOON + timedelta(days=7)) == (0, 0)
    assert jobs.look(NOON + timedelta(days=8)) == (0, 1)
    assert Vacancy.objects.get(group=leaders.group()).ended_on == date(2026, 3, 10)


def test_a_dissolved_group_has_no_vacancy(leaders: Leaders) -> None:
    relieve(leaders, "deputy", date(2026, 2, 10))
    jobs.look(NOON)
    actions.dissolve_group(
        leaders.group(), on=date(2026, 3, 1), ending_document="示例", by=leaders.keeper, at=NOON
    )
    assert Vacancy.objects.get(group=leaders.group()).ended_on == date(2026, 3, 1)
    assert jobs.look(NOON) == (0, 0)


def test_refuses_what_is_not_empty_and_what_is_known(leaders: Leaders) -> None:
    group = leaders.group()
    with refused(RuleBroken, group, "该职务没有空缺。"):
        actions.note_vacancy(group, office="deputy", by=jobs.WATCH, at=NOON)
    relieve(leaders, "deputy", date(2026, 2, 10))
    done = actions.note_vacancy(group, office="deputy", by=jobs.WATCH, at=NOON)
    assert recorded(done) == (
        "系统（职务空缺提示） 发现 沈阳市城乡建设局政务公开领导小组 的 副组长（分管领导） 自 2026-02-11 起空缺"
    )
    assert codes(group)[-1] == "leadership.vacancy.noted"
    with refused(RuleBroken, group, "这一空缺已经提示过。"):
        actions.note_vacancy(group, office="deputy", by=jobs.WATCH, at=NOON)
    with refused(RuleBroken, done.vacancy, "该职务仍然空缺。"):
        actions.end_vacancy(done.vacancy, by=jobs.WATCH, at=NOON)


def test_only_the_watch_notes(leaders: Leaders) -> None:
    group = leaders.group("county-kangping")
    for person in (leaders.keeper, leaders.world.administrator, leaders.world.public):
        with refused(NotAllowed, group):
            actions.note_vacancy(group, office="deputy", by=person, at=NOON)


def test_who_leaves_soon_is_listed_unless_somebody_follows(leaders: Leaders) -> None:
    group = leaders.group()
    rows = queries.kept_groups(leaders.keeper)
    relieve(leaders, "deputy", date(2026, 3, 20))
    assert [(one.office, one.since) for one in queries.soon_empty(NOON.date(), rows)] == [
        ("deputy", date(2026, 3, 21))
    ]
    leaders.appointed(group, "deputy", since=date(2026, 3, 21))
    assert queries.soon_empty(NOON.date(), rows) == []


def test_page_and_endpoint_list_them_for_those_who_keep(leaders: Leaders) -> None:
    text = enter(leaders.keeper).get(reverse("leadership:vacancies")).content.decode()
    assert "康平县人民政府" in text
    assert "副组长（分管领导）" in text
    listed = enter(leaders.keeper).get("/api/v1/leadership/vacancies").json()
    assert [(one["org"], one["office"], one["since"]) for one in listed] == [
        ("county-kangping", "deputy", "2025-01-01")
    ]
    for person in (leaders.officer, leaders.world.resident):
        assert enter(person).get(reverse("leadership:vacancies")).status_code == 404
        assert enter(person).get("/api/v1/leadership/vacancies").status_code == 404


def test_empty_list_says_so(leaders: Leaders) -> None:
    leaders.appointed(leaders.group("county-kangping"), "deputy", since=FIRST)
    text = enter(leaders.keeper).get(reverse("leadership:vacancies")).content.decode()
    assert "没有空缺" in text
