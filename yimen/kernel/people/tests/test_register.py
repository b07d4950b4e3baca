"""注册."""

import pytest
from django.db import IntegrityError, connection, transaction

from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.actor import Public
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people import actions, queries
from yimen.kernel.people.models import Person

NUMBER = "210102199001010015"
CODE = "91210100MA0EXAMP09"
pytestmark = pytest.mark.django_db


def resident(**changes):
    facts = {
        "kind": "resident",
        "login": "Example1",
        "name": " 示例甲 ",
        "email": "Jia@Example.org",
        "id_type": "resident_id",
        "id_number": "２１０１０２１９９００１０１００１５",
    }
    return {**facts, **changes}


def test_registers_a_resident(city, noon):
    done = actions.register(city, **resident(), by=Public(), at=noon)
    person = Person.objects.get(login="example1")
    assert done.person == person
    assert (person.login, person.name, person.email, person.kind) == (
        "example1",
        "示例甲",
        "jia@example.org",
        "resident",
    )
    assert person.masked_id_number == "210102********0015"
    assert person.registered_at == noon
    assert recorded(done) == "示例甲 注册了账户"
    assert queries.person_with_number("resident_id", NUMBER) == person


def test_registers_an_enterprise(city, noon):
    facts = resident(
        kind="enterprise", id_type="uscc", id_number=CODE, name="示例公司", legal_representative="示例乙"
    )
    person = actions.register(city, **facts, by=Public(), at=noon).person
    assert (person.legal_representative, person.masked_id_number) == ("示例乙", "912101********MP09")


def test_no_plain_number_is_in_the_database(city, noon):
    done = actions.register(city, **resident(), by=Public(), at=noon)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM people_person p WHERE id = %s", [done.person.pk])
        assert NUMBER not in cursor.fetchone()[0]
    assert NUMBER not in entry_of(done).body


def test_keeps_only_the_hash_of_a_password(city, noon):
    done = actions.register(city, **resident(), password_hash="argon2$made-elsewhere", by=Public(), at=noon)
    assert done.person.password == "argon2$made-elsewhere"
    assert "argon2" not in entry_of(done).body
    other = resident(login="b23", email="", id_number="21010319920202003X")
    assert not actions.register(city, **other, by=Public(), at=noon).person.has_usable_password()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id_number": "210102199001010014"}, "id_number"),
        ({"id_number": "1234"}, "id_number"),
        ({"id_type": "uscc"}, "id_type"),
        ({"kind": "staff"}, "kind"),
        ({"name": "  "}, "name"),
        ({"login": "a b"}, "login"),
        ({"login": "ab"}, "login"),
        ({"id_type": "passport", "id_number": "<script>"}, "id_number"),
        ({"kind": "enterprise", "id_type": "uscc", "id_number": CODE}, "legal_representative"),
    ],
)
def test_refuses_what_is_not_right(city, noon, changes, field):
    before = Person.objects.count(), Entry.objects.count()
    with pytest.raises(RuleBroken) as refusal:
        actions.register(city, **resident(**changes), by=Public(), at=noon)
    assert list(refusal.value.fields) == [field]
    assert (Person.objects.count(), Entry.objects.count()) == before
    assert Refusal.objects.filter(verb="people.register").count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"login": "other", "email": "other@example.org"}, {"login": "other", "id_number": "21010319920202003X"}],
)
def test_refuses_a_known_number_or_address_in_the_same_words(city, noon, changes):
    actions.register(city, **resident(), by=Public(), at=noon)
    before = Person.objects.count()
    with pytest.raises(RuleBroken) as refusal:
        actions.register(city, **resident(**changes), by=Public(), at=noon)
    assert (
        str(refusal.value) == "无法用这些信息注册新账户。如果您已经注册过，请直接登录，或者用“忘记密码”找回。"
    )
    assert refusal.value.fields == {}
    assert Person.objects.count() == before


def test_the_database_keeps_numbers_and_logins_apart(city, noon):
    person = actions.register(city, **resident(), by=Public(), at=noon).person
    for changes in ({"login": "EXAMPLE1"}, {"login": "c33", "id_number_digest": person.id_number_digest}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.create(name="x", kind="resident", registered_at=noon, **changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(
            login="d44", name="x", kind="resident", registered_at=noon, id_number_sealed="k.x"
        )
