"""重演: what is planned is lived through the acts, once; interrupted anywhere, it goes on; nothing else is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from pytest_django import DjangoDbBlocker

from tests.world import ROOT
from yimen.kernel.audit.checking import check
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.models import Document
from yimen.kernel.metrics import counting
from yimen.kernel.metrics.figures import Measure, percent
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import WHOLE_CITY
from yimen.modules.approvals.metrics.listing import INSTANT
from yimen.modules.approvals.models import Application, BankFile, CorrectionNotice, ItemVersion
from yimen.modules.hall.models import Shift
from yimen.modules.outreach import metrics as outreach
from yimen.modules.projects import figures as parallel
from yimen.modules.projects import metrics as desk
from yimen.modules.projects.models import GreenChannelEnrolment, ProgrammeCase, Task
from yimen.modules.supervision.models import RegisterRow
from yimen.replay import living, running
from yimen.replay.doing import CODES, Player
from yimen.replay.living import facts_of, plan, steps_done
from yimen.replay.models import Planting, Replay
from yimen.replay.parallel import STEPS, StagePlayer
from yimen.replay.plan import Wish, Year, application_id
from yimen.replay.ways import CITY

from .years import small_year

NOW = datetime(2026, 3, 2, 12, tzinfo=CITY)
pytestmark = pytest.mark.usefixtures("lived")


def live(patch: pytest.MonkeyPatch, **changed: Any) -> Replay:
    patch.setattr(living, "profile_of", small_year)
    wish = Wish(**{"year": 2008, "seed": 5, "scale": 1.0, "until": date.max, **changed})
    return running.replay(wish, now=NOW, tell=lambda *_told: None)


FULL = """
CREATE SEQUENCE still_free;
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('still_free') = %s THEN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER no_room AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION no_room();
"""
ROOM = "DROP TRIGGER no_room ON audit_entry; DROP FUNCTION no_room(); DROP SEQUENCE still_free"


@contextmanager
def full_disk(after: int) -> Iterator[None]:
    """The server itself says in the middle of an act that it has no room."""
    with connection.cursor() as cursor:
        cursor.execute(FULL % after)
        yield
        cursor.execute(ROOM)


@pytest.fixture(scope="module")
def lived(own_database: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Year]:
    """The small year: its disk is full twice, then it is lived to its end."""
    with django_db_blocker.unblock():
        for after in (350, 170):
            full = pytest.raises(running.Refuses, match="磁盘已满；腾出空间后再次启动")
            with pytest.MonkeyPatch.context() as patch, full_disk(after), full:
                live(patch)
        with pytest.MonkeyPatch.context() as patch:
            live(patch)
            yield plan(Wish(2008, 5, 1.0, date.max))[1]


def rows(**asked: Any) -> Any:
    return Application.objects.filter(received_on__year=2008, **asked)


def test_the_figures_are_those_of_the_plan() -> None:
    assert rows(accepted_on__isnull=False).count() == 46
    assert rows(concluded_at__isnull=False).count() == 45
    assert rows(concluded_at__isnull=False).filter(INSTANT).count() == 10
    assert rows(accepted_on__isnull=True).count() == 5
    assert Replay.objects.get().day == date(2008, 11, 5)


def test_every_step_was_done_once_though_it_was_interrupted(lived: Year) -> None:
    ids = {application_id(2008, 5, one.serial): one for one in lived.lived}
    told = facts_of(list(ids))
    for key, one in ids.items():
        assert list(steps_done(one, told[key])) == list(one.steps)
        planned = Counter(CODES[step.act] for step in one.steps)
        found = Counter(code for code in told[key] if code in planned)
        assert found == planned
    assert Refusal.objects.count() == 0


def test_each_way_ends_as_it_should(lived: Year) -> None:
    ends = {"withdrawn": "withdrawn", "correction_lapsed": "deemed_withdrawn", "refused": "refused"}
    ends |= {one: one for one in ("refused_acceptance", "not_competent", "not_required")} | {"open": ""}
    for one in lived.applications:
        found = Application.objects.get(pk=application_id(2008, 5, one.serial))
        assert found.outcome == ends.get(one.path, "granted"), one.path


def test_numbers_have_no_gaps_and_the_record_is_whole() -> None:
    by_day: dict[str, list[int]] = {}
    for number in Case.objects.filter(opened_at__year=2008).values_list("number", flat=True):
        by_day.setdefault(number[:14], []).append(int(number[14:19]))
    assert all(sorted(serials) == list(range(1, len(serials) + 1)) for serials in by_day.values())
    assert check().faults == []


def figures_of(*measures: Measure) -> dict[str, object]:
    year = Period(date(2008, 1, 1), date(2008, 11, 5), date(2026, 3, 2))
    return {one.measure.code: one.number for one in counting.recount(measures, year, WHOLE_CITY)}


def test_the_desk_took_projects_on_by_two_persons() -> None:
    """Two projects that are together of three classes; a case of each of two classes of the programme."""
    assert figures_of(*desk.MEASURES) == {
        "projects.consultations": 3,
        "projects.escorted": 2,
        "projects.escorted-foreign": 1,
        "projects.escorted-construction": 2,
        "projects.escorted-commercial": 0,
        "projects.escorted-industrial": 0,
        "projects.invested-cny": Decimal(50_000_000_000),
        "projects.invested-usd": Decimal(10_000_000_000),
        "projects.programme-accepted": 2,
        "projects.programme-concluded": 2,
    }
    assert all(one.applied_by_id != one.approved_by_id for one in GreenChannelEnrolment.objects.all())
    grouped = ProgrammeCase.objects.values_list("programme_class__name", flat=True)
    assert set(grouped) == {"城市道路占用、挖掘", "绿地占用、树木砍伐移植"}


def test_every_project_went_through_its_stages(lived: Year) -> None:
    """The parts of a stage are among the 46 and the 45; of three the departments said nothing in time."""
    stages = lived.desk.stages
    steps = Counter(step.act for one in stages for step in one.steps)
    silent = lived.desk.part_count - steps["complete"]
    assert (len(stages), lived.desk.part_count, silent) == (3, 5, 3)
    assert rows().count() == len(lived.applications) + lived.desk.part_count
    assert rows(pattern="parallel_member").count() == 5
    assert figures_of(*parallel.MEASURES) == {
        "projects.parallel": 2,
        "projects.parallel-foreign": 1,
        "projects.parallel-construction": 2,
        "projects.parallel-commercial": 0,
        "projects.parallel-industrial": 0,
        "projects.parallel-issued": 2,
        "projects.stages-accepted": 3,
        "projects.stages-issued": 3,
        "projects.parts": 5,
        "projects.parts-checked": 5,
        "projects.parts-deemed": 3,
        "projects.parts-deemed-rate": Decimal("60.00"),
    }


def test_every_step_of_a_stage_was_done_once_though_it_was_interrupted(lived: Year) -> None:
    player = StagePlayer(lived.desk.stages, centre="city-centre", player=Player(2008, 5, living.form()))
    days = {step.day for one in lived.desk.stages for step in one.steps}
    assert [step for day in days for step in player.todo(day)] == []
    planned = Counter(step.act for one in lived.desk.stages for step in one.steps if step.act not in STEPS)
    of_parts = Entry.objects.filter(chain__in=Task.objects.values("case_id"))
    found = Counter(of_parts.values_list("code", flat=True))
    assert {act: found[CODES[act]] for act in planned} == planned
    assert found["projects.task.released"] == 2
    assert list(Task.objects.exclude(waits_for=[])) == []


def test_agents_carried_what_was_brought_to_them(lived: Year) -> None:
    days = [{step.act: step.day for step in one.steps} for one in lived.errands]
    at_once = sum("handle" in one and one["handle"] == one["take_in"] for one in days)
    found = figures_of(*outreach.STANDING, outreach.RECEIVED, *outreach.MEASURES)
    assert {code.removeprefix("outreach."): number for code, number in found.items()} == {
        "street-centres": 1,
        "service-classes": 7,
        "services": 26,
        "town-centres": 1,
        "village-points": 1,
        "community-windows": 1,
        "town-agents": 1,
        "village-agents": 1,
        "received": 6,
        "advice": 1,
        "requested": 5,
        "accepted": 5,
        "done": 4,
        "instant": at_once,
        "at-home": 3,
        "followed-up": 2,
        "satisfied": 1,
        "done-rate": Decimal("80.00"),
        "instant-rate": percent(at_once, 4),
        "satisfaction": Decimal("50.00"),
    }


def test_what_was_late_and_what_the_law_deemed() -> None:
    late = rows(is_on_time=False).values_list("pk", flat=True)
    planted = Planting.objects.filter(rule__in=["R-OD-3", "R-OD-4"]).values_list("case_ref", flat=True)
    assert set(late) == set(planted)
    deemed = rows(is_deemed_accepted=True).values_list("pk", flat=True)
    assert set(deemed) == set(Planting.objects.filter(rule="R-CN-1").values_list("case_ref", flat=True))


def test_what_was_typed_in_later_says_so() -> None:
    entries = Entry.objects.filter(code="approvals.application.accepted")
    late = [one for one in entries if one.entered_at is not None]
    burst = rows(pk__in=[one.chain for one in late]).count()
    assert len(late) == burst == 5
    assert all(str(one.happened_at.date()) < str(one.entered_at)[:10] for one in late)


def test_what_was_planted_is_named_by_its_number() -> None:
    assert not Planting.objects.filter(subject_key="").exists()
    for one in Planting.objects.filter(subject_kind="case"):
        assert Application.objects.get(pk=one.case_ref).number == one.subject_key


def test_sums_came_in_that_no_bill_asked_for() -> None:
    planted = {one.subject_key.split("/")[0] for one in Planting.objects.filter(rule="R-OC-2")}
    files = BankFile.objects.filter(imported_at__year=2008)
    assert {one.org.code for one in files} == planted
    assert {(one.row_count, one.new_count, one.matched_count) for one in files} == {(8, 8, 0)}


def test_a_register_names_what_the_record_does_not_have() -> None:
    planted = {one.subject_key.split("/")[0] for one in Planting.objects.filter(rule="R-OH-5")}
    listed = RegisterRow.objects.values_list("register__org__code", "number")
    assert {org for org, _number in listed} == planted
    assert len(listed) == 3 * len(planted)
    assert not Document.objects.filter(number__in=[number for _org, number in listed]).exists()


def test_nobody_sits_at_the_window_for_three_days_while_another_is_open() -> None:
    (planted,) = Planting.objects.filter(rule="R-ST-1")
    item = ItemVersion.objects.get(item__code=planted.subject_key.split("/")[0])
    shifts = Shift.objects.filter(window__centre=item.centre_id)
    own = [one for one in shifts if one.window.number in item.windows]
    beside = [one for one in shifts if one.window.number not in item.windows]
    assert (len(own), len(beside)) == (3, 6)
    assert (
        max(one.starts_at.date() for one in own) < planted.day <= max(one.starts_at.date() for one in beside)
    )


def test_a_notice_asks_for_what_no_guide_knows() -> None:
    (planted,) = Planting.objects.filter(rule="R-PC-2")
    (row,) = CorrectionNotice.objects.get(application=planted.case_ref).rows
    assert row["cure"] == "请另行提供担保人出具的证明。"


def test_papers_were_sealed_on_paper() -> None:
    """By who draws them up or by the keeper; what a machine drew up waits for the keeper."""
    found = Document.objects.filter(issued_at__year=2008)
    waiting = Counter(found.filter(paper_sealed_at__isnull=True).values_list("kind", flat=True))
    assert waiting == {"acceptance_notice": 1, "delivery_receipt": 5}
    assert not found.filter(Q(sealed_at__isnull=False) | Q(sealed_file__isnull=False)).exists()
    decision = found.filter(kind="decision").first()
    assert decision is not None
    assert decision.standing(date(2008, 12, 1)) == "in_force"


def test_another_seed_in_the_same_city_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Entry.objects.count()
    with pytest.raises(running.Refuses, match="种子数 5"):
        live(monkeypatch, seed=6)
    assert Entry.objects.count() == before


def test_a_city_with_cases_of_the_year_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Replay.objects.values().get()
    Replay.objects.all().delete()
    with pytest.raises(running.Refuses, match="已有 2008 年的办件"):
        live(monkeypatch)
    Replay.objects.create(**run)


def test_again_nothing_more_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Entry.objects.count()
    live(monkeypatch)
    assert Entry.objects.count() == before


def test_no_rule_can_read_what_was_planted() -> None:
    """Neither by an import (the rows forbid it) nor by the name of the table."""
    below = [*(ROOT / "yimen" / "kernel").rglob("*.py"), *(ROOT / "yimen" / "modules").rglob("*.py")]
    assert len(below) > 500
    assert [path for path in below if "replay_plant" in path.read_text(encoding="utf-8")] == []
