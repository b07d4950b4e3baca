"""Idempotent loading: what is missing is made through the acts, what is there is left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org

from . import actions, rules
from .models import (
    ClassificationNode,
    Guide,
    Publication,
    PublicationVersion,
    RuleCompilation,
    StandingCheck,
)


def ensure_classification(
    city: Org, *, scheme: str, code: str, parent: str, valid_from: date, by: Actor, at: datetime, **facts: Any
) -> ClassificationNode:
    """增设分类, unless it stands there already; ``parent`` is a code of the same tree, or empty."""
    known = ClassificationNode.objects.filter(scheme=scheme, code=code).first()
    if known is not None:
        return known
    above = ClassificationNode.objects.get(scheme=scheme, code=parent) if parent else None
    done = actions.add_classification(
        city, scheme=scheme, code=code, parent=above, valid_from=valid_from, by=by, at=at, **facts
    )
    return done.node


def ensure_guide(org: Org, content: Mapping[str, str], *, by: Actor, at: datetime) -> None:
    """公布公开指南, unless the body has one."""
    if not Guide.objects.filter(org=org).exists():
        actions.publish_guide(org, content=content, seen=0, by=by, at=at)


@dataclass(frozen=True)
class Cast:
    """经办人员 — who drafts, checks, signs and publishes in a body; makes an actor for a day."""

    drafter: Callable[[date], Actor]
    head: Callable[[date], Actor]
    reviewer: Callable[[date], Actor]
    leader: Callable[[date], Actor]
    officer: Callable[[date], Actor]


def ensure_publication(org: Org, cast: Cast, row: Mapping[str, Any], *, key: UUID, at: datetime) -> None:
    """One publication through every act of its way, at the moment ``at``; what is there already is left alone.

    ``row`` is content as composing.WRITTEN knows it, with codes in place of nodes; ``files`` are received files.
    """
    if Publication.objects.filter(pk=key).exists():
        return
    day = local_day(at)
    content = {**row["content"], **{tree: _placed(tree, code) for tree, code in row["places"].items()}}
    drafter = cast.drafter(day)
    version = actions.draft_publication(org, content=content, publication_id=key, by=drafter, at=at).version
    for received in row.get("files", ()):
        version = actions.add_attachment(version, received=received, by=drafter, at=at).version
    _brought_out(version, cast, at=at)


def ensure_revision(key: UUID, cast: Cast, *, number: int, reason: str, body: str, at: datetime) -> None:
    """Another version of it, unless it has as many already."""
    publication = Publication.objects.get(pk=key)
    if publication.versions.filter(number__isnull=False).count() >= number:
        return
    drafter = cast.drafter(local_day(at))
    version = actions.revise_publication(publication, reason=reason, by=drafter, at=at).version
    done = actions.amend_publication(
        version, changes={"body": body}, edition=version.edition, by=drafter, at=at
    )
    _brought_out(done.version, cast, at=at)


def ensure_repeal(key: UUID, by_key: UUID, cast: Cast, *, on: date, at: datetime) -> None:
    """登记废止 by another publication, unless it is noted."""
    publication = Publication.objects.get(pk=key)
    if not publication.validity_changes.exists():
        basis = Publication.objects.get(pk=by_key)
        actions.repeal_information(
            publication, on=on, by_publication=basis, by=cast.officer(local_day(at)), at=at
        )


def ensure_retraction(key: UUID, cast: Cast, *, kind: str, reason: str, at: datetime) -> None:
    """撤回, unless it was taken back."""
    publication = Publication.objects.get(pk=key)
    if publication.is_public:
        leader = cast.leader(local_day(at))
        actions.retract_information(publication, kind=kind, reason=reason, by=leader, at=at)


def ensure_standing_check(
    org: Org, cast: Cast, *, code: str, title: str, scope_text: str, at: datetime
) -> None:
    """类别审查, through its three signatures, unless the body has one."""
    if StandingCheck.objects.filter(org=org, code=code).exists():
        return
    day = local_day(at)
    facts = {"code": code, "title": title, "scope_text": scope_text}
    standing = actions.propose_standing_check(org, **facts, by=cast.reviewer(day), at=at).standing
    actions.confirm_standing_check(standing, by=cast.head(day), at=at)
    actions.sign_standing_check(standing, by=cast.leader(day), at=at)


def ensure_compilation(org: Org, cast: Cast, *, at: datetime) -> None:
    """编印制度汇编, unless the body has one."""
    if not RuleCompilation.objects.filter(org=org).exists():
        actions.compile_rules(org, by=cast.officer(local_day(at)), at=at)


def _brought_out(version: PublicationVersion, cast: Cast, *, at: datetime) -> None:
    """Sent in, three signatures, published."""
    day = local_day(at)
    check = actions.submit_publication(version, by=cast.drafter(day), at=at).check
    actions.give_first_opinion(check, verdict="open", by=cast.head(day), at=at)
    checklist = dict.fromkeys(rules.CHECKLIST, False)
    actions.give_secrecy_opinion(check, verdict="open", checklist=checklist, by=cast.reviewer(day), at=at)
    actions.sign_publication(check, verdict="open", by=cast.leader(day), at=at)
    actions.publish_information(version, by=cast.officer(day), at=at)


def _placed(tree: str, code: str) -> ClassificationNode:
    return ClassificationNode.objects.get(scheme=tree, code=code)
