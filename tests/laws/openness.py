"""Example things of open government that addresses name, and who asks about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.test import override_settings

from tests.world import NOON, World
from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.intake import receive
from yimen.kernel.search import actions as search
from yimen.kernel.search.models import EmptyQuery
from yimen.modules.disclosure import actions as disclosure
from yimen.modules.disclosure.models import ClassificationNode, StandingCheck
from yimen.modules.disclosure.tests.stage import Openness
from yimen.modules.leadership.tests.stage import Leaders
from yimen.modules.portal import actions as portal
from yimen.modules.reports.tests.stage import Office
from yimen.modules.requests.tests.named import example as requests
from yimen.modules.summaries.tests.stage import Centre
from yimen.modules.supervision.tests.named import example as supervision
from yimen.replay.paper import small_pdf

CAST = {
    "public": "",
    "resident": "resident.one",
    "stranger": "resident.two",
    "clerk": "clerk.construction",
    "drafter": "drafter.construction",
    "head": "head.construction",
    "checker": "secrecy.construction",
    "leader": "leader.construction",
    "officer": "disclosure.construction",
    "chief": "disclosurehead.construction",
    "outsider": "disclosure.market",
    "openness": "openness.office",
    "authority": "authority.secrecy",
    "webeditor": "editor.office",
    "administrator": "administrator",
}
COLLECTION = "example-chronicle"
ASKED_IN_VAIN = ("public", "stranger", "outsider", "openness")
DAYS = {
    "month": "3",
    "number": "1",
    "page": "1",
    "position": "1",
    "scheme": "subject",
    "name": "publications.csv",
}
ADDRESSES = ("/disclosure/", "/leadership/", "/requests/", "/reports/", "/search")


def is_here(where: str) -> bool:
    """Whether an address belongs to open government."""
    return where.removeprefix("/api/v1").startswith(ADDRESSES)


def part_of(where: str) -> str:
    """The first word of an address."""
    return where.removeprefix("/api/v1").strip("/").split("/")[0]


def values(world: World) -> Mapping[str, Mapping[str, str]]:
    """What the parameters mean, by the first word of the address."""
    stage = Openness(world)
    search = _search(world)
    return {
        "disclosure": {**_publications(stage), **_checks(stage), **_channels(stage), **DAYS},
        "requests": {**requests(world), "file_id": str(new_id())},
        "leadership": _leadership(world),
        "reports": _reports(world),
        "summaries": _summaries(world),
        "search": search,
        "search-words": search,
        "supervision": supervision(world),
    }


def codes(world: World) -> Mapping[str, str]:
    """The meaning of ``code`` at the addresses where it is not an organisation's."""
    node = Openness(world).node("subject", "roads").code
    names = ("collection", "collection-volume", "collection-entry", "collection-questions", "collection-year")
    kept = ("kept-collection", "collection-change", "inclusion")
    return {
        **dict.fromkeys((f"disclosure:{one}" for one in (*names, *kept)), COLLECTION),
        **dict.fromkeys(("disclosure:node", "disclosure:node-feed"), node),
        **dict.fromkeys(("amend_classification", "end_classification"), node),
        **dict.fromkeys(("disclosure", "disclosure_guides", "publish_guide"), "urban-rural-construction"),
        **dict.fromkeys(("compilations", "compile_rules"), "urban-rural-construction"),
    }


def _publications(stage: Openness) -> dict[str, str]:
    """One that is out, with a file; a draft beside it; a classification."""
    draft = stage.drafted()
    received = receive(small_pdf("attachment"), filename="附件.pdf")
    added = disclosure.add_attachment(draft, received=received, by=stage.drafter, at=NOON)
    return {
        "publication_id": str(stage.published().pk),
        "version_id": str(draft.pk),
        "attachment_id": str(added.attachment.pk),
        "node_id": str(ClassificationNode.objects.get(scheme="subject", code="roads").pk),
    }


def _checks(stage: Openness) -> dict[str, str]:
    return {
        "check_id": str(stage.submitted().pk),
        "referral_id": str(stage.referred().pk),
        "standing_id": str(StandingCheck.objects.filter(org=stage.org).latest("id").pk),
    }


def _channels(stage: Openness) -> dict[str, str]:
    """A report of an error, an import, a source of harvests, something in a collection."""
    publication = stage.published()
    report = disclosure.report_error(
        publication, report_id=new_id(), kind="wrong", text="第二段的数字有误", by=stage.public, at=NOON
    ).report
    facts: dict[str, Any] = {"name": "示例", "by": stage.chief_officer, "at": NOON}
    run = disclosure.start_import(stage.org, kind="folder", folder="example", **facts).run
    feed = {"url": "https://example.org/feed", "kind": "atom", "mode": "draft"}
    with override_settings(HARVEST_HOSTS=("example.org",)):
        source = disclosure.add_harvest_source(stage.org, **feed, **facts).source
    editor = stage.world.actor("editor.office")
    collection = disclosure.open_collection(
        stage.world.org("general-office"),
        code=COLLECTION,
        kind="chronicle",
        name="示例大事记",
        by=editor,
        at=NOON,
    ).collection
    inclusion = disclosure.include_publication(
        collection, publication=publication, by=editor, at=NOON
    ).inclusion
    return {
        "report_id": str(report.pk),
        "run_id": str(run.pk),
        "source_id": str(source.pk),
        "inclusion_id": str(inclusion.pk),
    }


def _reports(world: World) -> dict[str, str]:
    """The published report of the construction bureau, and a number that was added to it."""
    report = Office(world).published()
    return {
        "report_id": str(report.pk),
        "supplement_id": str(report.supplements.latest("pk").pk),
        "cell": "3.1.natural_person",
    }


def _summaries(world: World) -> dict[str, str]:
    """The published work report of the city centre, one of its paragraphs, numbers and files."""
    summary = Centre(world).published()
    return {
        "summary_id": str(summary.pk),
        "part_id": str(summary.parts.get(code="efficiency").pk),
        "place": "1",
        "dataset": "working-days",
        "ending": "csv",
    }


def _leadership(world: World) -> dict[str, str]:
    leaders = Leaders(world)
    group, training = leaders.group(), leaders.enrolled()
    return {
        "group_id": str(group.pk),
        "assignment_id": str(group.assignments.earliest("pk").pk),
        "training_id": str(training.pk),
        "attendance_id": str(training.attendances.earliest("pk").pk),
    }


def _search(world: World) -> dict[str, str]:
    editor, book = world.actor("editor.office"), search.wordbook()
    synonym = search.add_synonym(
        book, kind="equal", term="示例词", other="样例词", by=editor, at=NOON
    ).synonym
    saved = portal.save_search(
        world.resident.person, text="施工", chosen={}, by=world.resident, at=NOON
    ).search
    query = EmptyQuery.objects.create(pk=1, text="没有", first_on=NOON.date(), last_on=NOON.date())
    return {
        "synonym_id": str(synonym.pk),
        "promotion_id": str(new_id()),
        "search_id": str(saved.pk),
        "query_id": str(query.pk),
    }
