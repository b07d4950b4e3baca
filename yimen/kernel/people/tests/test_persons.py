"""登记工作人员, 变更联系方式, 查看个人号码, 停用账户, 恢复账户, 更换号码密钥."""

import pytest
from django.core.management import call_command

from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.people import actions, numbers, queries
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role

pytestmark = pytest.mark.django_db
NUMBER = "210102199001010015"


def test_enrols(city, administrator, noon):
    done = actions.enrol(city, login="wang", name="王芳", employee_number="007", by=administrator, at=noon)
    assert recorded(done) == "管理员 登记了工作人员 王芳"
    assert (done.person.kind, done.person.has_usable_password()) == ("staff", False)
    for facts in (
        {"login": "WANG", "name": "王芳"},
        {"login": "wang2", "name": "王芳", "employee_number": "007"},
    ):
        with pytest.raises(RuleBroken):
            actions.enrol(city, **facts, by=administrator, at=noon)
    with pytest.raises(NotAllowed):
        actions.enrol(city, login="zhao", name="赵红", by=Public(), at=noon)
    assert Person.objects.filter(name__in=["王芳", "赵红"], email="").count() == 1


def test_changes_the_own_contact(resident, acting, administrator, noon):
    done = actions.change_contact(
        resident, email="new@example.org", phone="13900000000", by=acting(resident), at=noon
    )
    assert recorded(done) == "示例居民 变更了联系方式"
    assert entry_of(done).data["fields"] == ["email", "phone"]
    assert "13900000000" not in entry_of(done).body
    again = {"email": "new@example.org", "phone": "13900000000", "at": noon}
    with pytest.raises(RuleBroken, match="没有需要变更"):
        actions.change_contact(resident, **again, by=acting(resident))
    with pytest.raises(NotAllowed):
        actions.change_contact(resident, **{**again, "phone": "1"}, by=administrator)
    with pytest.raises(RuleBroken, match="无法使用这个电子邮箱"):
        actions.change_contact(resident, **{**again, "email": "admin@example.org"}, by=acting(resident))
    person = Person.objects.get(pk=resident.pk)
    assert (person.email, person.phone) == ("new@example.org", "13900000000")


def test_reveals_a_number_for_a_reason_and_records_it(resident, administrator, noon):
    done = actions.reveal(resident, reason="核对退件地址", by=administrator, at=noon)
    assert done.number == NUMBER
    assert recorded(done) == "管理员 查看了 示例居民 的个人号码，事由：核对退件地址"
    assert NUMBER not in entry_of(done).body


def test_refused_reveals_say_nothing(resident, administrator, official, acting, noon):
    with pytest.raises(RuleBroken, match="事由"):
        actions.reveal(resident, reason="看", by=administrator, at=noon)
    for actor in (Public(), acting(resident), acting(official("liming", "李明", Role.AUDITOR))):
        with pytest.raises(NotAllowed):
            actions.reveal(resident, reason="核对退件地址", by=actor, at=noon)
    assert Entry.objects.filter(code="people.person.number-revealed").count() == 0
    assert Refusal.objects.filter(verb="people.reveal").count() == 4


def test_deactivates_and_reactivates(resident, administrator, acting, noon):
    done = actions.deactivate(resident, reason="本人申请注销", by=administrator, at=noon)
    assert recorded(done) == "管理员 停用了 示例居民 的账户，事由：本人申请注销"
    assert not Person.objects.get(pk=resident.pk).is_active
    assert not acting(done.person).may("people.person.change_contact", done.person)
    with pytest.raises(RuleBroken, match="已经停用"):
        actions.deactivate(resident, reason="本人申请注销", by=administrator, at=noon)
    with pytest.raises(RuleBroken, match="自己的账户"):
        actions.deactivate(administrator.person, reason="本人申请注销", by=administrator, at=noon)
    back = actions.reactivate(resident, by=administrator, at=noon)
    assert recorded(back) == "管理员 恢复了 示例居民 的账户"
    assert Person.objects.get(pk=resident.pk).is_active
    with pytest.raises(RuleBroken, match="没有停用"):
        actions.reactivate(resident, by=administrator, at=noon)
    with pytest.raises(NotAllowed):
        actions.deactivate(resident, reason="本人申请注销", by=acting(resident), at=noon)


def test_seals_again_under_a_new_key(resident, noon, settings):
    machine = Machine("key rotation", origin="command")
    with pytest.raises(RuleBroken):
        actions.reseal(resident, by=machine, at=noon)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "quite-another-secret-key-of-tests-0123456789",
        [settings.SECRET_KEY],
    )
    assert resident in queries.numbers_under_old_keys()
    assert queries.person_with_number("resident_id", NUMBER) == resident
    done = actions.reseal(resident, by=machine, at=noon)
    settings.SECRET_KEY_FALLBACKS = []
    stored = Person.objects.get(pk=resident.pk)
    assert numbers.opened(stored.id_number_sealed, stored.pk) == NUMBER
    assert queries.person_with_number("resident_id", NUMBER) == stored
    assert resident not in queries.numbers_under_old_keys()
    assert done.person.pk == resident.pk


def test_lists_are_for_administrators(resident, administrator, official, acting):
    clerk = acting(official("liming", "李明", Role.WINDOW_CLERK))
    assert queries.register_of_persons(administrator).count() == Person.objects.count() > 2
    assert queries.register_of_persons(clerk).count() == 0
    assert [row.pk for row in queries.persons(clerk)] == [clerk.person.pk]
    assert queries.persons(Public()).count() == 0


def test_holders_of_a_role(city, housing, official):
    wang = official("wang", "王芳", Role.LEADER, housing)
    mayor = official("mayor", "市长", Role.LEADER, city)
    official("liming", "李明", Role.SEAL_KEEPER, housing)
    found = queries.holders(
        Role.LEADER, org_path="city-government.example-housing.", on=wang.registered_at.date()
    )
    assert set(found) >= {wang, mayor}
    above = set(queries.holders(Role.LEADER, org_path="city-government.", on=wang.registered_at.date()))
    assert (mayor in above, wang in above) == (True, False)


def test_the_command_seals_every_number_again(resident, settings, capsys):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "quite-another-secret-key-of-tests-0123456789",
        [settings.SECRET_KEY],
    )
    call_command("rotate_numbers")
    assert "done: " in capsys.readouterr().out
    settings.SECRET_KEY_FALLBACKS = []
    assert Person.objects.get(pk=resident.pk).masked_id_number == "210102********0015"
    assert not queries.numbers_under_old_keys().exists()
