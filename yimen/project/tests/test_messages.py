"""The compiler of translations gives what gettext reads."""

import gettext
import io

from yimen.project import messages

SOURCE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: somewhere.py:1
msgid "受理"
msgstr "accept"

msgid ""
"很长的"
"一句话"
msgstr "a long "
"sentence with \\"quotes\\"\\n"

msgctxt "noun"
msgid "办结"
msgstr "conclusion"

#, fuzzy
msgid "批准"
msgstr "a guess"

msgid "退回"
msgstr ""

msgid "%(count)s 件"
msgid_plural "%(count)s 件"
msgstr[0] "%(count)s case"
msgstr[1] "%(count)s cases"

#~ msgid "旧的"
#~ msgstr "old"
"""


def test_compiles_what_gettext_reads():
    read = gettext.GNUTranslations(io.BytesIO(messages.compiled(SOURCE)))
    assert read.gettext("受理") == "accept"
    assert read.gettext("很长的一句话") == 'a long sentence with "quotes"\n'
    assert read.pgettext("noun", "办结") == "conclusion"
    assert read.ngettext("%(count)s 件", "%(count)s 件", 1) == "%(count)s case"
    assert read.ngettext("%(count)s 件", "%(count)s 件", 2) == "%(count)s cases"


def test_leaves_out_what_is_fuzzy_untranslated_or_obsolete():
    read = gettext.GNUTranslations(io.BytesIO(messages.compiled(SOURCE)))
    assert [read.gettext(text) for text in ("批准", "退回", "旧的")] == ["批准", "退回", "旧的"]


def test_compiles_again_only_what_changed(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(SOURCE, encoding="utf-8")
    assert messages.compile_all(tmp_path) == [folder / "django.mo"]
    assert messages.compile_all(tmp_path) == []
