"""The shell: menu, size, language, style sheet, error pages."""

import gzip
import re

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.template.loader import render_to_string
from django.test import RequestFactory

from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.web import errors, menu, once, pages
from yimen.kernel.web.attempt import done_message
from yimen.kernel.web.context import Shell
from yimen.kernel.web.styles import bundle

factory = RequestFactory()


def test_the_style_sheet_is_kept_for_ever_under_its_digest():
    digest = bundle().digest
    response = pages.style(factory.get("/", headers={"accept-encoding": "gzip"}), digest)
    assert gzip.decompress(response.content) == bundle().text
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert pages.style(factory.get("/"), "old")["Cache-Control"] == "no-cache"


def test_large_print_is_a_cookie_and_leads_back():
    response = pages.size(factory.post("/web/size/", {"size": "large", "next": "/guide/?q=1"}))
    assert response.cookies[pages.SIZE_COOKIE].value == "large"
    assert response["Location"] == "/guide/?q=1"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_leads_nowhere_else(elsewhere):
    assert pages.size(factory.post("/web/size/", {"next": elsewhere}))["Location"] == "/"


def test_once_key_comes_from_the_form():
    key = once.new_key()
    assert once.once_key(factory.post("/", {once.FIELD: str(key)})) == key
    assert once.once_key(factory.post("/", {once.FIELD: "x"})) is None
    assert once.once_key(factory.post("/")) is None


def test_menu_shows_what_concerns_the_reader(monkeypatch):
    monkeypatch.setattr(menu, "_ENTRIES", {})
    monkeypatch.setattr(
        menu, "reverse", lambda name: {"home": "/", "desk": "/desk/", "cases": "/desk/cases/"}[name]
    )
    menu.register(menu.Entry("desk", "工作台", "desk", shows=lambda actor: actor.kind == "machine", order=2))
    menu.register(menu.Entry("cases", "办件", "cases", order=3, holds=("hall:week",)))
    menu.register(menu.Entry("home", "首页", "home", order=1))
    assert [link.label for link in menu.links(Public(), "main")] == ["首页", "办件"]
    links = menu.links(Machine("x"), "main", "/desk/cases/1/")
    assert [(link.label, link.current) for link in links] == [
        ("首页", False),
        ("工作台", False),
        ("办件", True),
    ]
    elsewhere = menu.links(Machine("x"), "main", "/desk/week/", "hall:week-copy")
    assert [link.label for link in elsewhere if link.current] == ["办件"]
    assert menu.links(None, "main") == []
    with pytest.raises(ValueError, match="twice"):
        menu.register(menu.Entry("home", "主页", "home"))


def test_a_done_message_waits_for_the_next_page():
    request = factory.get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    done_message(request, "已受理")
    assert [(str(message), message.level_tag) for message in get_messages(request)] == [("已受理", "success")]


def test_the_server_error_page_needs_nothing():
    response = errors.server_error(factory.get("/"))
    assert response.status_code == 500
    assert "系统暂时出了问题" in response.content.decode()


def test_the_shell_reads_the_language_as_browsers_write_it():
    assert Shell(factory.get("/")).language_tag == "zh-Hans"
    assert Shell(factory.get("/")).signed_in is False


def test_every_script_of_the_shell_exists():
    from django.contrib.staticfiles import finders

    assert all(finders.find(name) for name in Shell.scripts)


def test_scripts_are_small():
    from pathlib import Path

    for script in Path(pages.__file__).parent.glob("static/web/js/*.js"):
        text = script.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 100, script.name
        assert not re.search(r"[\u4e00-\u9fff]", text), "words come from the page, in its language"


@pytest.mark.parametrize(("length", "folds"), [(6, False), (7, True)])
def test_a_long_menu_is_folded_under_the_place_where_one_is(db, monkeypatch, length, folds):
    monkeypatch.setattr(menu, "_ENTRIES", {})
    monkeypatch.setattr(menu, "reverse", lambda name: f"/{name}/")
    for number in range(length):
        menu.register(menu.Entry(f"place{number}", f"第{number}处", f"place{number}", order=number))
    request = factory.get("/place3/inside/")
    request.actor, request.resolver_match = Public(), None
    shell = Shell(request)
    assert (shell.folds_menu, shell.place) == (folds, "第3处")
    shown = render_to_string("web/page.html", {"shell": shell})
    assert ("menu-fold" in shown, shown.count("第3处")) == (folds, 2 if folds else 1)
