"""Addresses of the hall: each names the act as a thing."""

from django.urls import path

from .pages import appointments, bookings, calling, figures, queue, shifts

app_name = "hall"
H = "<slug:code>/"
T = "tickets/<uuid:ticket_id>/"
P = "appointments/<uuid:appointment_id>/"

urlpatterns = [
    # 预约
    path("appointments/", appointments.appointments, name="appointments"),
    path("appointments/look-up/", appointments.look_up, name="look-up"),
    path("appointments/slots/<uuid:business_id>/<slug:day>/", appointments.booking, name="booking"),
    path(P, appointments.appointment, name="appointment"),
    path(P + "arrival/", appointments.arrival, name="arrival"),
    path(P + "cancellation/", appointments.cancellation, name="cancellation"),
    path(P + "change/", appointments.change, name="change"),
    path(P + "confirmation/", bookings.confirmation, name="confirmation"),
    path(P + "declining/", bookings.declining, name="declining"),
    # 排队号
    path(T, queue.ticket, name="ticket"),
    path(T + "leaving/", queue.leaving, name="leaving"),
    path(T + "moving/", calling.moving, name="moving"),
    path(T + "passing/", calling.passing, name="passing"),
    path(T + "releasing/", calling.releasing, name="releasing"),
    path(T + "repetition/", calling.repetition, name="repetition"),
    path(T + "serving/", calling.serving, name="serving"),
    # 叫号
    path("calling/", calling.calling, name="calling"),
    path("windows/<uuid:window_id>/call/", calling.call, name="call"),
    path("windows/<uuid:window_id>/call/<uuid:ticket_id>/", calling.call_by_hand, name="call-by-hand"),
    # 排班
    path("shifts/", shifts.planning, name="planning"),
    path("shifts/<uuid:shift_id>/absence/", shifts.absence, name="absence"),
    path("shifts/<uuid:shift_id>/attendance/", shifts.attendance, name="attendance"),
    path("shifts/<uuid:shift_id>/cancellation/", shifts.shift_cancellation, name="shift-cancellation"),
    path("shifts/<uuid:shift_id>/replacement/", shifts.shift_replacement, name="shift-replacement"),
    # 大厅
    path("", queue.halls, name="halls"),
    path(H, queue.hall, name="hall"),
    path(H + "after-hours/", appointments.after_hours, name="after-hours"),
    path(H + "appointment/", appointments.choice, name="choice"),
    path(H + "bookings/", bookings.bookings, name="bookings"),
    path(H + "figures/", figures.figures, name="figures"),
    path(H + "kiosk/", queue.kiosk, name="kiosk"),
    path(H + "number/", queue.number, name="number"),
    path(H + "screen/", queue.screen, name="screen"),
    path(H + "week/", shifts.week, name="week"),
    path(H + "week/copy/", shifts.week_copy, name="week-copy"),
    path(H + "week/shift/", shifts.shift_start, name="shift-start"),
]
