"""The database says no as well: every named constraint of cases and approvals, broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests.world import NOON, SPOT, World
from yimen.kernel.base.ids import new_id
from yimen.kernel.cases.models import (
    Case,
    Clock,
    Extension,
    Hold,
    NumberBlock,
    NumberSeries,
    Party,
    WorkItem,
)
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import (
    Application,
    ApplicationMaterial,
    CorrectionNotice,
    Decision,
    Delivery,
    IssuedDocument,
    ItemVersion,
    RecordCorrection,
    Reopening,
    Review,
    ToleranceAcceptance,
)

from .catalogue_breaks import CATALOGUE
from .licence_breaks import LICENCES
from .money_breaks import MONEY
from .paper_breaks import PAPER
from .precedence_breaks import PRECEDENCE
from .procedure_breaks import PROCEDURES
from .reform_breaks import REFORM

pytestmark = pytest.mark.django_db
Break = Callable[[World, Application], Any]
BREAKS: dict[str, Break] = {**CATALOGUE, **LICENCES, **MONEY, **PAPER, **PRECEDENCE, **PROCEDURES, **REFORM}


def breaks(name: str) -> Callable[[Break], Break]:
    """Registers an attempt to break the constraint, on an application that is concluded."""

    def register(attempt: Break) -> Break:
        BREAKS[name] = attempt
        return attempt

    return register


def doubled(row: Any, **changed: Any) -> None:
    """The same row once more, with another id."""
    values = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    del values[row._meta.pk.attname]
    if row._meta.pk.get_internal_type() == "UUIDField":
        values[row._meta.pk.attname] = new_id()
    type(row).objects.create(**values | changed)


# --- cases


@breaks("block_is_a_range_of_serials")
def _(world: World, given: Application) -> Any:
    block(first_serial=9, last_serial=8)


@breaks("block_ends_after_it_begins")
def _(world: World, given: Application) -> Any:
    block(last_on=NOON.date() - timedelta(days=1))


@breaks("blocks_of_numbers_do_not_overlap")
def _(world: World, given: Application) -> Any:
    block()
    block(first_serial=900, last_serial=1500)


def block(**changed: Any) -> NumberBlock:
    values = {"kind": "given", "holder": "node", "area": "210100", "first_serial": 1, "last_serial": 1000}
    return NumberBlock.objects.create(**{**values, "first_on": NOON.date(), **changed})


@breaks("case_closes_after_it_opened")
def _(world: World, given: Application) -> Any:
    rows = Case.objects.filter(pk=given.pk)
    return rows.update(closed_at=NOON - timedelta(days=1), outcome="granted")


@breaks("closed_case_has_outcome")
def _(world: World, given: Application) -> Any:
    return Case.objects.filter(pk=given.pk).update(closed_at=NOON)


@breaks("case_has_one_party_of_a_role")
def _(world: World, given: Application) -> Any:
    doubled(Party.objects.get(case=given.pk))


@breaks("case_runs_one_clock_of_a_kind")
def _(world: World, given: Application) -> Any:
    doubled(Clock.objects.get(case=given.pk, kind="delivery"))


@breaks("stopped_clock_has_its_day")
def _(world: World, given: Application) -> Any:
    return Clock.objects.filter(case=given.pk, kind="delivery").update(state="stopped")


@breaks("hold_ends_after_it_began")
def _(world: World, given: Application) -> Any:
    return Hold.objects.filter(case=given.pk).update(ended_on=date(2026, 3, 1))


@breaks("case_has_one_open_hold_of_a_kind")
def _(world: World, given: Application) -> Any:
    held = Hold.objects.get(case=given.pk)
    for _time in range(2):
        doubled(held, ended_on=None)


@breaks("case_waits_once_for_a_kind_of_work")
def _(world: World, given: Application) -> Any:
    doubled(WorkItem.objects.get(case=given.pk, kind="deliver", done_at__isnull=True))


@breaks("series_once_in_a_period")
def _(world: World, given: Application) -> Any:
    doubled(NumberSeries.objects.filter(scope="case:210100").first())


# --- approvals: the application


@breaks("submitted_has_case")
def _(world: World, given: Application) -> Any:
    return Application.objects.filter(pk=given.pk).update(case=None)


@breaks("accepted_has_time_and_day")
def _(world: World, given: Application) -> Any:
    return Application.objects.filter(pk=given.pk).update(accepted_at=None)


@breaks("reviewer_does_not_approve")
def _(world: World, given: Application) -> Any:
    return Application.objects.filter(pk=given.pk).update(approver=given.reviewer)


@breaks("decided_has_outcome")
def _(world: World, given: Application) -> Any:
    return Application.objects.filter(pk=given.pk).update(outcome="")


@breaks("material_is_a_file_or_on_paper")
def _(world: World, given: Application) -> Any:
    return ApplicationMaterial.objects.filter(application=given).update(file=None)


# --- approvals: what handling leaves behind


@breaks("two_officers_are_two_persons")
def _(world: World, given: Application) -> Any:
    return Review.objects.filter(application=given).update(second_officer=given.reviewer)


@breaks("decision_sequence_once")
def _(world: World, given: Application) -> Any:
    doubled(Decision.objects.get(application=given))


@breaks("decision_has_two_persons")
def _(world: World, given: Application) -> Any:
    return Decision.objects.filter(application=given).update(reviewer=given.approver)


@breaks("refusal_gives_its_reasons")
def _(world: World, given: Application) -> Any:
    return Decision.objects.filter(application=given).update(outcome="refused", reasons="")


@breaks("window_delivery_checks_identity")
def _(world: World, given: Application) -> Any:
    facts = {"receiver": "甲", "delivered_at": NOON, "delivered_by": "乙"}
    Delivery.objects.create(application=given, method="window", identity_checked=False, **facts)


@breaks("postal_delivery_has_a_number")
def _(world: World, given: Application) -> Any:
    facts = {"receiver": "甲", "delivered_at": NOON, "delivered_by": "乙"}
    Delivery.objects.create(application=given, method="post", tracking_number="", **facts)


@breaks("result_is_delivered_once")
def _(world: World, given: Application) -> Any:
    facts = {"receiver": "甲", "delivered_at": NOON, "delivered_by": "乙", "method": "electronic"}
    for _time in range(2):
        Delivery.objects.create(application=given, **facts)


def reopened(world: World, given: Application, **changed: Any) -> None:
    facts = {"ground": "judgment", "instrument_no": "（2026）示例1号", "reason": "撤销", "days": 20}
    made = {"reopened_at": NOON, "reopened_by": world.leader.person, "earlier_outcome": "granted"}
    Reopening.objects.create(application=given, **facts | made | changed)


@breaks("instrument_reopens_a_case_once")
def _(world: World, given: Application) -> Any:
    for _time in range(2):
        reopened(world, given)


@breaks("reopening_names_its_instrument")
def _(world: World, given: Application) -> Any:
    reopened(world, given, instrument_no="")


@breaks("correction_is_confirmed_by_another")
def _(world: World, given: Application) -> Any:
    rows = RecordCorrection.objects.filter(application=given)
    return rows.update(confirmed_by=world.steward.person, confirmed_at=NOON)


@breaks("one_open_correction_of_a_field")
def _(world: World, given: Application) -> Any:
    doubled(RecordCorrection.objects.get(application=given))


# --- approvals: the catalogue


def draft_of(world: World, **changed: Any) -> None:
    doubled(world.version(), **{"number": 2, "state": "draft", "published_at": None} | changed)


@breaks("version_number_once_in_an_item")
def _(world: World, given: Application) -> Any:
    draft_of(world, number=1)


@breaks("promise_is_within_the_statutory_limit")
def _(world: World, given: Application) -> Any:
    draft_of(world, promised_days=21)


@breaks("version_ends_after_it_begins")
def _(world: World, given: Application) -> Any:
    rows = ItemVersion.objects.filter(pk=world.version().pk)
    return rows.update(effective_to=date(2025, 12, 31))


@breaks("published_version_has_its_time")
def _(world: World, given: Application) -> Any:
    draft_of(world, state="scheduled")


@breaks("editor_does_not_approve_own_version")
def _(world: World, given: Application) -> Any:
    draft_of(world, drafted_by="person:x", approved_by="person:x")


@breaks("only_instant_items_take_one_officer")
def _(world: World, given: Application) -> Any:
    draft_of(world, single_officer_allowed=True)


@breaks("tolerance_lapses_in_one_of_two_ways")
def _(world: World, given: Application) -> Any:
    draft_of(world, tolerance_lapse="forgotten")


@breaks("one_version_of_an_item_at_a_time")
def _(world: World, given: Application) -> Any:
    doubled(world.version(), number=2, effective_from=date(2026, 6, 1))


@pytest.fixture(scope="module")
def whole(stage: World, django_db_blocker: Any) -> Application:
    """Sealed, with a special procedure, and a correction that waits for its second person."""
    with django_db_blocker.unblock():
        application = stage.in_review()
        facts = {"kind": "site_inspection", "reason": "核实", "expected_days": 1}
        actions.open_hold(application, **facts, by=stage.examiner, at=NOON)
        end = {"kind": "site_inspection", "result": "属实"}
        actions.close_hold(application, **end, by=stage.examiner, at=NOON)
        opinion = {"opinion": "grant", "grounds": "符合。"}
        actions.examine(application, **opinion, by=stage.examiner, at=NOON)
        actions.approve(application, by=stage.leader, at=NOON)
        actions.conclude(application, by=stage.keeper, at=NOON)
        correction = {"field": "subject", "new_value": "占用", "reason": "笔误"}
        actions.propose_record_correction(application, **correction, by=stage.steward, at=NOON)
        return stage.fresh(application)


@pytest.mark.parametrize("name", sorted(BREAKS))
def test_cannot_be_broken(world: World, whole: Application, name: str) -> None:
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BREAKS[name](world, whole)


def test_every_constraint_is_tried() -> None:
    named = {
        constraint.name
        for label in ("cases", "approvals")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }
    assert named == set(BREAKS)


def test_what_must_be_one_is_one(world: World, whole: Application) -> None:
    """One case, one notice, one tolerance, one delivery of an application; one extension of a clock."""
    facts = {"receiver": "甲", "delivered_at": NOON, "delivered_by": "乙", "method": "electronic"}
    made = {
        CorrectionNotice: {"application": whole, "issued_at": NOON, "due_on": NOON.date(), "rows": []},
        ToleranceAcceptance: {"application": whole, "keys": [], "promise": "", "due_on": NOON.date()},
        Delivery: {"application": whole, **facts},
        Extension: {
            "clock": whole.case.clocks.get(kind="delivery"),
            "days": 1,
            "approved_on": NOON.date(),
            "told_on": NOON.date(),
        },
    }
    for model, values in made.items():
        model.objects.create(**values)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**values)


def test_one_officer_decides_alone_only_where_it_says_so(world: World) -> None:
    application = world.submitted(SPOT)
    actions.decide_on_the_spot(application, window=None, by=world.actor("clerk.driver"), at=NOON)
    with pytest.raises(IntegrityError, match="decision_has_two_persons"), transaction.atomic():
        Decision.objects.filter(application=application).update(is_single_officer=False)


def test_a_document_belongs_to_one_application(whole: Application) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        doubled(IssuedDocument.objects.filter(application=whole).first())


@pytest.mark.parametrize("table", ["approvals_application", "cases_case", "cases_clock"])
def test_what_others_point_at_is_not_deleted(whole: Application, table: str) -> None:
    column = "case_id" if table == "cases_clock" else "id"
    if table == "cases_clock":
        Extension.objects.create(
            clock=whole.case.clocks.get(kind="delivery"), days=1, approved_on=NOON.date(), told_on=NOON.date()
        )
    with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic():
        delete(table, column, whole)


def delete(table: str, column: str, application: Application) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [application.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
