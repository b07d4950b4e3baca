"""Attempts to break the constraints of hearings, inspections, commitments, reports and routing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.world import NOON, World
from yimen.kernel.documents.actions import keep_file
from yimen.modules.approvals.models import (
    Application,
    Commitment,
    CommitmentCheck,
    CreditExclusion,
    Hearing,
    InspectionPart,
    InspectionPhoto,
    RoutingRule,
    SiteInspection,
    Team,
)

Break = Callable[[World, Application], Any]


def hearing(world: World, given: Application, **changed: Any) -> None:
    facts = {"state": "hearing_offered", "reason": "重大", "reviewer": given.reviewer}
    Hearing.objects.create(application=given, **facts | changed)


def two_hearings(world: World, given: Application) -> None:
    for _time in range(2):
        hearing(world, given)


def scheduled_without_host(world: World, given: Application) -> None:
    hearing(world, given, state="hearing_scheduled")


def held_without_minutes(world: World, given: Application) -> None:
    hearing(world, given, state="hearing_held", host=world.head.person, begins_at=NOON)


def commitment(world: World, given: Application, **changed: Any) -> None:
    facts = {"text": "x", "promises": ["y"], "text_hash": "0" * 64, "signature": "甲", "signed_at": NOON}
    Commitment.objects.create(application=given, **facts | changed)


def check(world: World, given: Application, **changed: Any) -> CommitmentCheck:
    facts = {"state": "check_due", "due_on": NOON.date()}
    return CommitmentCheck.objects.create(application=given, **facts | changed)


def drawn_alone(world: World, given: Application) -> None:
    check(world, given, state="check_drawn", first_officer=world.examiner.person)


def drawn_twice_the_same(world: World, given: Application) -> None:
    one = world.examiner.person
    check(world, given, state="check_drawn", first_officer=one, second_officer=one)


def excluded(world: World, given: Application, times: int = 1, **changed: Any) -> None:
    of = check(world, given)
    facts = {"person": given.applicant, "check_of": of, "reason": "失信", "since": NOON.date()}
    for _time in range(times):
        CreditExclusion.objects.create(**facts | changed)


def inspection(world: World, given: Application, **changed: Any) -> SiteInspection:
    facts = {"state": "inspection_called", "begins_at": NOON, "place": "x", "purpose": "y"}
    called = {"called_by": world.examiner.person}
    return SiteInspection.objects.create(application=given, **facts | called | changed)


def part(world: World, given: Application, times: int = 1, **changed: Any) -> InspectionPart:
    visit = inspection(world, given)
    facts = {"org": given.org, "org_path": given.org_path, "state": "part_called"}
    for _time in range(times):
        made = InspectionPart.objects.create(inspection=visit, **facts | changed)
    return made


def one_officer(world: World, given: Application) -> None:
    part(world, given, first_officer=world.examiner.person)


def photo(world: World, given: Application, times: int = 1, **changed: Any) -> None:
    own, file = part(world, given), keep_file(world.received("photo"), at=NOON)
    facts = {"name": "x.jpg", "taken_at": NOON, "place": "y", "added_at": NOON}
    for _time in range(times):
        InspectionPhoto.objects.create(part=own, file=file, **facts | changed)


def same_team(world: World, given: Application) -> None:
    for _time in range(2):
        Team.objects.create(org=given.org, name="道路组")


def rule(world: World, given: Application, times: int = 1, **changed: Any) -> None:
    facts = {"org": given.org, "person": world.examiner.person, "since": NOON.date()}
    for _time in range(times):
        RoutingRule.objects.create(**facts | changed)


def rule_about_both(world: World, given: Application) -> None:
    rule(world, given, item=given.item, section=given.item.section)


def reported_to_nobody(world: World, given: Application) -> Any:
    return Application.objects.filter(pk=given.pk).update(state="reported", in_name_of=None)


def waits_alone(world: World, given: Application) -> Any:
    return Application.objects.filter(pk=given.pk).update(waits_for="前项")


BEFORE = NOON - timedelta(days=1)
PROCEDURES: dict[str, Break] = {
    "case_has_one_open_hearing": two_hearings,
    "hearing_host_did_not_review": lambda world, given: hearing(world, given, host=given.reviewer),
    "scheduled_hearing_has_host_and_time": scheduled_without_host,
    "held_hearing_has_signed_minutes": held_without_minutes,
    "commitment_is_withdrawn_after_it_was_signed": lambda world, given: commitment(
        world, given, withdrawn_at=BEFORE
    ),
    "commitment_is_signed": lambda world, given: commitment(world, given, signature=""),
    "drawn_check_has_two_officers": drawn_alone,
    "check_officers_are_two_persons": drawn_twice_the_same,
    "check_outcome_has_its_time": lambda world, given: check(world, given, outcome="kept"),
    "person_is_excluded_once": lambda world, given: excluded(world, given, 2),
    "credit_is_repaired_after_it_was_lost": lambda world, given: excluded(
        world, given, repaired_on=BEFORE.date()
    ),
    "completed_inspection_has_its_conclusion": lambda world, given: inspection(
        world, given, state="inspection_done"
    ),
    "department_takes_part_once": lambda world, given: part(world, given, 2),
    "inspecting_officers_are_a_pair": one_officer,
    "inspecting_department_names_its_officers": lambda world, given: part(world, given, state="part_named"),
    "photo_is_there_once": lambda world, given: photo(world, given, 2),
    "photo_lies_on_earth": lambda world, given: photo(
        world, given, latitude=Decimal(91), longitude=Decimal(0)
    ),
    "team_name_once_in_a_body": same_team,
    "rule_routes_to_a_person_or_a_team": lambda world, given: rule(world, given, person=None),
    "rule_is_about_item_or_section": rule_about_both,
    "rule_ends_after_it_begins": lambda world, given: rule(world, given, until=BEFORE.date()),
    "one_open_rule_for_the_same_work": lambda world, given: rule(world, given, 2),
    "reported_names_its_upper_body": reported_to_nobody,
    "only_a_part_waits_for_another": waits_alone,
}
