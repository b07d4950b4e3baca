"""可见性: one matrix over every read path × every state × everybody; the condition and the question say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON
from yimen.kernel.documents.intake import receive
from yimen.kernel.people.actor import PersonActor
from yimen.modules.disclosure import actions, queries
from yimen.modules.disclosure.models import Publication
from yimen.modules.disclosure.search import documents
from yimen.modules.disclosure.visibility import Sight, sight

from .stage import OTHERS, OWN, Openness, enter

pytestmark = pytest.mark.django_db
MARK = "独一无二的字句"
CAST = (*OWN, *OTHERS)
INSIDERS = OWN
Made = dict[str, Publication]


def made(stage: Openness) -> Made:
    """A publication in every state in which one can be, each with a file, a version before, the same mark in its text."""
    later = NOON.date().replace(year=2099)
    return {
        "draft": _with_file(stage, "draft"),
        "in_check": stage.submitted(body=MARK).version.publication,
        "referred": stage.fresh(stage.referred(body=MARK)).check_of.version.publication,
        "approved": stage.approved(body=MARK).publication,
        "withheld": stage.withheld(body=MARK).publication,
        "published": _out(stage, "published"),
        "on_request": stage.published(body=MARK, openness="on_request", openness_reason="少有人要"),
        "limited": stage.published(body=MARK, duration="limited", public_until=later),
        "over": stage.published(body=MARK, duration="limited", public_until=date(2026, 3, 2)),
        "archived": stage.fresh(
            actions.archive_information(stage.published(body=MARK), by=stage.officer, at=NOON).publication
        ),
        "retracted": _gone(stage, "wrong"),
        "leak": _gone(stage, "secret_leak"),
    }


def expected(state: str, who: str) -> Sight:
    """What the law of the house says, written down a second time."""
    if state == "leak":
        return Sight.FULL if who == "authority" else Sight.TOMBSTONE
    if who in INSIDERS:
        return Sight.FULL
    if state in ("draft", "in_check", "approved", "withheld"):
        return Sight.NOTHING
    if state == "referred":
        return Sight.FULL if who == "authority" else Sight.NOTHING
    if who == "supervisor":
        return Sight.FULL
    return {
        "on_request": Sight.HEADING,
        "over": Sight.NOTHING,
        "retracted": Sight.TOMBSTONE,
    }.get(state, Sight.FULL)


def test_the_condition_and_the_question_say_the_same(stage: Openness) -> None:
    today = date(2026, 3, 10)
    for state, publication in made(stage).items():
        for who in CAST:
            actor, case = getattr(stage, who), (state, who)
            wanted = expected(state, who)
            assert (case, sight(actor, stage.fresh(publication), today)) == (case, wanted)
            is_there = queries.publications(actor, today).filter(pk=publication.pk).exists()
            assert (case, is_there) == (case, wanted != Sight.NOTHING)
            is_read = queries.readable(actor, today).filter(pk=publication.pk).exists()
            assert (case, is_read) == (case, wanted == Sight.FULL)


def test_no_read_path_shows_more(stage: Openness) -> None:
    """Page, version, comparison, text, file, directory, export, tree, API: the mark is read by who may, and by nobody else."""
    publications = made(stage)
    for who in ("public", "resident", "other_officer", "administrator", "officer", "supervisor", "authority"):
        actor = getattr(stage, who)
        browser = enter(actor if isinstance(actor, PersonActor) else None)
        for state, publication in publications.items():
            may_read = sight(actor, publication, timezone.localdate()) == Sight.FULL
            for path in of_one(publication):
                answer = browser.get(path)
                assert answer.status_code in (200, 302, 401, 404), (who, state, path)
                shown = MARK in text_of(answer)
                assert not shown or may_read, (who, state, path)


def test_lists_hold_what_the_public_finds_and_nothing_else(stage: Openness) -> None:
    publications = made(stage)
    found = {"published", "on_request", "limited", "archived"}
    for path in lists(stage):
        for who in ("public", "officer", "supervisor"):
            actor = getattr(stage, who)
            answer = text_of(enter(actor if isinstance(actor, PersonActor) else None).get(path))
            for state, publication in publications.items():
                address = publication.index_number or str(publication.pk)
                assert (path, state, address in answer) == (path, state, state in found)
            assert MARK not in answer


def test_the_search_offers_what_everybody_may_read(stage: Openness) -> None:
    publications = made(stage)
    keys = [str(one.pk) for one in publications.values()]
    offered = {one.key: one for one in documents(keys)}
    states = {state for state, one in publications.items() if str(one.pk) in offered}
    assert states == {"published", "on_request", "limited", "archived"}
    heading = offered[str(publications["on_request"].pk)]
    assert (heading.body, heading.summary, heading.attachments) == ("", "", "")
    assert MARK in offered[str(publications["published"].pk)].body


def of_one(publication: Publication) -> list[str]:
    """Every address under which something of one publication might be read."""
    pk = publication.pk
    pages = [
        reverse("disclosure:publication", args=[pk]),
        reverse("disclosure:version", args=[pk, 1]),
        reverse("disclosure:comparison", args=[pk]),
        reverse("disclosure:text", args=[pk]),
        f"/api/v1/disclosure/publications/{pk}",
        f"/api/v1/disclosure/publications/{pk}/versions",
        f"/api/v1/disclosure/publications/{pk}/versions/1",
        f"/api/v1/disclosure/publications/{pk}/comparison?left=1&right=2",
    ]
    for version in publication.versions.all():
        pages += [
            reverse("disclosure:manuscript", args=[version.pk]),
            reverse("disclosure:editing", args=[version.pk]),
            f"/api/v1/disclosure/manuscripts/{version.pk}",
        ]
        pages += [reverse("disclosure:check", args=[one.pk]) for one in version.checks.all()]
        for file in version.attachments.all():
            pages += [
                reverse("disclosure:attachment", args=[file.pk]),
                f"/api/v1/disclosure/attachments/{file.pk}/file",
            ]
    return pages


def lists(stage: Openness) -> list[str]:
    code = stage.org.code
    return [
        f"{reverse('disclosure:directory', args=[code])}?format=csv",
        f"{reverse('disclosure:publications')}?format=csv",
        f"{reverse('disclosure:node', args=['subject', 'roads'])}?format=csv",
        f"/api/v1/disclosure/publications?org={code}",
    ]


def text_of(answer: object) -> str:
    streamed = getattr(answer, "streaming_content", None)
    content = b"".join(streamed) if streamed is not None else answer.content  # type: ignore[attr-defined]
    return content.decode("utf-8", "replace")


def _with_file(stage: Openness, title: str) -> Publication:
    version = stage.drafted(body=MARK, title=title)
    received = receive(f"{title} {MARK}".encode(), filename="a.txt")
    return actions.add_attachment(version, received=received, by=stage.drafter, at=NOON).version.publication


def _out(stage: Openness, title: str) -> Publication:
    first = _with_file(stage, title)
    out = stage.out(stage.checked(stage.fresh(first.versions.get())))
    return stage.revised(out, body=f"{MARK}，第二版")


def _gone(stage: Openness, kind: str) -> Publication:
    act: Callable[..., object] = actions.retract_information
    publication = _out(stage, kind)
    act(publication, kind=kind, reason="撤回", by=stage.leader, at=NOON)
    return stage.fresh(publication)
