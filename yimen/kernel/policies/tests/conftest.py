import pytest
from django.utils import timezone

from yimen.kernel import policies
from yimen.kernel.audit.models import Entry
from yimen.kernel.base import grants
from yimen.kernel.base.actor import Machine
from yimen.kernel.policies.actions import book as the_book
from yimen.kernel.policies.models import Policy, PolicyBook
from yimen.kernel.policies.permissions import Permission
from yimen.kernel.web import shell

KEEPER = grants.machine("city data")


@pytest.fixture(autouse=True)
def keepers(monkeypatch):
    """In these tests the machine that loads a city sets parameters, whatever else is granted."""
    monkeypatch.setattr(grants, "_GRANTS", {str(one): (KEEPER,) for one in Permission})
    monkeypatch.setattr(shell, "_READERS", [])  # the city's name costs no query here
    policies.forget()
    yield
    policies.forget()


@pytest.fixture
def keeper():
    return Machine("city data", origin="command")


@pytest.fixture
def noon():
    return timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))


@pytest.fixture
def book(db):
    """The book, with no parameter in it."""
    Policy.objects.all().delete()
    PolicyBook.objects.all().delete()
    return the_book()


@pytest.fixture
def entries(book):
    """How many entries there are since the test began."""
    before = Entry.objects.count()
    return lambda: Entry.objects.count() - before
