"""证照: issued with the seal, changed and renewed by applications, renewed by law, revoked after a hearing, cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.licences import REGISTER, fresh, granted, issued, item_of, kind, renewal
from tests.trials import refused
from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.documents import findings
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions, jobs, licence_register
from yimen.modules.approvals.models import Application, Licence, LicenceRevocation, LicenceUse
from yimen.modules.approvals.states import Grade, LicenceState, RevocationState, State

from .pages import enter, text

pytestmark = pytest.mark.django_db
DEEMED = "逾期未作决定，2027年3月3日起已视为准予延续（行政许可法第五十条），不能再作不予延续的决定。"
NOT_GRANTED = {"granted": False, "reasons": "不符合。"}
WHY = {"ground": "deceit", "reasons": "提交了虚假材料。", "effects": "不得继续占用道路。"}


def test_a_sealed_licence_stands_in_the_register(world: World) -> None:
    of = kind()
    licence = issued(world, of)
    assert (licence.state, licence.valid_from, licence.valid_until) == (
        LicenceState.IN_FORCE,
        date(2026, 3, 2),
        date(2027, 3, 2),
    )
    assert licence.number == f"沈{of.word}证字〔2026〕1号"
    assert (licence.holder, licence.document.number) == (world.resident.person, licence.number)


def test_numbers_of_a_kind_run_without_gaps(world: World) -> None:
    of = kind()
    numbers = [issued(world, of).number for _time in range(3)]
    assert numbers == [f"沈{of.word}证字〔2026〕{serial}号" for serial in (1, 2, 3)]


def test_a_refused_application_has_no_licence(world: World) -> None:
    application = world.in_approval(code=item_of(world, kind()))
    actions.refuse(application, reasons="不符合。", by=world.leader, at=NOON)
    actions.conclude(application, by=world.keeper, at=NOON)
    assert not application.issued_licences.exists()


def test_a_change_supersedes_the_licence_and_keeps_its_last_day(world: World) -> None:
    before = issued(world)
    changed = granted(world, renewal(world, before, days=10, act="change"), days=12)
    after, before = changed.issued_licences.get(), fresh(before)
    assert (before.state, after.predecessor) == (LicenceState.SUPERSEDED, before)
    assert (after.valid_from, after.valid_until) == (date(2026, 3, 14), before.valid_until)
    finding = findings.for_code(before.document.verify_code, on=date(2026, 3, 20))
    assert finding.outcome == "superseded"


def test_a_renewed_licence_runs_on_and_no_day_is_without_one(world: World) -> None:
    """Renewed two months before its last day: the new paper holds from the day on which it replaces the old one."""
    before, today = issued(world), date(2027, 1, 1)
    after = granted(world, renewal(world, before, days=300), days=305).issued_licences.get()
    assert (after.valid_from, after.valid_until) == (today, date(2028, 3, 2))
    assert (fresh(before).state, after.is_in_force(today)) == (LicenceState.SUPERSEDED, True)


def test_asked_in_time_and_not_decided_it_is_renewed_by_law(world: World) -> None:
    licence = issued(world)
    application = renewal(world, licence, days=300)
    actions.accept(application, window=world.window(), by=world.clerk, at=world.later(300))
    jobs.renew_or_expire(licence, by=REGISTER, at=world.later(370))
    licence = fresh(licence)
    assert (licence.state, licence.deemed_until) == (LicenceState.IN_FORCE, date(2028, 3, 2))
    assert licence.is_in_force(date(2027, 6, 1))
    finding = findings.for_code(licence.document.verify_code, on=date(2027, 6, 1))
    assert (finding.is_in_force, "第五十条" in finding.prolonged) == (True, True)
    shown = Client().get(reverse("approvals:licence-entry", args=[licence.pk])).content.decode()
    assert "视为准予延续至2028年3月2日" in shown


def test_what_the_law_deems_granted_is_not_refused_after_expiry(world: World) -> None:
    licence = issued(world)
    application = renewal(world, licence, days=300)
    actions.accept(application, window=world.window(), by=world.clerk, at=world.later(300))
    actions.assign(application, reviewer=world.examiner.person, by=world.examiner, at=world.later(300))
    actions.examine(application, opinion="refuse", grounds="不符合。", by=world.examiner, at=world.later(369))
    with refused(RuleBroken, application, DEEMED):  # whether a sweep ran or not
        actions.refuse(application, reasons="不符合。", by=world.leader, at=world.later(370))
    actions.deem_renewed(licence, by=REGISTER, at=world.later(370))
    with pytest.raises(RuleBroken, match="视为准予延续"):
        actions.refuse(application, reasons="不符合。", by=world.leader, at=world.later(371))
    actions.approve(application, by=world.leader, at=world.later(371))
    done = actions.conclude(world.fresh(application), by=world.keeper, at=world.later(371))
    after = done.application.issued_licences.get()
    assert (after.valid_from, after.valid_until) == (date(2027, 3, 3), date(2028, 3, 2))
    assert fresh(licence).state == LicenceState.SUPERSEDED


def reported(world: World, licence: Licence, code: str) -> Application:
    """A renewal asked for in time, reviewed here and sent to the upper level."""
    at = world.later(300)
    draft = world.draft(code, at=at)
    actions.choose_licence(draft, licence=licence, by=world.resident, at=at)
    application = actions.submit(world.fresh(draft), by=world.resident, at=at).application
    actions.accept(application, window=world.window(), by=world.clerk, at=at)
    actions.assign(application, reviewer=world.examiner.person, by=world.examiner, at=at)
    actions.examine(application, opinion="refuse", grounds="不符合。", by=world.examiner, at=at)
    return world.fresh(actions.report_up(application, by=world.leader, at=at).application)


def test_a_renewal_that_the_upper_level_decides_is_deemed_granted_as_well(world: World) -> None:
    licence = issued(world)
    above = {"report_up": {"upper": "market-regulation"}}
    code = item_of(world, licence.type, act="renew", pattern="report_up", **above)
    application = reported(world, licence, code)
    actions.deem_renewed(licence, by=REGISTER, at=world.later(370))
    upper = world.actor("leader.market")
    with refused(RuleBroken, application, DEEMED):
        actions.decide_above(application, **NOT_GRANTED, by=upper, at=world.later(371))
    assert fresh(licence).is_in_force(date(2027, 6, 1))


def test_a_licence_ends_with_the_decision_that_was_undone(world: World) -> None:
    """A judgment undoes a renewal: its licence holds no more; what is decided anew follows it in the register."""
    before = issued(world)
    application = granted(world, renewal(world, before, days=300), days=305)
    handed = {"method": "window", "receiver": application.applicant_name, "identity_checked": True}
    actions.deliver(application, **handed, by=world.issuer, at=world.later(305))
    judgment = {
        "ground": "judgment",
        "instrument_no": "（2027）辽01行终1号",
        "reason": "程序违法",
        "days": 15,
    }
    actions.reopen(application, **judgment, by=world.leader, at=world.later(310))
    undone = fresh(application.issued_licences.get())
    assert (undone.state, undone.end_ground) == (LicenceState.REVOKED, "人民法院判决 （2027）辽01行终1号")
    assert Entry.objects.filter(code="approvals.licence.undone", subject_id=str(undone.pk)).count() == 1
    other = world.second_examiner
    actions.assign(application, reviewer=other.person, by=other, at=world.later(311))
    actions.examine(application, opinion="grant", grounds="符合。", by=other, at=world.later(311))
    actions.approve(application, by=world.leader, at=world.later(311))
    actions.conclude(application, by=world.keeper, at=world.later(311))
    anew = application.issued_licences.latest("issued_on")
    assert (anew.predecessor, anew.state, fresh(undone).state) == (undone, "in_force", LicenceState.REVOKED)


def test_only_the_register_ends_a_licence_with_its_decision(world: World) -> None:
    licence = issued(world)
    with pytest.raises(NotAllowed):
        actions.undo_licence(licence, reason="判决", by=world.leader, at=NOON)
    done = actions.undo_licence(licence, reason="判决", by=REGISTER, at=NOON)
    assert recorded(done) == f"{licence} 所依据的决定已被撤销，证照随之撤销：判决"
    with pytest.raises(WrongState):
        actions.undo_licence(licence, reason="判决", by=REGISTER, at=NOON)


def test_renewal_at_the_last_minute_is_taken_in_and_nothing_is_deemed(world: World) -> None:
    licence = issued(world)
    application = renewal(world, licence, days=363)
    assert licence_register.is_late_renewal(application, date(2027, 2, 28))
    actions.accept(application, window=world.window(), by=world.clerk, at=world.later(363))
    with pytest.raises(RuleBroken):
        actions.deem_renewed(licence, by=REGISTER, at=world.later(370))
    jobs.renew_or_expire(licence, by=REGISTER, at=world.later(370))
    assert fresh(licence).state == LicenceState.EXPIRED


def test_whether_it_holds_does_not_wait_for_the_sweep(world: World) -> None:
    licence = issued(world)
    assert licence.standing(date(2027, 3, 2)) == LicenceState.IN_FORCE
    assert licence.standing(date(2027, 3, 3)) == LicenceState.EXPIRED


def test_the_holder_finds_the_item_that_renews_a_licence(world: World) -> None:
    licence = issued(world, at=timezone.now())
    code = item_of(world, licence.type, act="renew")
    there, seen = reverse("approvals:item", args=[code]), enter(world.resident)
    for page in (reverse("approvals:my-licences"), reverse("approvals:licence", args=[licence.pk])):
        assert f'href="{there}"' in text(seen.get(page)), page
    assert f'href="{there}"' not in text(
        enter(world.clerk).get(reverse("approvals:licence", args=[licence.pk]))
    )


def test_only_an_own_licence_in_force_is_chosen_and_once(world: World) -> None:
    licence = issued(world)
    code = item_of(world, licence.type, act="renew")
    strangers = world.draft(code, by=world.stranger)
    with pytest.raises(RuleBroken):
        actions.choose_licence(strangers, licence=licence, by=world.stranger, at=NOON)
    with pytest.raises(RuleBroken, match="请先选择"):
        actions.submit(world.draft(code), by=world.resident, at=NOON)
    renewal(world, licence)
    with pytest.raises(RuleBroken, match="正在办理"):
        actions.choose_licence(world.draft(code), licence=licence, by=world.resident, at=NOON)


def proposed(world: World) -> Licence:
    licence = issued(world)
    actions.propose_revocation(licence, **WHY, by=world.examiner, at=NOON)
    return licence


def test_it_is_revoked_by_another_after_the_holder_was_heard(world: World) -> None:
    licence = proposed(world)
    with pytest.raises(RuleBroken, match="还没有陈述申辩"):
        actions.revoke_licence(licence, by=world.leader, at=world.later(1))
    actions.state_opinion(licence, opinion="材料是真实的。", by=world.resident, at=world.later(1))
    with pytest.raises(RuleBroken, match="请答复"):
        actions.revoke_licence(licence, by=world.leader, at=world.later(2))
    done = actions.revoke_licence(licence, answer="经核实为虚假。", by=world.leader, at=world.later(2))
    assert recorded(done).startswith("示例·刘芳 决定撤销")
    licence = fresh(licence)
    assert (licence.state, licence.document.state) == (LicenceState.REVOKED, "revoked")
    paper = licence.end_document
    assert paper is not None
    assert (paper.title, paper.state) == ("撤销行政许可决定书", "drawn_up")
    actions.seal_licence_paper(licence, by=world.keeper, at=world.later(2))
    assert fresh(licence).end_document.state == "sealed"  # type: ignore[union-attr]
    assert findings.for_code(licence.document.verify_code, on=date(2026, 3, 9)).outcome == "revoked"


def test_who_is_silent_is_heard_by_the_passing_of_time(world: World) -> None:
    licence = proposed(world)
    actions.revoke_licence(licence, by=world.leader, at=world.later(10))
    assert fresh(licence).state == LicenceState.REVOKED


def test_it_may_stand_after_the_hearing(world: World) -> None:
    licence = proposed(world)
    actions.state_opinion(licence, opinion="材料是真实的。", by=world.resident, at=NOON)
    actions.drop_revocation(licence, answer="经核实属实。", by=world.leader, at=NOON)
    assert (fresh(licence).state, licence.revocations.get().state) == (
        LicenceState.IN_FORCE,
        RevocationState.DROPPED,
    )


def test_nobody_decides_what_the_same_person_proposed(world: World) -> None:
    licence = proposed(world)
    with pytest.raises(IntegrityError, match="revocation_is_decided_by_another"), transaction.atomic():
        LicenceRevocation.objects.update(decided_by=world.examiner.person)
    for person in (world.examiner, world.resident, world.outsider, world.keeper):
        with pytest.raises(NotAllowed):
            actions.revoke_licence(licence, by=person, at=world.later(10))
    with pytest.raises(NotAllowed):
        actions.state_opinion(licence, opinion="x", by=world.stranger, at=NOON)


def test_it_is_cancelled_for_a_ground_that_fits(world: World) -> None:
    licence = issued(world)
    facts = {"reasons": "持证人申请停业并已注销登记。", "by": world.leader, "at": NOON}
    for ground in ("expired", "ended", "nothing"):
        with pytest.raises(RuleBroken) as caught:
            actions.cancel_licence(licence, ground=ground, **facts)
        assert caught.value.fields == {"ground": "请选择" if ground == "nothing" else str(caught.value)}
    actions.cancel_licence(licence, ground="dissolved", **facts)
    licence = fresh(licence)
    assert (licence.state, licence.end_ground) == (LicenceState.CANCELLED, "法人或者其他组织依法终止")
    with pytest.raises(WrongState):
        actions.cancel_licence(licence, ground="dissolved", **facts)


def borrowing(world: World, licence: Licence, *, source: str = "applicant") -> str:
    """An item one of whose materials is the licence."""
    material = {
        "key": "held",
        "name": "示例许可证",
        "source": source,
        "shared_source": licence.type.code,
        "legal_basis": "示例",
    }
    return world.variant(content={"materials": [material]})


def test_a_licence_held_stands_for_a_material(world: World) -> None:
    licence = issued(world)
    draft = world.draft(borrowing(world, licence), without=["held"])
    done = actions.use_licence(draft, key="held", licence=licence, by=world.resident, at=NOON)
    assert recorded(done) == f"以证照 {licence} 作为材料“示例许可证”，当日核验有效"
    row = draft.materials.get()
    assert (row.licence, row.grade, row.file) == (licence, Grade.A, licence.document.sealed_file)
    use = LicenceUse.objects.get()
    assert (use.licence, use.application, use.used_by) == (licence, draft, world.resident.label)
    application = actions.submit(world.fresh(draft), by=world.resident, at=NOON).application
    accepted = actions.accept(application, window=world.window(), by=world.clerk, at=NOON)
    assert accepted.application.state == State.ACCEPTED


def test_what_the_city_holds_itself_is_looked_up_and_not_asked_for(world: World) -> None:
    licence = issued(world)
    code = borrowing(world, licence, source="government_result")
    application = world.submitted(code)
    assert application.materials.get().licence == licence
    assert LicenceUse.objects.get().used_by == "系统（证照目录）"


def test_a_revoked_licence_is_no_material(world: World) -> None:
    licence = proposed(world)
    code = borrowing(world, licence)
    draft = world.draft(code, without=["held"])
    actions.use_licence(draft, key="held", licence=licence, by=world.resident, at=NOON)
    application = actions.submit(world.fresh(draft), by=world.resident, at=NOON).application
    actions.revoke_licence(licence, by=world.leader, at=world.later(10))
    with pytest.raises(RuleBroken, match="已经失效"):
        actions.accept(application, window=world.window(), by=world.clerk, at=world.later(10))
    another = world.draft(code, without=["held"])
    with pytest.raises(RuleBroken, match="已撤销"):
        actions.use_licence(another, key="held", licence=licence, by=world.resident, at=world.later(10))


def test_a_strangers_licence_is_no_material(world: World) -> None:
    licence = issued(world)
    draft = world.draft(borrowing(world, licence), by=world.stranger, without=["held"])
    with pytest.raises(RuleBroken, match="本人持有"):
        actions.use_licence(draft, key="held", licence=licence, by=world.stranger, at=NOON)
    assert not LicenceUse.objects.exists()


def test_the_public_register_masks_persons(world: World) -> None:
    licence = issued(world)
    client = Client()
    shown = client.get(reverse("approvals:licences")).content.decode()
    assert licence.number in shown
    assert licence.holder_name not in shown
    assert (
        licence.holder_name
        not in client.get(reverse("approvals:licence-entry", args=[licence.pk])).content.decode()
    )
    assert (
        licence.holder_name
        not in client.get(reverse("approvals:licences"), {"format": "csv"}).getvalue().decode()
    )  # type: ignore[attr-defined]


def test_from_the_register_its_body_and_its_holder_find_the_way_to_the_acts(world: World) -> None:
    licence = issued(world)
    entry, life = (reverse(f"approvals:{page}", args=[licence.pk]) for page in ("licence-entry", "licence"))
    for reader in (world.leader, world.resident):
        assert f'href="{life}"' in enter(reader).get(entry).content.decode()
    for other in (Client(), enter(world.enterprise)):
        assert life not in other.get(entry).content.decode()
    home = Client().get("/").content.decode()
    assert f'href="{reverse("approvals:licences")}"' in home.split("<footer")[1]


def test_the_holder_is_reminded_once(world: World) -> None:
    licence = issued(world)
    near = timezone.localdate(NOON) + timedelta(days=320)
    assert list(licence_register.to_remind(near)) == [licence]
    actions.remind_holder(licence, by=REGISTER, at=world.later(320))
    assert list(licence_register.to_remind(near)) == []


def door(person: PersonActor, licence: Licence, act: str, **body: Any) -> int:
    """What the endpoint of an act answers."""
    there = f"/api/v1/approvals/licences/{licence.pk}/{act}"
    return enter(person).post(there, body, content_type="application/json").status_code


def page(person: PersonActor, licence: Licence, act: str, **sent: Any) -> int:
    """What the page of an act answers when its form is sent; 302 when the act was done."""
    return enter(person).post(f"/approvals/licences/{licence.pk}/{act}/", sent).status_code


def test_the_endpoints_go_the_whole_way_of_a_revocation(world: World) -> None:
    licence = issued(world)
    assert door(world.examiner, licence, "revocation-proposal", **WHY | {"ground": "whim"}) == 422
    assert door(world.outsider, licence, "revocation-proposal", **WHY) in (403, 404)
    assert door(world.examiner, licence, "revocation-proposal", **WHY) == 201
    assert door(world.stranger, licence, "opinion", opinion="不实") == 404
    assert door(world.resident, licence, "opinion", opinion="材料是真实的。") == 201
    assert door(world.leader, licence, "revocation", answer="") == 422
    assert fresh(licence).state == LicenceState.IN_FORCE
    assert door(world.leader, licence, "revocation", answer="经核实为虚假。") == 201
    assert door(world.leader, licence, "revocation-dropping", answer="查无实据。") == 409
    assert door(world.keeper, licence, "end-seal") == 201
    assert fresh(licence).state == LicenceState.REVOKED
    assert fresh(licence).end_document.state == "sealed"  # type: ignore[union-attr]


def test_the_pages_go_the_whole_way_and_let_it_stand(world: World) -> None:
    licence = issued(world)
    assert page(world.examiner, licence, "revocation-proposal", **WHY | {"reasons": " "}) == 200
    assert page(world.stranger, licence, "revocation-proposal", **WHY) == 404
    assert page(world.examiner, licence, "revocation-proposal", **WHY) == 302
    assert page(world.resident, licence, "opinion", opinion="材料是真实的。") == 302
    assert page(world.leader, licence, "revocation-dropping", answer=" ") == 200
    assert page(world.leader, licence, "revocation-dropping", answer="查无实据。") == 302
    assert fresh(licence).state == LicenceState.IN_FORCE
    assert page(world.leader, licence, "revocation", answer="x") == 200  # refused in words
    assert fresh(licence).state == LicenceState.IN_FORCE


def test_who_renews_is_told_to_choose_and_reads_which_licence_it_is_about(world: World) -> None:
    licence = issued(world)
    draft = world.draft(item_of(world, licence.type, act="renew"))
    holder, case = enter(world.resident), f"/approvals/applications/{draft.pk}/"
    choosing = f'<a href="{case}licence/">还没有选择要办理的证照</a>'
    assert choosing in text(holder.get(f"{case}submission/"))
    actions.choose_licence(draft, licence=licence, by=world.resident, at=NOON)
    page = text(holder.get(f"{case}submission/"))
    assert choosing not in page
    assert page.count(str(licence)) == 1
    actions.submit(world.fresh(draft), by=world.resident, at=NOON)
    for actor in (world.resident, world.clerk):
        assert str(licence) in text(enter(actor).get(case)), actor.label
    assert str(licence) in text(enter(world.clerk).get(f"{case}acceptance/"))
