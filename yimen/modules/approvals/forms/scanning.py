"""Fields of a pile of scanned files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_FILES = 60


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes many."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """文件 — one or many; each is looked at by itself afterwards."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("一次最多 %(most)s 个文件。") % {"most": MOST_FILES})
        return [super(FilesField, self).clean(one, initial) for one in given]


class Pile(forms.Form):
    """一叠扫描件."""

    pile = FilesField(
        label=gettext_lazy("扫描文件"),
        help_text=gettext_lazy("可以一次选多个文件；也可以把全部材料扫成一个 PDF，用分隔页分开"),
        widget=ManyFiles(attrs={"multiple": True, "accept": ".pdf,.jpg,.jpeg,.png"}),
    )
