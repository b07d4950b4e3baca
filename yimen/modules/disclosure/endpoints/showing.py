"""Rows as operations give them."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from yimen.kernel.base.actor import Actor
from yimen.modules.disclosure import actions, composing, personal_data, queries, shown
from yimen.modules.disclosure.models import (
    Attachment,
    ClassificationNode,
    Publication,
    PublicationVersion,
    SecrecyCheck,
    StandingCheck,
)
from yimen.modules.disclosure.visibility import Sight, sight

from .schemas import (
    CheckOut,
    ManuscriptContent,
    ManuscriptOut,
    PublicationFile,
    PublicationLine,
    PublicationOut,
    PublicationText,
    SignedOpinion,
    StandingOut,
    WarningOut,
)


def line(one: Publication) -> PublicationLine:
    """A publication in a list; it has its validity as an annotation."""
    version = one.current
    return PublicationLine(
        id=one.pk,
        index_number=one.index_number or "",
        title=one.title,
        org=one.org.code,
        document_number=version.document_number if version else "",
        created_on=version.created_on if version else None,
        published_at=one.published_at,
        validity=one.validity,  # type: ignore[attr-defined]
        openness=version.openness if version else "",
    )


def publication(one: Publication, actor: Actor) -> PublicationOut:
    """A publication as far as the actor may see it."""
    today = timezone.localdate()
    seen = sight(actor, one, today)
    is_tomb, is_leak = seen == Sight.TOMBSTONE, one.is_leak and seen == Sight.TOMBSTONE
    current = one.current if seen == Sight.FULL else None
    return PublicationOut(
        id=one.pk,
        state=one.state,
        index_number=one.index_number or "",
        title="" if is_leak else one.title,
        org="" if is_leak else one.org.code,
        published_at=None if is_leak else one.published_at,
        retracted_at=one.retracted_at,
        retraction="" if is_leak else one.retraction_reason,
        validity="" if is_tomb else str(queries.validity_of(one, today)),
        citation=shown.citation(current) if current else "",
        version=text(current) if current else None,
    )


def text(version: PublicationVersion) -> PublicationText:
    """A published version."""
    places = {name: node.code for name in composing.TREES if (node := getattr(version, name))}
    names = (
        "number", "title", "abstract", "body", "document_number", "co_issuers", "created_on", "effective_on", "expires_on",
        "channels", "responsible_unit", "governs", "change_note", "published_at", "sha256",
    )  # fmt: skip
    files_of = [file(one) for one in version.attachments.select_related("file")]
    facts = {name: getattr(version, name) for name in names}
    return PublicationText(**facts, text=version.body_text, places=places, files=files_of)


def file(one: Attachment) -> PublicationFile:
    return PublicationFile(
        id=one.pk,
        name=one.name,
        media_type=one.file.media_type,
        size=one.file.size,
        pages=one.pages,
        sha256=one.file_id,
        text_state=one.text_state,
    )


def manuscript(version: PublicationVersion) -> ManuscriptOut:
    """A version in preparation."""
    names = (
        "state", "edition", "title", "abstract", "body", "document_number", "openness", "ground", "created_on", "due_on",
        "return_note", "planned_at",
    )  # fmt: skip
    return ManuscriptOut(
        id=version.pk,
        publication=version.publication_id,
        org=version.publication.org.code,
        **{name: getattr(version, name) for name in names},
        files=[file(one) for one in version.attachments.select_related("file")],
        warnings=[
            WarningOut.model_validate(one) for one in personal_data.in_parts(iter(actions.texts_of(version)))
        ],
    )


def check(one: SecrecyCheck) -> CheckOut:
    """A check with its signatures."""
    waiting = one.referrals.filter(answered_at__isnull=True).first()
    return CheckOut(
        id=one.pk,
        register_no=one.register_no,
        state=one.state,
        result=one.result,
        result_note=one.result_note,
        manuscript=one.version_id,
        title=one.version.title,
        sha256=one.sha256,
        opened_at=one.opened_at,
        closed_at=one.closed_at,
        checklist=one.checklist,
        opinions=[
            SignedOpinion(
                step=opinion.step,
                person=opinion.person.name,
                verdict=opinion.verdict,
                ground=opinion.ground,
                text=opinion.text,
                signed_at=opinion.signed_at,
            )
            for opinion in one.opinions.select_related("person")
        ],
        open_referral=waiting.pk if waiting else None,
    )


def standing(one: StandingCheck) -> StandingOut:
    names = ("code", "title", "state", "valid_from", "valid_until")
    return StandingOut(id=one.pk, **{name: getattr(one, name) for name in names})


def content(given: ManuscriptContent) -> dict[str, Any]:
    """What was given, with rows in place of codes; a code that is not there is a 404."""
    facts = given.dict(exclude_unset=True)
    for tree in composing.TREES:
        if facts.get(tree):
            facts[tree] = get_object_or_404(ClassificationNode, scheme=tree, code=facts[tree])
        elif tree in facts:
            facts[tree] = None
    if "interprets" in facts:
        facts["interprets"] = by_number(facts["interprets"] or "")
    return facts


def by_number(index_number: str) -> Publication | None:
    """What is listed under an index number; a 404 for one that is not there."""
    if not index_number.strip():
        return None
    return get_object_or_404(queries.listed(timezone.localdate()), index_number=index_number.strip())
