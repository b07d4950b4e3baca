"""Reads: publications, versions, checks, guides; always for an actor, by the one rule of visibility.py."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import ExtractMonth, ExtractYear, Greatest

from yimen.kernel.base.actor import Actor, Public
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.roles import Role

from . import rules, visibility
from .models import (
    IN_PREPARATION,
    Attachment,
    ClassificationNode,
    Guide,
    Publication,
    PublicationVersion,
    Referral,
    RuleCompilation,
    SecrecyCheck,
    StandingCheck,
    ValidityChange,
)
from .states import Openness, Scheme, Validity, ValidityKind, VersionState

TREES = tuple(Scheme.values)
RULE_GENRE = "institutional-rule"
"""体裁“制度” — the place in the tree of genres where the rules of open government lie."""
NODES = tuple(f"current__{tree}" for tree in TREES)


# --- 公开信息


def publications(actor: Actor, on: date) -> QuerySet[Publication]:
    """All that is there for the actor: the public's, and what the own bodies prepare."""
    rows = Publication.objects.filter(visibility.seen_by(actor, on))
    return rows.select_related("org", "current")


def readable(actor: Actor, on: date) -> QuerySet[Publication]:
    """Those of which the actor may read text, files and history."""
    rows = Publication.objects.filter(visibility.read_by(actor, on))
    return rows.select_related("org", "current", *NODES)


def listed(on: date, org: Org | None = None) -> QuerySet[Publication]:
    """公开目录 — what the public finds in lists: what is open, and the headings of what is open on request."""
    rows = Publication.objects.filter(visibility.seen_by(Public(), on), state__in=visibility.OPEN_STATES)
    if org is not None:
        rows = rows.filter(org=org)
    return rows.select_related("org", "current", *NODES)


def versions(actor: Actor, publication: Publication, on: date) -> QuerySet[PublicationVersion]:
    """The published versions for who may read it, the newest first."""
    rows = publication.versions.filter(number__isnull=False).order_by("-number")
    is_open = visibility.sight(actor, publication, on) == visibility.Sight.FULL
    return rows if is_open else rows.none()


def attachments(actor: Actor, on: date) -> QuerySet[Attachment]:
    """Files of published versions that the actor may read, and of drafts of the own bodies."""
    published = Q(version__number__isnull=False, version__publication__in=_ids(readable(actor, on)))
    drafted = Q(version__number__isnull=True, version__in=_ids(in_preparation(actor)))
    return Attachment.objects.filter(published | drafted).select_related("file", "version__publication")


def interpretations(publication: Publication, actor: Actor, on: date) -> list[Publication]:
    """What explains it, as far as the actor may read it."""
    return list(readable(actor, on).filter(current__interprets=publication, state__in=visibility.OPEN_STATES))


def interpreted(version: PublicationVersion, actor: Actor, on: date) -> Publication | None:
    """What it explains, where the actor may read that."""
    if version.interprets_id is None:
        return None
    return readable(actor, on).filter(pk=version.interprets_id).first()


def rules_of(org: Org) -> QuerySet[Publication]:
    """The rules of open government that a body has published."""
    rows = Publication.objects.filter(
        org=org, state__in=visibility.OPEN_STATES, current__genre__code=RULE_GENRE
    )
    return rows.select_related("org", "current").prefetch_related("validity_changes")


# --- 有效性


def validity_of(publication: Publication, on: date) -> Validity:
    """有效性 of the current version on a day, from the dated rows."""
    version = publication.current
    if version is None:
        return Validity.NOT_APPLICABLE
    return rules.validity(
        has_validity=version.has_validity,
        effective_on=version.effective_on,
        expires_on=version.expires_on,
        changes=changes_of(publication),
        on=on,
    )


def changes_of(publication: Publication) -> list[rules.Change]:
    """Its changes of force as the rule reads them."""
    return [rules.Change(one.kind, one.on, one.until) for one in publication.validity_changes.all()]


def with_validity(rows: QuerySet[Publication], on: date) -> QuerySet[Publication]:
    """The same rule in the database, for lists that ask for it: ``validity`` of each row."""
    known = ValidityChange.objects.filter(publication=OuterRef("pk"), on__lte=on)
    prolonged = (
        known.filter(kind=ValidityKind.PROLONGED).order_by().values("publication").annotate(last=Max("until"))
    )
    return rows.annotate(
        last_day=Greatest("current__expires_on", Subquery(prolonged.values("last"))),
        validity=Case(
            When(current__has_validity=False, then=Value(Validity.NOT_APPLICABLE.value)),
            When(Exists(known.filter(kind=ValidityKind.REPEALED)), then=Value(Validity.REPEALED.value)),
            When(current__expires_on__isnull=False, last_day__lt=on, then=Value(Validity.LAPSED.value)),
            When(current__effective_on__gt=on, then=Value(Validity.NOT_YET.value)),
            When(Exists(known.filter(kind=ValidityKind.AMENDED)), then=Value(Validity.AMENDED.value)),
            default=Value(Validity.IN_FORCE.value),
            output_field=CharField(max_length=20),
        ),
    )


def lapsed_untold(on: date) -> Iterator[tuple[Publication, date]]:
    """What ran out before the day and was not told yet, with its last day."""
    rows = Publication.objects.filter(
        state__in=visibility.OPEN_STATES, lapse_told_on__isnull=True, current__expires_on__lt=on
    )
    for one in with_validity(rows, on).filter(Q(validity=Validity.LAPSED)).select_related("org", "current"):
        yield one, one.last_day  # type: ignore[attr-defined]


# --- 稿件


def in_preparation(actor: Actor) -> QuerySet[PublicationVersion]:
    """What the actor's own bodies prepare."""
    rows = PublicationVersion.objects.filter(
        visibility.under(visibility.own_paths(actor)),
        visibility.not_leaked(actor, "publication__"),
        state__in=IN_PREPARATION,
    )
    return rows.select_related("publication__org", "drafter")


def preparing(publication: Publication) -> PublicationVersion | None:
    """The version of it that is being prepared, if any."""
    return publication.versions.filter(state__in=IN_PREPARATION).first()


def overdue(rows: QuerySet[PublicationVersion], on: date) -> QuerySet[PublicationVersion]:
    """Proactive information that is late by law (政府信息公开条例 26)."""
    return rows.filter(due_on__lt=on, openness=Openness.PROACTIVE).exclude(state=VersionState.WITHHELD)


def withheld(actor: Actor) -> QuerySet[PublicationVersion]:
    """What is not open: to be looked at again from time to time (政府信息公开条例 18)."""
    return in_preparation(actor).filter(state=VersionState.WITHHELD)


def with_due_dates() -> QuerySet[PublicationVersion]:
    """Everything in preparation, for the calendar's sake."""
    return PublicationVersion.objects.filter(state__in=IN_PREPARATION).order_by("pk")


def planned_until(at: datetime) -> QuerySet[PublicationVersion]:
    """What is signed and whose moment has come."""
    return PublicationVersion.objects.filter(state=VersionState.APPROVED, planned_at__lte=at).order_by(
        "planned_at"
    )


# --- 审查


def checks(actor: Actor) -> QuerySet[SecrecyCheck]:
    """审查登记簿 — of the own bodies, and those about which the actor's body was asked."""
    own = visibility.under(visibility.own_paths(actor))
    asked = Q(pk__in=referrals(actor).order_by().values("check_of"))
    rows = SecrecyCheck.objects.filter(own | asked, visibility.not_leaked(actor, "version__publication__"))
    return rows.select_related("version__publication__org", "case", "standing")


def referrals(actor: Actor) -> QuerySet[Referral]:
    """Doubts that were referred to the actor's body."""
    rows = Referral.objects.filter(
        visibility.not_leaked(actor, "check_of__version__publication__"),
        to_org__in=visibility.answering_orgs(actor),
    )
    return rows.select_related("to_org", "check_of__version__publication__org")


def answering_bodies() -> QuerySet[Org]:
    """Where a doubt may be referred: bodies with a post of secrecy or of open government."""
    roles = (Role.SECRECY_AUTHORITY, Role.OPENNESS_SUPERVISOR)
    return Org.objects.filter(posts__role__in=roles).distinct().order_by("path")


def standing_checks(actor: Actor) -> QuerySet[StandingCheck]:
    """类别审查 of the own bodies."""
    orgs = Org.objects.filter(_under_paths(visibility.own_paths(actor)))
    return StandingCheck.objects.filter(org__in=orgs).select_related("org", "proposer", "confirmer", "signer")


def drafting_orgs(actor: Actor, *roles: Role) -> QuerySet[Org]:
    """The bodies for which the actor may write, or do what these roles do."""
    wanted = roles or (Role.INFORMATION_DRAFTER, Role.SECTION_HEAD, Role.DISCLOSURE_OFFICER)
    paths = org_paths(actor, wanted)
    return Org.objects.filter(_under_paths(paths), closed_on__isnull=True).order_by("path")


# --- 目录, 指南, 分类


def nodes(scheme: str, on: date | None = None) -> QuerySet[ClassificationNode]:
    """The tree in its order; those in use on a day, or all of them."""
    rows = ClassificationNode.objects.filter(scheme=scheme).order_by("path")
    return rows if on is None else rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def is_used(node: ClassificationNode) -> bool:
    """Whether any version lies there, published or in preparation."""
    return PublicationVersion.objects.filter(**{node.scheme: node}).exists()


def under_node(rows: QuerySet[Publication], node: ClassificationNode) -> QuerySet[Publication]:
    """What lies at a place of a tree, below it, or where it took the place of another."""
    places = ClassificationNode.objects.filter(
        Q(path__startswith=node.path) | Q(replaced_by__path__startswith=node.path), scheme=node.scheme
    )
    return rows.filter(**{f"current__{node.scheme}__in": places})


def node_counts(scheme: str, on: date, org: Org | None = None) -> dict[str, int]:
    """How much the public finds at each place and below it, by the path of the place."""
    path = f"current__{scheme}__path"
    direct = listed(on, org).order_by().values_list(path).annotate(count=Count("pk"))
    found: dict[str, int] = {}
    for whole, count in direct:
        parts = str(whole or "").split(".")[:-1]
        for depth in range(1, len(parts) + 1):
            place = ".".join(parts[:depth]) + "."
            found[place] = found.get(place, 0) + count
    return found


def org_counts(on: date) -> list[tuple[Org, int]]:
    """Bodies with what the public finds of them."""
    counted = dict(listed(on).order_by().values_list("org").annotate(count=Count("pk")))
    return [(one, counted[one.pk]) for one in Org.objects.filter(pk__in=counted).order_by("path")]


def month_counts(on: date) -> list[tuple[int, int, int]]:
    """Year, month and number of what was published, the latest first."""
    rows = (
        listed(on)
        .order_by()
        .annotate(year=ExtractYear("first_published_at"), month=ExtractMonth("first_published_at"))
    )
    counted = rows.values_list("year", "month").annotate(count=Count("pk"))
    return sorted(((year, month, count) for year, month, count in counted), reverse=True)


def guides(org: Org) -> QuerySet[Guide]:
    """The editions of a body's guide, the newest first; public."""
    return Guide.objects.filter(org=org).select_related("org").order_by("-number")


def compilations(org: Org) -> QuerySet[RuleCompilation]:
    """The compiled editions of a body's rules, the newest first; public."""
    rows = RuleCompilation.objects.filter(org=org).select_related("org", "document__org")
    return rows.order_by("-number")


def disclosing_orgs(on: date) -> QuerySet[Org]:
    """Bodies with a guide or with something published; public."""
    wanted = Q(disclosure_guides__isnull=False) | Q(pk__in=listed(on).order_by().values("org"))
    return Org.objects.filter(wanted).distinct().order_by("path")


# --- 年度报告的数


def first_published(org: Org, year: int) -> QuerySet[Publication]:
    """What a body published for the first time in a year."""
    return Publication.objects.filter(org=org, first_published_at__year=year)


def normative(org: Org, kind: str) -> QuerySet[Publication]:
    """The regulations or normative documents of a body that are out."""
    return Publication.objects.filter(
        org=org, state__in=visibility.OPEN_STATES, current__normative=kind
    ).select_related("current")


def _ids(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values("pk")


def _under_paths(paths: tuple[str, ...]) -> Q:
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(path__startswith=path)
    return found
