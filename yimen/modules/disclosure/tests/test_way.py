"""The way of a publication from the first word to the public: who did what stands in its record."""

from __future__ import annotations

import pytest

from tests.world import NOON
from yimen.modules.disclosure import queries
from yimen.modules.disclosure.models import CheckOpinion

from .stage import Openness, facts_of

pytestmark = pytest.mark.django_db


def test_from_the_first_word_to_the_public(stage: Openness) -> None:
    publication = stage.published()
    version = publication.current
    assert version is not None
    assert (publication.state, publication.index_number, version.number) == (
        "published",
        "SYCJ00001/2026-00001",
        1,
    )
    assert (version.document_number, version.number_issuer, version.number_year, version.number_serial) == (
        "沈建发〔2026〕7号", "沈建发", 2026, 7,
    )  # fmt: skip
    assert [(one.step, one.person_id) for one in CheckOpinion.objects.filter(check_of__version=version)] == [
        ("first", stage.head.person.pk),
        ("secrecy", stage.reviewer.person.pk),
        ("signing", stage.leader.person.pk),
    ]
    assert facts_of(publication) == [
        "disclosure.publication.drafted",
        "disclosure.check.opened",
        "disclosure.check.first-opinion-given",
        "disclosure.check.secrecy-opinion-given",
        "disclosure.check.signed",
        "disclosure.publication.published",
    ]
    assert publication in queries.listed(NOON.date())


def test_a_revision_is_another_version_and_the_first_stays(stage: Openness) -> None:
    published = stage.published()
    publication = stage.revised(published, body="每段工期不超过二十日。")
    first, second = publication.versions.order_by("number")
    assert (first.body_text, second.body_text) == (stage.content()["body"], "每段工期不超过二十日。")
    assert (first.number, second.number, publication.current) == (1, 2, second)
    assert publication.index_number == published.index_number


def test_a_retraction_leaves_the_address(stage: Openness) -> None:
    publication = stage.retracted()
    assert publication.state == "retracted"
    assert publication in queries.publications(stage.public, NOON.date())
    assert publication not in queries.readable(stage.public, NOON.date())
    assert publication not in queries.listed(NOON.date())
