"""公开信息 in the one search: what everybody may read, with the text of its files; headings of what is open on request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.search.documents import Document, DocumentSource, Facet
from yimen.kernel.web.words import named

from . import queries
from .models import ClassificationNode, Publication
from .states import Validity

ENDED = (Validity.REPEALED, Validity.LAPSED)
PIECE = 200


def documents(keys: Sequence[str] | None) -> Iterator[Document]:
    """The documents with these keys as the public may find them today; None asks for all."""
    on = timezone.localdate()
    rows = queries.listed(on)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    rows = rows.prefetch_related("validity_changes", "current__attachments")
    for one in rows.order_by("pk").iterator(chunk_size=PIECE):
        yield _document(one, queries.validity_of(one, on))


def _document(publication: Publication, validity: Validity) -> Document:
    version = publication.current
    if version is None:
        raise ValueError(f"{publication.pk} is listed without a version")
    is_full = version.openness == "proactive"
    numbers = (publication.index_number or "", version.document_number)
    facets = {
        "org": (publication.org.code,),
        "year": (str(version.created_on.year),),
        "validity": (str(validity),),
        **{
            tree: (f"{node.scheme}:{node.code}",)
            for tree in ("subject", "genre")
            if (node := getattr(version, tree))
        },
    }
    return Document(
        source="publications",
        key=str(publication.pk),
        title=version.title,
        summary=version.abstract if is_full else "",
        body=version.body_text if is_full else "",
        attachments="\n".join(one.text for one in version.attachments.all() if one.text) if is_full else "",
        identifiers=tuple(one for one in numbers if one),
        facets=facets,
        dated_on=version.created_on,
        in_force=validity not in ENDED,
        href=reverse("disclosure:publication", args=[publication.pk]),
    )


def _org_name(code: str) -> str:
    org = Org.objects.filter(code=code).first()
    return named(org) if org else code


def _node_name(value: str) -> str:
    scheme, _sign, code = value.partition(":")
    node = ClassificationNode.objects.filter(scheme=scheme, code=code).first()
    return named(node) if node else value


def _validity_name(value: str) -> str:
    return str(Validity(value).label) if value in Validity.values else value


PUBLICATIONS = DocumentSource(
    "publications",
    _("公开信息"),
    documents,
    facets=(
        Facet("org", _("公开机构"), _org_name),
        Facet("subject", _("主题分类"), _node_name),
        Facet("genre", _("体裁分类"), _node_name),
        Facet("year", _("成文年份")),
        Facet("validity", _("有效性"), _validity_name),
    ),
)
