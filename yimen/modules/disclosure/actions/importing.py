"""The verbs of an import: begun, a document taken in or noted as faulty, ended or stopped. Each document is one act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.actions import keep_file
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.modules.disclosure.events.importing import (
    DocumentTakenIn,
    FaultNoted,
    ImportCounted,
    ImportEnded,
    ImportStarted,
    ImportStopped,
    TakeOverStarted,
)
from yimen.modules.disclosure.intake.incoming import Incoming, Place
from yimen.modules.disclosure.models import (
    ClassificationNode,
    Collection,
    ImportRow,
    ImportRun,
    Inclusion,
    Publication,
)
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import IntakeMode, RowState, RunKind, RunState, Scheme

from .collections import include_publication
from .drafting import add_attachment, draft_publication
from .publishing import take_over_publication
from .taking_over import take_over_version

RUNNING = (RunState.RUNNING,)


@action(permission=Permission.IMPORT_START, creates=True)
def start_import(
    org: Org,
    *,
    kind: str,
    name: str,
    folder: str = "",
    received: Received | None = None,
    by: Actor,
    at: datetime,
) -> ImportStarted:
    """开始导入 — every document becomes a draft of this body, to be checked and signed before it is published."""
    return ImportStarted(_run(org, IntakeMode.DRAFT, kind, name, folder, received, by=by, at=at))


@action(permission=Permission.IMPORT_TAKE_OVER, creates=True)
def start_take_over(
    org: Org,
    *,
    kind: str,
    name: str,
    folder: str = "",
    received: Received | None = None,
    by: Actor,
    at: datetime,
) -> TakeOverStarted:
    """开始转入 — every document was published already by this body or an authority above; who starts it answers for that."""
    return TakeOverStarted(_run(org, IntakeMode.TAKEN_OVER, kind, name, folder, received, by=by, at=at))


@action(permission=Permission.IMPORT_WORK, moves=(RUNNING, RunState.RUNNING))
def take_in(
    run: ImportRun,
    *,
    incoming: Incoming,
    files: tuple[Received, ...] = (),
    collection: Collection | None = None,
    by: Actor,
    at: datetime,
) -> DocumentTakenIn:
    """接收文件 — one document, whole or not at all: the publication, its files, its row in the run, in one transaction."""
    if ImportRow.objects.filter(run=run, key=incoming.key).exists():
        raise RuleBroken(_("这份文件已经处理过。"))
    publication, state, said = _taken(run, incoming, files, by=by, at=at)
    if collection is not None and publication is not None and state == RowState.TAKEN:
        _collected(collection, publication, incoming, by=by, at=at)
    _note(run, incoming.key, incoming.title, state, incoming.place, said, publication, at)
    return DocumentTakenIn(run, incoming.title, str(RowState(state).label), publication)


@action(permission=Permission.IMPORT_WORK, moves=(RUNNING, RunState.RUNNING))
def note_fault(
    run: ImportRun, *, key: str, title: str = "", message: str, place: Place, by: Actor, at: datetime
) -> FaultNoted:
    """登记错误 — a document that could not be taken in; the others go on."""
    if not ImportRow.objects.filter(run=run, key=key).exists():
        _note(run, key, title, RowState.FAILED, place, message, None, at)
    return FaultNoted(run, key, message[:500])


@action(permission=Permission.IMPORT_WORK, moves=(RUNNING, RunState.DONE))
def end_import(run: ImportRun, *, error: str = "", by: Actor, at: datetime) -> ImportEnded:
    """结束导入 — all have had their turn; ``error`` says why the rest could not be read."""
    run.ended_at = run.worked_at = at
    run.total, run.error = run.done, error[:500]
    return ImportEnded(run, run.taken, run.skipped, run.failed)


@action(permission=Permission.IMPORT_START, moves=(RUNNING, RunState.STOPPED))
def stop_import(run: ImportRun, *, by: Actor, at: datetime) -> ImportStopped:
    """停止导入 — what has come in stays."""
    run.ended_at = at
    return ImportStopped(run)


@action(permission=Permission.IMPORT_WORK, moves=(RUNNING, RunState.RUNNING))
def count_import(run: ImportRun, *, total: int, by: Actor, at: datetime) -> ImportCounted:
    """清点导入 — how many documents there are, for the progress."""
    run.total, run.worked_at = total, at
    return ImportCounted(run, total)


def _run(
    org: Org,
    mode: str,
    kind: str,
    name: str,
    folder: str,
    received: Received | None,
    *,
    by: Actor,
    at: datetime,
) -> ImportRun:
    if kind not in (RunKind.LAWS, RunKind.FOLDER, RunKind.TABLE):
        raise RuleBroken(_("请选择导入类型。"), fields={"kind": _("请选择导入类型。")})
    if not name.strip():
        raise RuleBroken(_("请填写名称。"), fields={"name": _("请填写名称。")})
    if (received is None) == (not folder):
        raise RuleBroken(_("请上传文件。"), fields={"file": _("请上传文件。")})
    person = person_actor(by)
    run = ImportRun.objects.create(
        org=org,
        kind=kind,
        mode=mode,
        name=name.strip()[:200],
        folder=folder[:500],
        file=keep_file(received, at=at) if received else None,
        started_by=person.person if person else None,
        started_at=at,
        worked_at=at,
    )
    if received is not None:  # a folder is driven by the command that named it
        from yimen.modules.disclosure.jobs import import_documents

        import_documents.defer(run_id=str(run.pk))
    return run


def _taken(
    run: ImportRun, incoming: Incoming, files: tuple[Received, ...], *, by: Actor, at: datetime
) -> tuple[Publication | None, str, str]:
    """The publication, what became of the document, and why when it is there already."""
    key = origin_key(run, incoming.family_key)
    known = Publication.objects.select_related("org", "current").filter(origin_key=key).first()
    if known is None:
        return _first(run, incoming, files, key, by=by, at=at), RowState.TAKEN, ""
    if run.mode == IntakeMode.DRAFT or not _is_newer(known, incoming):
        return known, RowState.SKIPPED, _("这份文件或者它更新的版本已经在这里。")
    take_over_version(
        known,
        source=_source(run, incoming),
        content=_content(incoming),
        published_at=_published(incoming, at),
        files=files,
        by=by,
        at=at,
    )
    return known, RowState.TAKEN, ""


def _first(
    run: ImportRun, incoming: Incoming, files: tuple[Received, ...], key: str, *, by: Actor, at: datetime
) -> Publication:
    content = _content(incoming)
    if run.mode == IntakeMode.DRAFT:
        drafted = draft_publication(run.org, content=content, by=by, at=at)
        for one in files:
            add_attachment(drafted.version, received=one, by=by, at=at)
        drafted.publication.origin_key, drafted.publication.origin_url = key, incoming.url[:500]
        drafted.publication.save(update_fields=["origin_key", "origin_url"])
        return drafted.publication
    return take_over_publication(
        run.org,
        key=key,
        source=_source(run, incoming),
        url=incoming.url,
        content=content,
        published_at=_published(incoming, at),
        files=files,
        by=by,
        at=at,
    ).publication


def _is_newer(known: Publication, incoming: Incoming) -> bool:
    """A version is newer by the day on which it was made; of the same day and text there is but one."""
    current = known.current
    return known.is_public and current is not None and incoming.created_on > current.created_on


def _collected(
    collection: Collection, publication: Publication, incoming: Incoming, *, by: Actor, at: datetime
) -> None:
    """Into the collection once; a further version is gathered by the reaction to its publication."""
    if not Inclusion.objects.filter(collection=collection, publication=publication).exists():
        include_publication(collection, publication=publication, topic=incoming.topic, by=by, at=at)


def _note(
    run: ImportRun,
    key: str,
    title: str,
    state: str,
    place: Place,
    message: str,
    publication: Publication | None,
    at: datetime,
) -> None:
    ImportRow.objects.create(
        run=run,
        key=key[:500],
        title=title[:300],
        state=state,
        place=place.file[-300:],
        line=place.line,
        column=place.column[:60],
        message=message[:500],
        publication=publication,
        at=at,
    )
    counter = {RowState.TAKEN: "taken", RowState.SKIPPED: "skipped", RowState.FAILED: "failed"}[
        RowState(state)
    ]
    setattr(run, counter, getattr(run, counter) + 1)
    run.worked_at = at


def origin_key(run: ImportRun, key: str) -> str:
    """Unique among all that ever came: by source where there is one, else by body."""
    spring = f"source:{run.source_id}" if run.source_id else f"org:{run.org.code}"
    return f"{spring} {key}"[:300]


def _source(run: ImportRun, incoming: Incoming) -> str:
    return incoming.issuer or (run.source.name if run.source else run.name)


def _published(incoming: Incoming, at: datetime) -> datetime:
    if incoming.published_at is not None:
        return min(incoming.published_at, at)
    noon = at.replace(hour=12, minute=0, second=0, microsecond=0)
    return min(
        noon.replace(
            year=incoming.created_on.year, month=incoming.created_on.month, day=incoming.created_on.day
        ),
        at,
    )


def _content(incoming: Incoming) -> Mapping[str, Any]:
    nodes = {scheme: _node(scheme, code, incoming.created_on) for scheme, code in incoming.codes.items()}
    return {
        "title": incoming.title,
        "abstract": incoming.abstract,
        "body": incoming.body,
        "document_number": incoming.document_number,
        "created_on": incoming.created_on,
        "effective_on": incoming.effective_on,
        "expires_on": incoming.expires_on,
        "has_validity": incoming.has_validity or incoming.effective_on is not None,
        "co_issuers": [incoming.issuer] if incoming.issuer else [],
        "channels": ["website"],
        "language": incoming.language,
        **{scheme: node for scheme, node in nodes.items() if node is not None},
    }


def _node(scheme: str, words: str, day: date) -> ClassificationNode | None:
    """By code or by name; what is not known is left out rather than guessed."""
    found = ClassificationNode.objects.filter(scheme=Scheme(scheme), valid_to__isnull=True)
    return found.filter(code=words).first() or found.filter(name=words).first()
