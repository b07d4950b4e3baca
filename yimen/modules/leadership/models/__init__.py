"""Tables of the leadership: groups with their offices, vacancies, trainings."""

from .offices import LeadershipGroup, OfficeAssignment, Vacancy
from .trainings import Attendance, TrainingSession

__all__ = ["Attendance", "LeadershipGroup", "OfficeAssignment", "TrainingSession", "Vacancy"]
