"""公开页面: how many public pages a second, with and without the page cache, beside nginx serving the same bytes as a file.

The real web server (granian, one process a core) on loopback; an item page and a search page; the load is made by wrk
(apt install wrk) on the same cores, which costs every contestant the same. nginx serves the very bytes of the page,
uncompressed, with one worker a core,
as it is shipped (with its access log) and tuned (no log, files kept open). Bar on 2 cores: the cached item page at least 0.7 of nginx.
All that is compared runs at once and is asked in turn, so that other work on the machine disturbs everybody alike.
SECONDS=3 is a round, of ROUNDS=5 the median counts; KEEP=1 keeps the database of the time before. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from bench import database

NAME = "yimen_bench_pages"
SECONDS = int(os.environ.get("SECONDS", "3"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
COUNT = int(os.environ.get("COUNT", "300"))
PORT = int(os.environ.get("BENCH_PORT", "18771"))
CONNECTIONS = 32
CORES = os.cpu_count() or 2
READERS = """
math.randomseed(os.time())
function request()
  local address = string.format("10.%d.%d.%d", math.random(0, 255), math.random(0, 255), math.random(1, 254))
  return wrk.format("GET", nil, {["X-Forwarded-For"] = address})
end
"""
"""Many readers, as a proxy in front tells them: one address alone may not ask the search so often."""
STOCK = "access_log {folder}/access.log;"
TUNED = "access_log off; keepalive_requests 1000000; open_file_cache max=100 inactive=60s;"
SHIPPED, QUICKER = "nginx as it is shipped", "nginx, no log, files kept open"
NGINX = """
worker_processes {cores};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  sendfile on;
  tcp_nopush on;
  {tuning}
  default_type "text/html; charset=utf-8";
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


def publish() -> str:
    """Publications of ordinary length, taken over through the acts; the id of one."""
    from django.utils import timezone

    from yimen.kernel.base.actor import Machine
    from yimen.kernel.orgs.models import Org
    from yimen.modules.disclosure import actions
    from yimen.modules.disclosure.models import Publication

    org, now, by = Org.objects.get(code="general-office"), timezone.now(), Machine("import", origin="command")
    words = "为了规范供热管理，保障用户和供热单位的合法权益，根据有关法律、法规，结合本市实际，制定本办法。"
    body = "".join(f"<p>第{number}条 {words}</p>" for number in range(1, 21))
    for number in range(COUNT - Publication.objects.count()):
        content = {"title": f"示例供热管理通知之{number}", "abstract": words, "body": body}
        content["created_on"] = timezone.localdate() - timedelta(days=number % 300)
        facts = {"key": f"bench {number}", "source": "示例", "content": content}
        actions.take_over_publication(
            org, **facts, published_at=now - timedelta(minutes=number), by=by, at=now
        )
    return str(Publication.objects.filter(origin_key="bench 1").values_list("pk", flat=True).get())


@contextmanager
def server(megabytes: int) -> Iterator[None]:
    """The web server with a cache of this size."""
    from yimen.project.up.processes import server_command

    environment = {**os.environ, "PAGE_CACHE_MEGABYTES": str(megabytes), "BEHIND_PROXY": "true"}
    process = subprocess.Popen(
        server_command("127.0.0.1", PORT),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait(f"http://127.0.0.1:{PORT}/about/")
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def nginx(content: bytes, tuning: str, port: int) -> Iterator[None]:
    """nginx with this content as the file ``page``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "page").write_bytes(content)
        settings = folder / "nginx.conf"
        own = tuning.format(folder=folder)
        settings.write_text(NGINX.format(cores=CORES, folder=folder, port=port, tuning=own))
        command = [_nginx(), "-p", str(folder), "-c", str(settings)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            wait(f"http://127.0.0.1:{port}/page")
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait(address: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")


def page(path: str) -> bytes:
    """The page as a browser without preferences gets it, asked often enough that every process keeps it."""
    content = b""
    for turn in range(60):
        asked = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}")
        asked.add_header("X-Forwarded-For", f"10.0.1.{turn}")
        with urllib.request.urlopen(asked, timeout=30) as answer:
            content = answer.read()
        time.sleep(0.05)
    return content


def in_turn(asked: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Requests a second and the 99th percentile in milliseconds of each address: the median of the rounds."""
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
    for _number in range(ROUNDS):
        for name, address in asked.items():
            seen[name].append(_round(address))
    return {
        name: (
            statistics.median(rate for rate, _p99 in rounds),
            statistics.median(p99 for _rate, p99 in rounds),
        )
        for name, rounds in seen.items()
    }


def _round(address: str) -> tuple[float, float]:
    command = ["wrk", "-t", "2", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", "--latency"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(READERS)
        script.flush()
        asked = [*command, "-s", script.name, address]
        told = subprocess.run(asked, capture_output=True, text=True, check=True)
    if "Non-2xx" in told.stdout:
        raise RuntimeError(told.stdout)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told.stdout)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", told.stdout)
    if rate is None or p99 is None:
        raise RuntimeError(told.stdout)
    return float(rate[1]), float(p99[1]) * {"us": 0.001, "ms": 1, "s": 1000}[p99[2]]


def _nginx() -> str:
    return shutil.which("nginx") or "/usr/sbin/nginx"


def main() -> None:
    if shutil.which("wrk") is None or not Path(_nginx()).exists():
        sys.exit("this benchmark needs wrk and nginx: apt install wrk nginx-light")
    database.prepare(NAME, keep=bool(os.environ.get("KEEP")))
    item = f"/disclosure/publications/{publish()}/"
    search = f"/search/?q={quote('供热')}"
    site, stock, tuned = (f"http://127.0.0.1:{PORT + place}" for place in range(3))
    with server(megabytes=64):
        same_bytes = page(item)
        page(search)
        kept = {"cached item page": site + item, "cached search page": site + search}
        limits = {SHIPPED: f"{stock}/page", QUICKER: f"{tuned}/page"}
        with nginx(same_bytes, STOCK, PORT + 1), nginx(same_bytes, TUNED, PORT + 2):
            found = in_turn({**kept, **limits})
    with server(megabytes=0):
        page(item)
        page(search)
        found |= in_turn({"item page": site + item, "search page": site + search})
    report(found, len(same_bytes))


def report(found: dict[str, tuple[float, float]], size: int) -> None:
    limit, tuned = found[SHIPPED][0], found[QUICKER][0]
    print(f"{CORES} cores, {CONNECTIONS} connections, {COUNT} publications; the item page has {size} bytes")
    for name, (rate, p99) in found.items():
        print(f"  {name:34} {rate:>9,.0f} a second  p99 {p99:>8.2f} ms  {rate / limit:5.2f} of nginx")
    figures = {
        "ratio_to_nginx": round(found["cached item page"][0] / limit, 3),
        "ratio_to_tuned_nginx": round(found["cached item page"][0] / tuned, 3),
        "cached_per_second": round(found["cached item page"][0]),
        "uncached_per_second": round(found["item page"][0]),
        "cached_search_per_second": round(found["cached search page"][0]),
        "uncached_search_per_second": round(found["search page"][0]),
        "p99_ms": round(found["cached item page"][1], 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
