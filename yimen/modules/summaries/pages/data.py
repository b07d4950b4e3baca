"""开放数据 — the files of a report, streamed: DOCX, JSON, the rows behind the numbers, everything in one ZIP."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from yimen.kernel.documents.serving import disposition
from yimen.kernel.web.request import Request
from yimen.modules.summaries import machine_form, open_files, word

from .found import summary_of

JSON = "application/json; charset=utf-8"


@login_not_required
@require_safe
def docx(request: Request, summary_id: UUID) -> HttpResponse:
    """DOCX — the same chapters, tables and annexes, to be worked with."""
    found = summary_of(request, summary_id)
    headers = {"Content-Disposition": disposition("attachment", f"{found}.docx")}
    return HttpResponse(word.document_of(found), content_type=word.DOCX, headers=headers)


@login_not_required
@require_safe
def machine(request: Request, summary_id: UUID) -> HttpResponse:
    """JSON — the report for programs."""
    found = summary_of(request, summary_id)
    return HttpResponse(open_files.as_json(machine_form.whole(found)), content_type=JSON)


@login_not_required
@require_safe
def dictionary(request: Request, summary_id: UUID) -> HttpResponse:
    """数据字典 — for programs."""
    found = summary_of(request, summary_id)
    return HttpResponse(open_files.as_json(open_files.dictionary(found)), content_type=JSON)


@login_not_required
@require_safe
def archive(request: Request, summary_id: UUID) -> StreamingHttpResponse:
    """ZIP — the rows, the numbers, the dictionary and their checksums."""
    found = summary_of(request, summary_id)
    headers = {"Content-Disposition": disposition("attachment", f"{found}-{found.edition}.zip")}
    return StreamingHttpResponse(open_files.zipped(found), content_type="application/zip", headers=headers)


@login_not_required
@require_safe
def rows(request: Request, summary_id: UUID, dataset: str, ending: str) -> StreamingHttpResponse:
    """数据集 — one file of rows, as CSV or JSON."""
    found, one = summary_of(request, summary_id), open_files.files().get(dataset)
    writers = {
        "csv": (open_files.csv_lines, "text/csv; charset=utf-8"),
        "json": (open_files.json_lines, JSON),
    }
    if one is None or ending not in writers:
        raise Http404
    lines, content_type = writers[ending]
    headers = {"Content-Disposition": disposition("attachment", f"{dataset}.{ending}")}
    return StreamingHttpResponse(lines(found, one), content_type=content_type, headers=headers)
