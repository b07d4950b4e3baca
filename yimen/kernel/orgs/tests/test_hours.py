"""办公时间 as people read it."""

import pytest
from django.utils import translation

from yimen.kernel.orgs.hours import in_words


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-hans", "周一至周五 9:00–17:00"), ("en", "Mon to Fri 9:00–17:00")],
)
def test_says_the_days_in_the_readers_language(language, said):
    with translation.override(language):
        assert in_words("mon-fri 09:00-17:00") == said


@pytest.mark.parametrize("written", ["", "工作日上午", "mon-xyz 09:00-17:00"])
def test_leaves_other_words_as_they_are(written):
    assert in_words(written) == written
