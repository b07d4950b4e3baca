"""Full addresses, as they stand in feeds and catalogues: of the site as people know it, not of who asks."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.urls import reverse


def whole(path: str) -> str:
    """https://city.example/disclosure/…"""
    return f"{settings.SITE_URL}{path}"


def of_publication(pk: UUID) -> str:
    """The page of a publication."""
    return whole(reverse("disclosure:publication", args=[pk]))


def of(name: str, *args: object) -> str:
    """An address of this module by its name."""
    return whole(reverse(f"disclosure:{name}", args=args))
