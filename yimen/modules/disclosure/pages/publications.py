"""公开信息 — one publication: its text, files, history; the tombstone where it was taken back; public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.base.punctuation import mark
from yimen.kernel.documents.serving import disposition, serve
from yimen.kernel.web.edge import kept
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.disclosure import comparing, offers, queries, shown
from yimen.modules.disclosure.feeds import linked
from yimen.modules.disclosure.forgetting import of_publication
from yimen.modules.disclosure.models import Publication, PublicationVersion
from yimen.modules.disclosure.visibility import Sight, sight

from .found import crumbs, publication_of, readable_of
from .open_home import address


@login_not_required
@require_safe
def publication(request: Request, publication_id: UUID) -> HttpResponse:
    """公开信息 — the current version with its metadata, or what is left of it."""
    found = publication_of(request, publication_id)
    today = timezone.localdate()
    seen = sight(request.actor, found, today)
    if seen == Sight.TOMBSTONE:
        context = {"publication": found, "crumbs": crumbs(Crumb(_("已撤回")))}
        return kept(render(request, "disclosure/tombstone.html", context), of_publication(found.pk))
    if found.current is None:
        raise Http404
    if seen == Sight.HEADING:
        context = {"publication": found, "version": found.current, "crumbs": _way(found)}
        return kept(render(request, "disclosure/heading.html", context), of_publication(found.pk))
    context = _whole(request, found, found.current)
    return kept(render(request, "disclosure/publication.html", context), *_subjects(context))


@login_not_required
@require_safe
def version(request: Request, publication_id: UUID, number: int) -> HttpResponse:
    """历史版本 — as it was published then."""
    found = readable_of(request, publication_id)
    rows = queries.versions(request.actor, found, timezone.localdate())
    return render(
        request, "disclosure/publication.html", _whole(request, found, get_object_or_404(rows, number=number))
    )


@login_not_required
@require_safe
def comparison(request: Request, publication_id: UUID) -> HttpResponse:
    """版本比较 — two versions side by side, paragraph by paragraph."""
    found = readable_of(request, publication_id)
    rows = list(queries.versions(request.actor, found, timezone.localdate()))
    if len(rows) < 2:
        raise Http404
    by_number = {str(one.number): one for one in rows}
    left = by_number.get(request.GET.get("left", ""), rows[1])
    right = by_number.get(request.GET.get("right", ""), rows[0])
    context = {
        "publication": found,
        "versions": rows,
        "left": left,
        "right": right,
        "fields": comparing.fields(left, right),
        "lines": comparing.lines(left.body_text, right.body_text),
        "crumbs": [*_way(found, is_link=True), Crumb(_("版本比较"))],
    }
    return render(request, "disclosure/comparison.html", context)


@login_not_required
@require_safe
def text(request: Request, publication_id: UUID) -> HttpResponse:
    """下载 — the current text with its metadata, as a plain file."""
    found = readable_of(request, publication_id)
    if found.current is None:
        raise Http404
    head = "\n".join(f"{row.label}{mark('：')}{row.value}" for row in shown.metadata(found.current))
    response = HttpResponse(
        f"{found.current.title}\n\n{head}\n\n{found.current.body_text}\n",
        content_type="text/plain; charset=utf-8",
    )
    response.headers["Content-Disposition"] = disposition("attachment", f"{found.current.title}.txt")
    return response


@login_not_required
@require_safe
def attachment(request: Request, attachment_id: UUID) -> HttpResponseBase:
    """附件 — a file of what the actor may read."""
    rows = queries.attachments(request.actor, timezone.localdate())
    found = get_object_or_404(rows, pk=attachment_id)
    return serve(found.file, filename=found.name, inline=True, request=request)


def _whole(request: Request, found: Publication, version: PublicationVersion) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "publication": found,
        "version": version,
        "is_current": version.pk == found.current_id,
        "metadata": shown.metadata(version),
        "banner": shown.banner(found, today),
        "validity": shown.validity_badge(found, today),
        "citation": shown.citation(version),
        "files": shown.files(list(version.attachments.select_related("file"))),
        "versions": queries.versions(request.actor, found, today),
        "interpretations": queries.interpretations(found, request.actor, today),
        "interprets": queries.interpreted(version, request.actor, today),
        "offers": open_to(request.actor, found, offers.OF_PUBLICATION),
        "crumbs": _way(found),
        "head_tags": linked.meta_tags(found, _("政府信息公开"), today),
        "linked": linked.as_script(linked.linked_data(found, queries.validity_of(found, today))),
        "apply_url": address("requests:home"),
    }


def _subjects(context: Mapping[str, Any]) -> list[str]:
    """What the page is made from: the publication, what it explains, what explains it."""
    banner = context["banner"]
    beside = [context["interprets"], *context["interpretations"], banner.basis if banner else None]
    return [of_publication(one.pk) for one in (context["publication"], *beside) if one is not None]


def _way(found: Publication, *, is_link: bool = False) -> list[Crumb]:
    href = reverse("disclosure:publication", args=[found.pk]) if is_link else ""
    return crumbs(Crumb(found.title[:40], href), org=found.org)
