"""按机构: the split of figures by the body that does the work, the same in every module."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named

from .figures import Dimension


def org_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    """The names of bodies by their ids."""
    return {one.pk: named(one) for one in Org.objects.filter(pk__in=keys)}


def by_department(value: str = "org_id") -> Dimension:
    """部门 — the split by the body whose id stands at this path of the rows."""
    return Dimension("department", _("部门"), value, org_names)
