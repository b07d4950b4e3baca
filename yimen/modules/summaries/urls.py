"""The addresses of the pages: each names the act as a thing."""

from django.urls import path

from .pages import data, making, reading

app_name = "summaries"
S = "<uuid:summary_id>/"

urlpatterns = [
    path("", reading.published, name="published"),
    path("desk/", making.desk, name="desk"),
    path("drafting/", making.drafting, name="drafting"),
    path("outline/", making.outline, name="outline"),
    path(S, reading.summary, name="summary"),
    path(S + "computation/", making.computation, name="computation"),
    path(S + "correction/", making.correction, name="correction"),
    path(S + "data/", reading.data, name="data"),
    path(S + "data/dictionary.json", data.dictionary, name="dictionary"),
    path(S + "data/open-data.zip", data.archive, name="archive"),
    path(S + "data/<slug:dataset>.<slug:ending>", data.rows, name="rows"),
    path(S + "figures/<int:place>/", reading.figure, name="figure"),
    path(S + "freezing/", making.freezing, name="freezing"),
    path(S + "order/", making.order, name="order"),
    path(S + "parts/<uuid:part_id>/", making.writing, name="writing"),
    path(S + "publication/", making.publication, name="publication"),
    path(S + "rebuilding/", making.rebuilding, name="rebuilding"),
    path(S + "return/", making.return_, name="return"),
    path(S + "review/", making.review, name="review"),
    path(S + "summary.docx", data.docx, name="docx"),
    path(S + "summary.json", data.machine, name="machine"),
    path(S + "summary.pdf", reading.pdf, name="pdf"),
]
