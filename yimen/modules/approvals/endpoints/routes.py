"""The one router of applications: addresses that differ only in their method must stand in one router."""

from __future__ import annotations

from ninja import Router

router = Router()
