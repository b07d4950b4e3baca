"""The addresses of the pages: each names the act as a thing."""

from django.urls import path

from .pages import making, reading, supplements

app_name = "reports"
R = "<uuid:report_id>/"

urlpatterns = [
    path("", reading.published, name="published"),
    path("desk/", making.reports, name="reports"),
    path("opening/", making.opening, name="opening"),
    path("overview/<int:year>/", making.overview, name="overview"),
    path(R, reading.report, name="report"),
    path(R + "cells/<str:cell>/", reading.cell_cases, name="cell"),
    path(R + "correction/", making.correction, name="correction"),
    path(R + "draft/", making.draft, name="draft"),
    path(R + "freezing/", making.freezing, name="freezing"),
    path(R + "publication/", making.publication, name="publication"),
    path(R + "reception/", making.reception, name="reception"),
    path(R + "report.docx", reading.docx, name="docx"),
    path(R + "report.json", reading.machine, name="machine"),
    path(R + "report.pdf", reading.pdf, name="pdf"),
    path(R + "return/", making.return_, name="return"),
    path(R + "review/", making.review, name="review"),
    path(R + "sending-back/", making.sending_back, name="sending-back"),
    path(R + "submission/", making.submission, name="submission"),
    path(R + "supplements/", supplements.supplements, name="supplements"),
    path(R + "supplements/<uuid:supplement_id>/withdrawal/", supplements.withdrawal, name="withdrawal"),
    path(R + "supplements/confirmation/", supplements.confirmation, name="confirmation"),
]
