"""Questions as words, and rows that contain them."""

import pytest

from yimen.kernel.orgs.models import Org
from yimen.kernel.search.matching import Fields, narrow
from yimen.kernel.search.words import words

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
