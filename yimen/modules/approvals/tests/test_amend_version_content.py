"""修改版本内容: row by row in a draft, by who has seen how it stood; what can never be met or asked is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.trials import refused
from tests.world import NOON, TERMS, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions
from yimen.modules.approvals.content_editing import drop, move, put, rows_of
from yimen.modules.approvals.models import ItemVersion
from yimen.replay.paper import small_pdf

from .pages import enter, text

pytestmark = pytest.mark.django_db
STALE = "在您编辑期间，别人修改了这个版本。您填写的还在，请核对现在的内容后再保存。"
FEE = {"name": "占用费", "basis": "条例第一条"}


@pytest.fixture
def editor(world: World) -> PersonActor:
    return world.actor("editor.construction")


@pytest.fixture
def version(world: World, editor: PersonActor) -> ItemVersion:
    like = world.version()
    terms = {name: getattr(like, name) for name in TERMS} | {"effective_from": NOON.date()}
    return actions.draft_version(like.item, content=like.content, terms=terms, by=editor, at=NOON).version


def amend(version: ItemVersion, editor: PersonActor, seen: str = "", **changes: Any) -> Any:
    seen = seen or version.content_hash
    return actions.amend_version_content(version, changes=changes, seen=seen, by=editor, at=NOON)


def test_changes_the_parts_and_nothing_else(version: ItemVersion, editor: PersonActor) -> None:
    before = version.content
    done = amend(version, editor, fees=[FEE])
    version.refresh_from_db()
    assert recorded(done) == "示例·何洁 修改了 城市道路占用、挖掘许可 第2版 的内容：收费"
    assert version.content == {**before, "fees": [FEE]}
    assert version.content_hash == done.content_hash


def test_a_stale_edit_is_seen_and_nothing_is_lost(version: ItemVersion, editor: PersonActor) -> None:
    seen = version.content_hash
    amend(version, editor, fees=[FEE])
    with refused(RuleBroken, version, STALE):
        amend(version, editor, seen=seen, fees=[])
    version.refresh_from_db()
    assert version.content["fees"] == [FEE]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"holds": []}, "不能在这里修改：holds"),
        (
            {"procedures": [{"key": "a", "name": "勘验", "rule": {"of": "situation.gone", "equals": "x"}}]},
            "“勘验”的条件不正确：引用了不存在的条件项：situation.gone",
        ),
        (
            {"materials": [{"key": "a", "name": "其他材料", "legal_basis": "建筑法第八条"}]},
            "“其他材料”没有写明要什么：不得设置“其他材料”这样的兜底要求，请逐项列出。",
        ),
        (
            {"materials": [{"key": "a", "name": "许可证", "legal_basis": "某法", "shared_source": "食品经营许可证"}]},
            "“许可证”可以由“食品经营许可证”取得，不能再向申请人要。",
        ),
        (
            {"application_form": {"type": "nonsense"}},
            "type：不是有效的 JSON Schema：'nonsense' is not valid under any of the given schemas",
       ),
    ],
)  # fmt: skip
def test_what_may_not_be_is_refused(
    version: ItemVersion, editor: PersonActor, changes: dict[str, Any], message: str
) -> None:
    before = version.content
    with refused(RuleBroken, version, message):
        amend(version, editor, **changes)
    version.refresh_from_db()
    assert version.content == before


def test_a_published_version_is_never_changed(world: World, editor: PersonActor) -> None:
    version = world.version()
    with refused(WrongState, version):
        amend(version, editor, fees=[FEE])


def test_only_the_editor_of_the_body(world: World, version: ItemVersion) -> None:
    for login in ("editor.market", "approver.catalogue", "leader.construction", "resident.one"):
        with refused(NotAllowed, version):
            amend(version, world.actor(login), fees=[FEE])


def test_rows_are_put_moved_and_taken_out(version: ItemVersion) -> None:
    names = [one["name"] for one in rows_of(version.content, "materials")]
    moved = move(version.content, "materials", 0, 1)["materials"]
    assert [one["name"] for one in moved][:2] == [names[1], names[0]]
    assert move(version.content, "materials", 0, -1)["materials"] == version.content["materials"]
    assert len(drop(version.content, "materials", 0)["materials"]) == len(names) - 1
    assert put(version.content, "fees", None, FEE)["fees"][-1] == FEE


def address(version: ItemVersion, rest: str = "") -> str:
    return f"/approvals/versions/{version.pk}/content/{rest}"


def lines(*rules: tuple[str, str, str], joined: str = "all") -> dict[str, str]:
    found = {"joined": joined}
    for number, (what, low, high) in enumerate(rules):
        found |= {f"rule-{number}-what": what, f"rule-{number}-low": low, f"rule-{number}-high": high}
    return found


def test_the_pages_edit_without_json(version: ItemVersion, editor: PersonActor) -> None:
    client = enter(editor)
    overview = text(client.get(address(version)))
    assert "情形问题" in overview
    situation = version.body.situations[0]
    picked = f"situation.{situation.key}|is|{situation.options[0].key}"
    sent = {
        "seen": version.content_hash,
        "name": "交通疏导方案",
        "form": "either",
        "source": "applicant",
        "legal_basis": "道路交通安全法第三十二条",
        "formats": ["pdf"],
        "copies": "2",
        **lines((picked, "", "")),
    }
    answer = client.post(address(version, "materials/"), sent)
    assert answer.status_code == 302, text(answer)
    version.refresh_from_db()
    made = version.content["materials"][-1]
    assert (made["name"], made["copies"], made["key"]) == ("交通疏导方案", 2, "material-1")
    assert made["rule"] == {"of": f"situation.{situation.key}", "equals": situation.options[0].key}
    words = f"“{situation.shown}”是“{situation.options[0].shown}”"
    assert words in text(client.get(address(version)))
    place = len(version.content["materials"]) - 1
    page = text(client.get(address(version, f"materials/{place}/")))
    assert f'<option value="{picked}" selected>' in page
    order = {"seen": version.content_hash, "part": "materials", "place": place, "act": "up"}
    client.post(address(version, "order/"), order)
    version.refresh_from_db()
    assert version.content["materials"][place - 1]["name"] == "交通疏导方案"


def test_a_question_keeps_its_options_and_an_older_condition_becomes_a_rule(
    version: ItemVersion, editor: PersonActor
) -> None:
    client, rows = enter(editor), version.content["situations"]
    place = next(number for number, one in enumerate(rows) if one.get("depends_on"))
    page = client.get(address(version, f"situations/{place}/"))
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    sent |= {"seen": version.content_hash, "option-0-label": "改过的选项"}
    answer = client.post(address(version, f"situations/{place}/"), sent)
    assert answer.status_code == 302, text(answer)
    version.refresh_from_db()
    kept = version.content["situations"][place]
    assert [one["key"] for one in kept["options"]] == [one["key"] for one in rows[place]["options"]]
    assert kept["options"][0]["label"] == "改过的选项"
    key, _dot, option = rows[place]["depends_on"].partition(".")
    assert (kept["depends_on"], kept["rule"]) == ("", {"of": f"situation.{key}", "equals": option})


def test_a_form_is_built_from_a_list_of_kinds(version: ItemVersion, editor: PersonActor) -> None:
    client = enter(editor)
    amount = {
        "kind": "number",
        "title": "占用面积",
        "section": "占用",
        "unit": "平方米",
        "least": "1",
        "meaning": "area",
        "is_required": "on",
    }
    client.post(address(version, "fields/"), {**amount, "seen": version.content_hash, **lines()})
    version.refresh_from_db()
    kind = {
        "kind": "choice",
        "title": "用途",
        "section": "占用",
        "choice-0-label": "围挡",
        "choice-1-label": "堆料",
    }
    rule = lines(("form.field_1|at_least|", "100", ""))
    answer = client.post(address(version, "fields/"), {**kind, "seen": version.content_hash, **rule})
    assert answer.status_code == 302, text(answer)
    version.refresh_from_db()
    form = version.body.form
    assert [(one.key, one.kind.value, one.title) for one in form.fields] == [
        ("field_1", "number", "占用面积"),
        ("field_2", "choice", "用途"),
    ]
    field = form.field("field_2")
    assert field is not None
    assert (field.rule, [one.label for one in field.choices]) == (
        {"of": "form.field_1", "at_least": 100},
        ["围挡", "堆料"],
    )  # fmt: skip


def test_a_rule_that_can_never_be_met_stays_in_the_form_with_what_is_wrong(
    version: ItemVersion, editor: PersonActor
) -> None:
    client, situation = enter(editor), version.body.situations[0]
    both = [(f"situation.{situation.key}|is|{one.key}", "", "") for one in situation.options[:2]]
    sent = {**FEE, "seen": version.content_hash, **lines(*both)}
    page = text(client.post(address(version, "fees/"), sent))
    assert "“占用费”的条件永远不可能成立" in page
    assert 'value="占用费"' in page


def test_the_page_keeps_what_was_typed_when_it_comes_late(version: ItemVersion, editor: PersonActor) -> None:
    client, seen = enter(editor), version.content_hash
    amend(version, editor, fees=[FEE])
    page = text(
        client.post(address(version, "fees/"), {"name": "挖掘费", "basis": "条例", "seen": seen, **lines()})
    )
    assert STALE in page
    assert 'value="挖掘费"' in page
    version.refresh_from_db()
    assert f'name="seen" value="{version.content_hash}"' in page


def test_a_blank_form_is_kept_and_given_to_everybody(
    world: World, version: ItemVersion, editor: PersonActor
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("blank.pdf", small_pdf("blank"), content_type="application/pdf")
    sent = {
        "seen": version.content_hash,
        "name": "申请书",
        "form": "either",
        "source": "applicant",
        "legal_basis": "行政许可法第二十九条",
        "formats": ["pdf"],
        "blank_form_file": upload,
        **lines(),
    }
    answer = enter(editor).post(address(version, "materials/"), sent)
    assert answer.status_code == 302, text(answer)
    version.refresh_from_db()
    assert version.content["materials"][-1]["blank_form"]["name"] == "blank.pdf"
    actions.publish_version(version, instrument_no="示例〔2026〕5号", by=world.machine("city data"), at=NOON)
    code, key = version.item.code, version.content["materials"][-1]["key"]
    assert "空白表格" in text(Client().get(f"/approvals/guide/{code}/"))
    given = Client().get(f"/approvals/guide/{code}/materials/{key}/blank-form/")
    assert b"".join(given.streaming_content).startswith(b"%PDF")
    assert Client().get(f"/approvals/guide/{code}/materials/{key}/sample/").status_code == 404


def test_the_preview_is_what_the_guide_would_show(
    world: World, version: ItemVersion, editor: PersonActor
) -> None:
    rule = {"of": "applicant.kind", "equals": "enterprise"}
    variants = [{"key": "quick", "name": "企业快办", "promised_days": 2, "rule": rule}]
    amend(version, editor, variants=variants)
    there = f"/approvals/versions/{version.pk}/preview/"
    assert "受理后2个工作日内办结" in text(enter(editor).get(there, {"applicant.kind": "enterprise"}))
    assert "受理后2个工作日内办结" not in text(enter(editor).get(there, {"applicant.kind": "resident"}))
    assert enter(world.resident).get(there).status_code == 404


def test_experts_take_the_form_out_and_in(version: ItemVersion, editor: PersonActor) -> None:
    client, there = enter(editor), f"/approvals/versions/{version.pk}/form-schema/"
    bad = client.post(there, {"seen": version.content_hash, "schema": "{"})
    assert "不是有效的 JSON" in text(bad)
    field = {"type": "string", "title": "名称", "maxLength": 200}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {"name": field},
        "required": [],
        "additionalProperties": False,
        "x-sections": [{"key": "one", "title": "一", "fields": ["name"]}],
    }
    client.post(there, {"seen": version.content_hash, "schema": json.dumps(schema)})
    assert json.loads(client.get(f"{there}?download").content) == schema


def test_the_endpoint_reads_and_changes(world: World, version: ItemVersion, editor: PersonActor) -> None:
    client, there = enter(editor), f"/api/v1/approvals/versions/{version.pk}/content"
    seen = client.get(there).json()["content_hash"]
    body = {"changes": {"fees": [FEE]}, "seen": seen}
    assert client.patch(there, body, content_type="application/json").json()["content"]["fees"] == [FEE]
    again = client.patch(there, body, content_type="application/json")
    assert (again.status_code, again.json()["detail"]) == (422, STALE)
    assert enter(world.resident).get(there).status_code == 404
