"""The addresses of the pages: each names the act as a thing."""

from django.urls import path

from .pages import chart, groups, trainings

app_name = "leadership"
G = "groups/<uuid:group_id>/"
A = "assignments/<uuid:assignment_id>/"
T = "trainings/<uuid:training_id>/"

urlpatterns = [
    path("", chart.chart, name="chart"),
    path("assignments/", chart.assignments, name="assignments"),
    path(A + "amendment/", groups.assignment_amendment, name="assignment-amendment"),
    path(A + "annulment/", groups.annulment, name="annulment"),
    path(A + "relief/", groups.relief, name="relief"),
    path("groups/establishment/", groups.establishment, name="establishment"),
    path(G, chart.group, name="group"),
    path(G + "amendment/", groups.group_amendment, name="group-amendment"),
    path(G + "appointment/", groups.appointment, name="appointment"),
    path(G + "dissolution/", groups.dissolution, name="dissolution"),
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/coverage/<int:year>/", trainings.coverage, name="coverage"),
    path("trainings/plan/", trainings.plan, name="plan"),
    path(T, trainings.training, name="training"),
    path(T + "amendment/", trainings.training_amendment, name="training-amendment"),
    path(T + "attendees/", trainings.enrolment, name="enrolment"),
    path(T + "attendees/<uuid:attendance_id>/striking/", trainings.striking, name="striking"),
    path(T + "cancellation/", trainings.cancellation, name="cancellation"),
    path(T + "evaluation/", trainings.evaluation, name="evaluation"),
    path(T + "holding/", trainings.holding, name="holding"),
    path("vacancies/", groups.vacancies, name="vacancies"),
]
