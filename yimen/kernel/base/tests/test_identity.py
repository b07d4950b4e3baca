"""Numbers of persons: right ones of every age, and each way of being wrong."""

import pytest

from yimen.kernel.base.identity import resident_number
from yimen.kernel.base.refusals import RuleBroken


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("210102199001010015", "210102199001010015"),
        ("21010219800101456 4", "210102198001014564"),
        ("２１０１０２１９８００１０１４５６４", "210102198001014564"),
        ("11010519491231002x", "11010519491231002X"),
    ],
)
def test_right_numbers_of_every_age(text: str, number: str) -> None:
    """Whoever was born before 1984 has the code of the county that registered the number."""
    assert resident_number(text) == number


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "请填写18位身份证号码。"),
        ("210102900101001", "请填写18位身份证号码。"),
        ("210102199001010016", "身份证号码不正确，请核对18位号码后重新填写。"),
        ("210102199002300014", "身份证号码不正确，请核对18位号码后重新填写。"),
        ("990102199001010015", "身份证号码不正确，请核对18位号码后重新填写。"),
        ("2101021990010100１X", "身份证号码不正确，请核对18位号码后重新填写。"),
        ("21010219900101AB15", "身份证号码不正确，请核对18位号码后重新填写。"),
    ],
)
def test_wrong_ones_are_refused(text: str, message: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        resident_number(text)
    assert (str(caught.value), list(caught.value.fields)) == (message, ["id_number"])
