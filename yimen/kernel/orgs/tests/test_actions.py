"""设立机构, 变更机构, 撤销机构, 设置处室, 开设窗口, 登记行政区划; and loading twice, which changes nothing."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.orgs import actions, loading, queries
from yimen.kernel.orgs.models import Org, Region, Section, Window

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 15, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = {"by": Machine("city data", origin="command"), "at": NOON}


@pytest.fixture
def region(db):
    return actions.add_region(
        queries.country(), area_code="990100000000", name="示例市", name_en="Example", level="city", **BY
    ).region


@pytest.fixture
def city(region):
    return (
        queries.city_org()
        or actions.found(region, code="city-government", name="示例市人民政府", kind="government", **BY).org
    )


@pytest.fixture
def centre(region, city):
    return actions.found(
        region,
        parent=city,
        code="example-centre",
        name="示例中心",
        kind="centre",
        founded_on=date(2026, 1, 1),
        **BY,
    ).org


def test_adds_a_region_once(region):
    assert region.parent == queries.country()
    with pytest.raises(RuleBroken, match="已经登记"):
        actions.add_region(queries.country(), area_code=region.pk, name="x", level="city", **BY)
    assert Region.objects.get(pk=region.pk).name == "示例市"


def test_founds_a_body_under_another(centre, city):
    assert centre.path == f"{city.path}example-centre."
    assert centre.pinyin == "shi4 li4 zhong1 xin1"
    assert centre.lies_under(city.path)
    assert list(queries.under(centre.path)) == [centre]


def test_founding_is_recorded_about_the_body(region, city):
    done = actions.found(region, parent=city, code="example-legal", name="示例司法局", kind="legal", **BY)
    assert recorded(done) == "系统（城市数据） 设立了机构 示例司法局"
    assert (entry_of(done).subject_id, entry_of(done).org_path) == (str(done.org.pk), done.org.path)


def test_refused_foundings_change_nothing(region, city, centre):
    before = Org.objects.count(), Entry.objects.count()
    with pytest.raises(RuleBroken, match="已经使用"):
        actions.found(region, parent=city, code=centre.code, name="x", kind="centre", **BY)
    with pytest.raises(RuleBroken, match="上级机构"):
        actions.found(region, code="second-government", name="x", kind="government", **BY)
    with pytest.raises(NotAllowed):
        actions.found(region, parent=city, code="example-x", name="x", kind="centre", by=Public(), at=NOON)
    assert (Org.objects.count(), Entry.objects.count()) == before
    assert Refusal.objects.filter(verb="orgs.found", subject_id=region.pk).count() == 3


def test_amends_what_may_change(centre):
    done = actions.amend_org(centre, changes={"name": "示例政务中心", "phone": "12345"}, **BY)
    assert entry_of(done).data["changes"] == {
        "name": {"from": "示例中心", "to": "示例政务中心"},
        "phone": {"from": "", "to": "12345"},
    }
    assert Org.objects.get(pk=centre.pk).pinyin == "shi4 li4 zheng4 wu4 zhong1 xin1"
    with pytest.raises(RuleBroken, match="没有需要变更"):
        actions.amend_org(centre, changes={"phone": "12345"}, **BY)
    with pytest.raises(ValueError, match="path"):
        actions.amend_org(centre, changes={"path": "x."}, **BY)


def test_closes_a_body_without_open_ones_under_it(city, centre):
    administrator_only = {"closed_on": date(2026, 6, 1), **BY}
    with pytest.raises(NotAllowed):
        actions.close_org(centre, **administrator_only)
    assert Org.objects.get(pk=centre.pk).closed_on is None


def test_adds_sections_with_one_approval_office(centre):
    done = actions.add_section(centre, code="approval", name="行政审批处", is_approval_office=True, **BY)
    assert recorded(done) == "系统（城市数据） 在 示例中心 设置了处室 行政审批处"
    with pytest.raises(RuleBroken, match="只设一个"):
        actions.add_section(centre, code="second", name="审批二处", is_approval_office=True, **BY)
    with pytest.raises(RuleBroken, match="已经使用"):
        actions.add_section(centre, code="approval", name="x", **BY)
    assert Section.objects.filter(org=centre).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Section.objects.create(org=centre, code="third", name="x", is_approval_office=True)


def test_opens_windows(centre):
    facts = {"name": "综合窗口", "kind": "comprehensive", "opens": time(9), "closes": time(17)}
    done = actions.open_window(centre, number="A01", **facts, **BY)
    assert recorded(done) == "系统（城市数据） 在 示例中心 开设了 A01号窗口"
    with pytest.raises(RuleBroken, match="已经使用"):
        actions.open_window(centre, number="A01", **facts, **BY)
    with pytest.raises(RuleBroken, match="晚于"):
        actions.open_window(centre, number="A02", **{**facts, "closes": time(8)}, **BY)
    with pytest.raises(RuleBroken, match="晚于"):
        actions.amend_window(done.window, changes={"closes": time(8)}, **BY)
    actions.amend_window(done.window, changes={"is_open": False}, **BY)
    assert list(Window.objects.filter(centre=centre).values_list("number", "is_open")) == [("A01", False)]


def test_loading_twice_records_nothing_new(region, city):
    def load(name):
        own = loading.ensure_region(queries.country(), area_code=region.pk, name="示例市", level="city", **BY)
        org = loading.ensure_org(own, parent=city, code="example-load", name=name, kind="centre", **BY)
        loading.ensure_section(org, code="office", name="办公室", **BY)
        loading.ensure_window(
            org, number="A01", name="窗口", kind="issue", opens=time(9), closes=time(17), **BY
        )
        return org

    first = load("甲中心")
    before = Entry.objects.count()
    assert load("甲中心") == first
    assert Entry.objects.count() == before
    assert load("乙中心").name == "乙中心"
    assert Entry.objects.count() == before + 1


def test_the_directory_is_public(client, centre, django_assert_max_num_queries):
    actions.open_window(centre, number="A01", name="综合窗口", kind="comprehensive", **BY)
    with django_assert_max_num_queries(6):
        listed = client.get("/orgs/?q=示例中心")
    assert (listed.status_code, "示例中心" in listed.text) == (200, True)
    shown = client.get(f"/orgs/{centre.code}/")
    assert "A01号窗口" in shown.text
    assert client.get("/orgs/nothing/").status_code == 404


def test_pages_remember_the_name_of_the_city(city, django_assert_num_queries):
    queries.forget()
    assert queries.city_name() == city.region.name
    with django_assert_num_queries(0):
        assert queries.city_name() == city.region.name
    queries.forget()
