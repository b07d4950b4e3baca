"""Kept pages in two real web servers: what is taken back through one is gone from the memory of the other."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import requests

from tests.journeys.site import ROOT, free_port

from .programs import City, patiently

PUBLIC = """
SELECT p.id::text, v.title FROM disclosure_publication p JOIN disclosure_publicationversion v ON v.id = p.current_id
JOIN orgs_org o ON o.id = p.org_id
WHERE p.state = 'published' AND o.code = 'urban-rural-construction' ORDER BY p.published_at DESC LIMIT 1
"""
WHY = "示例：数字有误"
FRESH = 5.0  # seconds on a busy machine; what was not told would stay for five minutes


@contextmanager
def another_server(city: City) -> Iterator[str]:
    """A second web server of the same site, with one process, at its own port."""
    port = free_port()
    flags = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--no-ws")
    command = [sys.executable, "-m", "granian", *flags, "yimen.project.wsgi:application"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=city.environment, stdout=quiet, stderr=quiet)
    try:
        address = f"http://127.0.0.1:{port}"
        patiently(lambda: requests.get(f"{address}/health/", timeout=10).ok)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def test_what_is_taken_back_is_gone_from_the_other_server(city: City) -> None:
    ((key, title),) = city.ask(PUBLIC)
    path = f"/disclosure/publications/{key}/"
    with another_server(city) as other:
        page, body = f"{other}{path}", f"{other}/disclosure/bodies/urban-rural-construction/"
        patiently(lambda: kept(page) and kept(body))
        assert title in text(page)
        assert path in text(body)
        leader = city.program("leader.construction").session
        act = city.site.url(f"/api/v1/disclosure/publications/{key}/retraction")
        done = leader.post(act, json={"kind": "wrong", "reason": WHY}, timeout=30)
        told = time.monotonic()
        assert done.status_code == 201, done.text
        patiently(lambda: WHY in text(page) and path not in text(body))
        assert time.monotonic() - told < FRESH


def kept(address: str) -> bool:
    """Whether the server answers from what it keeps: only such answers say when they were made."""
    return "Last-Modified" in requests.get(address, timeout=10).headers


def text(address: str) -> str:
    return requests.get(address, timeout=10).text
