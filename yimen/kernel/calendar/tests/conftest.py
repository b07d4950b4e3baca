import pytest
from django.utils import timezone

from yimen.kernel import calendar
from yimen.kernel.audit.models import Entry
from yimen.kernel.base import grants
from yimen.kernel.base.actor import Machine
from yimen.kernel.calendar.actions import book as the_book
from yimen.kernel.calendar.models import CalendarBook, CalendarDay, WorkCalendar
from yimen.kernel.calendar.permissions import Permission
from yimen.kernel.web import shell

KEEPER = grants.machine("city data")


@pytest.fixture(autouse=True)
def keepers(monkeypatch):
    """In these tests the machine that loads a city keeps the calendar, whatever else is granted."""
    monkeypatch.setattr(grants, "_GRANTS", {str(one): (KEEPER,) for one in Permission})
    monkeypatch.setattr(shell, "_READERS", [])  # the city's name costs no query here
    calendar.forget()
    yield
    calendar.forget()


@pytest.fixture
def keeper():
    return Machine("city data", origin="command")


@pytest.fixture
def noon():
    return timezone.make_aware(timezone.datetime(2026, 3, 2, 12, 0))


@pytest.fixture
def book(db):
    """The book, with no year in it."""
    CalendarDay.objects.all().delete()
    WorkCalendar.objects.all().delete()
    CalendarBook.objects.all().delete()
    return the_book()


@pytest.fixture
def entries(book):
    """How many entries there are since the test began."""
    before = Entry.objects.count()
    return lambda: Entry.objects.count() - before
