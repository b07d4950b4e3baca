"""受理: the clocks start, the notice is drawn up, the section has work; only complete, only by the window, once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import CONFIRMER, FILING, NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def test_accepts(world: World, submitted: Application) -> None:
    done = actions.accept(submitted, window=world.window(), by=world.clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·陈静 受理了申请（窗口：B01），承诺 2026-03-12 前办结"
    assert (application.state, application.accepted_at, application.accepted_on) == (
        State.ACCEPTED,
        NOON,
        date(2026, 3, 2),
    )
    assert (application.window, application.is_deemed_accepted, application.outcome) == (
        world.window(),
        False,
        "",
    )
    assert papers(application) == ["receipt_slip", "acceptance_notice"]
    assert waiting(application) == [("assign", "section_examiner", "2026-03-12", "")]


def test_starts_both_clocks_and_stops_that_of_acceptance(world: World, submitted: Application) -> None:
    application = world.fresh(actions.accept(submitted, window=None, by=world.clerk, at=NOON).application)
    assert clocks(application) == {
        "acceptance": (5, "2026-03-09", "stopped"),
        "promised": (8, "2026-03-12", "running"),
        "statutory": (20, "2026-03-30", "running"),
    }
    assert application.case.due_on == date(2026, 3, 12)
    assert application.case.clocks.get(kind="statutory").basis == "行政许可法第四十二条"


def test_the_notice_states_both_dates_and_the_remedies_of_the_law_in_force(
    world: World, submitted: Application
) -> None:
    application = world.fresh(
        actions.accept(submitted, window=world.window(), by=world.clerk, at=NOON).application
    )
    notice = application.documents.get(kind="acceptance_notice").document
    assert (notice.number, notice.state) == ("沈城乡建设受字〔2026〕1号", "drawn_up")
    assert (notice.data["promised_due_on"], notice.data["statutory_due_on"]) == ("2026-03-12", "2026-03-30")
    assert notice.data["remedies"] == (
        "如不服本决定，可以自收到之日起 60 日内依法申请行政复议，或者自知道之日起 6 个月内依法向人民法院提起行政诉讼。"
    )


def test_the_day_of_acceptance_counts_where_the_city_is(world: World, submitted: Application) -> None:
    late = NOON.replace(hour=23, minute=59)
    application = world.fresh(actions.accept(submitted, window=None, by=world.clerk, at=late).application)
    assert application.accepted_on == date(2026, 3, 2)


def test_waits_for_originals_of_what_came_on_paper(world: World, submitted: Application) -> None:
    actions.attach_material(
        submitted, key="identity-card", name="身份证", received=None, is_paper=True, by=world.clerk, at=NOON
    )
    with refused(RuleBroken, submitted, "请先核对原件：居民身份证"):
        actions.accept(submitted, window=world.window(), by=world.clerk, at=NOON)
    actions.check_original(submitted, key="identity-card", by=world.clerk, at=NOON)
    done = actions.accept(submitted, window=world.window(), by=world.clerk, at=NOON)
    assert done.application.state == State.ACCEPTED


def test_refuses_what_is_already_accepted(world: World, accepted: Application) -> None:
    with refused(WrongState, accepted):
        actions.accept(accepted, window=world.window(), by=world.clerk, at=NOON)


def test_refuses_a_stranger_and_every_other_post(world: World, submitted: Application) -> None:
    only(world, submitted, actions.accept, "clerk", "reception", window=None)


@pytest.mark.parametrize(("code", "clerk"), [(SPOT, "clerk.driver"), (FILING, "clerk.centre")])
def test_has_no_place_where_it_is_decided_on_the_spot_or_filed(world: World, code: str, clerk: str) -> None:
    application = world.submitted(code)
    with refused(RuleBroken, application):
        actions.accept(application, window=None, by=world.actor(clerk), at=NOON)


def test_the_examiner_who_accepts_reviews(world: World) -> None:
    application = world.submitted(CONFIRMER)
    assert waiting(application) == [("accept", "section_examiner", "2026-03-09", "")]
    examiner = world.actor("examiner.market")
    application = world.fresh(actions.accept(application, window=None, by=examiner, at=NOON).application)
    assert (application.state, application.reviewer) == (State.IN_REVIEW, examiner.person)
    assert waiting(application) == [("examine", "section_examiner", "2026-03-03", "examiner.market")]


def test_what_a_window_accepts_there_waits_for_an_examiner(world: World) -> None:
    application = world.submitted(CONFIRMER)
    application = world.fresh(
        actions.accept(application, window=None, by=world.outsider, at=NOON).application
    )
    assert (application.state, application.reviewer) == (State.ACCEPTED, None)
    assert waiting(application) == [("assign", "section_examiner", "2026-03-03", "")]


def test_endpoint_accepts_once(world: World, submitted: Application) -> None:
    window = str(world.window().pk)
    answer = once(world.clerk, submitted, "acceptance", "approvals.application.accepted", window=window)
    assert answer["state"] == "accepted"
    assert world.fresh(submitted).window == world.window()
