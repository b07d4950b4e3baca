"""Questions as words, and rows that contain them."""

from datetime import date

import pytest

from yimen.kernel.base.actor import Public
from yimen.kernel.orgs.models import Org
from yimen.kernel.search.finding import find, suggest
from yimen.kernel.search.matching import Fields, narrow, nearest
from yimen.kernel.search.words import pieces, words

ON = date(2026, 3, 2)
ORGS = Fields(names=("name", "name_en"), pinyin="pinyin", others=("phone",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("  食品 经营\u3000许可 ", ["食品", "经营", "许可"]),
        ("ＡＢＣ（１２）", ["abc", "12"]),
        ("占用、挖掘", ["占用", "挖掘"]),
        ("道路 道路", ["道路"]),
        ("%_\\", ["%_\\"]),
        ("", []),
        ("，。", []),
        ("a b c d e f g h i j", ["a", "b", "c", "d", "e", "f", "g", "h"]),
        ("x" * 500, ["x" * 40]),
        ("a\x00b", ["a", "b"]),
    ],
)
def test_words(text, found):
    assert words(text) == found


def test_pieces_are_pairs_of_chinese_characters():
    assert pieces("开饭馆") == ["开饭", "饭馆"]
    assert pieces("饭馆") == ["饭馆"]
    assert pieces("restaurant") == ["restaurant"]


@pytest.fixture
def names(world):
    """The names of bodies that a question finds, in order."""

    def ask(text, fields=ORGS):
        return [one.name for one in narrow(Org.objects.all(), text, fields)]

    return ask


@pytest.mark.django_db
def test_every_word_must_occur(names):
    assert names("沈阳市 市场") == ["沈阳市市场监督管理局"]
    assert names("市场 消防") == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["scjd", "shichangjiandu", "SCJD", "ｓｃｊｄ", "market regulation"])
def test_pinyin_its_initials_and_english(names, text):
    assert "沈阳市市场监督管理局" in names(text)


@pytest.mark.django_db
def test_signs_of_patterns_are_only_signs(names):
    assert names("%") == []
    assert names("_") == []
    assert names("\\") == []


@pytest.mark.django_db
def test_a_text_without_words_finds_all_rows(names):
    assert len(names("  ，")) == Org.objects.count()


@pytest.mark.django_db
def test_a_name_comes_before_everything_else(world):
    fields = Fields(names=("name",), others=("address", "phone"))
    other = Org.objects.get(code="urban-rural-construction")
    Org.objects.filter(pk=other.pk).update(address="市场监督管理局大院")
    found = [one.code for one in narrow(Org.objects.all(), "市场监督管理局", fields)]
    assert (found[0], found[-1]) == ("market-regulation", "urban-rural-construction")


@pytest.mark.django_db
def test_the_nearest_names_when_nothing_is_exact(world):
    found = [one.name for one in nearest(Org.objects.all(), "市场监管局", ORGS)]
    assert found[0] == "沈阳市市场监督管理局"
    assert [one.name for one in nearest(Org.objects.all(), "，", ORGS)] == []


@pytest.mark.django_db
def test_find_asks_every_source(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = find(Public(), "市场监督管理局", on=ON)
    assert page.words == ("市场监督管理局",)
    assert "沈阳市市场监督管理局" in [hit.title for group in page.groups for hit in group.hits]


@pytest.mark.django_db
def test_find_by_legal_basis_department_and_topic(world):
    for text in ("城市道路管理条例", "占用 挖掘", "csdl", "Excavate"):
        hits = [
            hit.href for group in find(Public(), text, on=ON, only=["items"]).groups for hit in group.hits
        ]
        assert any("road-occupation" in href for href in hits), text


@pytest.mark.django_db
def test_find_says_when_hits_are_only_near(world):
    page = find(Public(), "我要挖掘城市道路", on=ON)
    assert page.total == 0
    assert [group.is_near for group in page.groups] == [True] * len(page.groups)
    assert "road-occupation" in page.groups[0].hits[0].href


@pytest.mark.django_db
def test_find_nothing(world):
    assert find(Public(), "   ", on=ON).groups == ()
    assert find(Public(), "xyzzy", on=ON).groups == ()


@pytest.mark.django_db
def test_pages_of_one_source(world):
    first = find(Public(), "许可", on=ON, only=["items"], limit=3)
    (group,) = first.groups
    assert (len(group.hits), group.next_offset) == (3, 3)
    rest = find(Public(), "许可", on=ON, only=["items"], limit=100, offset=3).groups[0]
    assert rest.next_offset is None
    assert len(rest.hits) + 3 == group.total == rest.total
    assert not set(group.hits) & set(rest.hits)


@pytest.mark.django_db
def test_suggestions_look_at_names_only(world):
    assert suggest(Public(), "城市道路管理条例", on=ON) == []
    assert "road-occupation" in suggest(Public(), "挖掘", on=ON)[0].href
    assert len(suggest(Public(), "沈阳", on=ON, limit=4)) == 4
    assert suggest(Public(), "", on=ON) == []
