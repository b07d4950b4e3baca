"""The gallery's examples are the components' tests."""

import re

import pytest
from django import forms
from django.template import Context, Template

from yimen.kernel.web import gallery
from yimen.kernel.web.component import FOLDER
from yimen.kernel.web.models import Tries
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.styles import bundle

DATA_OR_FILE = r'(?! type="(?:application/json">|module" src="/static/))'
INLINE = rf"\sstyle=|\son[a-z]+=|<script{DATA_OR_FILE}|<style"
EXAMPLES = [(folder.name, example) for folder in gallery.folders() for example in folder.examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}-{one.name}" for name, one in EXAMPLES])
def test_example(name, example):
    html = example.html()
    assert html.strip()
    assert not re.search(INLINE, html), "the policy allows nothing inline"
    assert "{%" not in html
    assert "{{" not in html


def test_every_component_is_whole():
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        assert (folder / "examples.toml").exists(), folder.name
        assert (folder / f"{folder.name}.css").exists(), folder.name
        assert list(folder.glob("*.html")), folder.name


def test_the_style_sheet_holds_every_component():
    text = bundle().text.decode()
    for folder in FOLDER.iterdir():
        if folder.is_dir():
            assert (folder / f"{folder.name}.css").read_text(encoding="utf-8").strip() in text
    assert text.count("{") == text.count("}")


def test_a_field_with_an_error_is_described_by_it():
    html = _render("{% field form.id_number %}")
    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    for part in described.group(1).split():
        assert f'id="{part}"' in html


def test_the_error_summary_leads_to_fields_that_exist():
    html = _render("{% form_errors form %}{% form_fields form %}")
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == 7
    assert all(f'id="{target}"' in html for target in targets)


def test_an_example_of_text_is_escaped():
    html = Template("{% load web %}{% badge label %}{% alert title=label %}{{ label }}{% endalert %}").render(
        Context({"label": "<b>"})
    )
    assert "<b>" not in html


def _render(text: str) -> str:
    from yimen.kernel.web.forms import Specimen

    form = Specimen({"name": "", "id_number": "123"})
    return Template("{% load web %}" + text).render(Context({"form": form}))


@pytest.mark.parametrize(("is_required", "said"), [(True, "请选择"), (False, "—")])
def test_no_choice_is_said_in_words(db: None, is_required: bool, said: str) -> None:
    fields = {"org": forms.ModelChoiceField(Tries.objects.none(), label="机构", required=is_required)}
    form = type("Choosing", (forms.Form,), fields)()
    html = Template("{% load web %}{% field form.org %}").render(Context({"form": form}))
    assert f'<option value="" selected>{said}</option>' in html
    assert "---" not in html


def test_the_way_here_begins_at_the_first_page():
    html = Template("{% load web %}{% breadcrumbs crumbs %}").render(Context({"crumbs": [Crumb("办件")]}))
    assert re.findall(r'href="([^"]+)"', html) == ["/"]
    assert '<span aria-current="page">办件</span>' in html
    assert Template("{% load web %}{% breadcrumbs crumbs %}").render(Context({})).strip() == ""


@pytest.mark.parametrize(
    "tag", ["{% deadline due %}BODY{% enddeadline %}", "{% figure 1 %}BODY{% endfigure %}"]
)
def test_what_stands_inside_keeps_its_markup_and_no_more(tag):
    written = tag.replace("BODY", " <ol><li>{{ text }}</li></ol> ")
    shown = Template("{% load web %}" + written).render(Context({"due": None, "text": "<b>"}))
    assert "<ol><li>&lt;b&gt;</li></ol>" in shown
