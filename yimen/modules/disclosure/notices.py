"""通知 — whom we tell: the drafter what became of the text; the next one is told by the desk."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.people.models import Person, Post
from yimen.kernel.people.roles import Role

from .events import CheckReturned, InformationPublished, PublicationSigned, RetractionOrdered
from .models import PublicationVersion


def _drafter(version: PublicationVersion, message: str, **facts: object) -> None:
    if version.drafter_id is None:
        return
    person = Person.objects.get(pk=version.drafter_id)
    link = reverse("disclosure:manuscript", args=[version.pk])
    send(person, f"disclosure.{message}", {"version": version, **facts}, link=link)


@tells(CheckReturned)
def returned(fact: CheckReturned, *, by: Actor, at: datetime) -> None:
    """退回修改: what is to be changed."""
    _drafter(fact.version, "returned", comment=fact.comment)


@tells(PublicationSigned)
def signed(fact: PublicationSigned, *, by: Actor, at: datetime) -> None:
    """签发: it may be published, or it is withheld and why."""
    _drafter(fact.version, "signed", verdict=fact.verdict, text=fact.text)


@tells(InformationPublished)
def published(fact: InformationPublished, *, by: Actor, at: datetime) -> None:
    """公开: under which index number."""
    _drafter(fact.version, "published", index_number=fact.index_number)


@tells(RetractionOrdered)
def retraction_ordered(fact: RetractionOrdered, *, by: Actor, at: datetime) -> None:
    """责令撤回: to the leaders of the body, who take it back."""
    day = local_day(at)
    posts = Post.objects.filter(role=Role.LEADER, org=fact.publication.org_id, since__lte=day).select_related(
        "person"
    )
    link = reverse("disclosure:retraction", args=[fact.publication.pk])
    for post in posts:
        if post.until is None or post.until >= day:
            send(
                post.person,
                "disclosure.retraction_ordered",
                {"publication": fact.publication, "order": fact.order},
                link=link,
            )
