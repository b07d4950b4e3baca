"""Forms of campaigns, samples and answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.kernel.web.acts import ActForm
from yimen.kernel.web.choices import NamedChoices
from yimen.modules.supervision.case_states import FrameSource, QuestionKind
from yimen.modules.supervision.models import QuestionSet
from yimen.modules.supervision.queries import cases
from yimen.modules.supervision.questions import NO, YES, words

from .acting import day, long_text

PREFIX = "q_"


class CampaignPlan(ActForm):
    """计划专项检查."""

    title = forms.CharField(label=_("检查名称"), max_length=100)
    method = forms.CharField(label=_("检查方式"), max_length=3000, widget=long_text())
    first_day = day(_("检查期间起"))
    last_day = day(_("检查期间止"))
    scope = NamedChoices(
        Org.objects.none(),
        label=_("检查范围"),
        required=False,
        help_text=_("不选的，为监督范围内的全部单位。"),
    )
    item_codes = forms.CharField(
        label=_("事项代码"),
        required=False,
        widget=long_text(2),
        help_text=_("只检查部分事项的，每行一个代码。"),
    )
    joint_with = NamedChoices(Org.objects.none(), label=_("联合检查机构"), required=False)

    def prepare(self) -> None:
        bodies = cases.units(self.actor, timezone.localdate())
        for name in ("scope", "joint_with"):
            field: Any = self.fields[name]
            field.queryset = bodies

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | {
            "scope": list(said["scope"]),
            "joint_with": list(said["joint_with"]),
            "item_codes": said["item_codes"].split(),
        }


class CampaignSummary(ActForm):
    """结束专项检查."""

    summary = forms.CharField(label=_("检查小结"), max_length=3000, widget=long_text())


class Draw(ActForm):
    """随机抽样 — a number or a share; a seed that was drawn in public may be given."""

    source = forms.ChoiceField(label=_("抽样来源"), choices=FrameSource.choices, widget=forms.RadioSelect)
    size = forms.IntegerField(label=_("抽取人数"), min_value=1, max_value=5000, required=False)
    share = forms.DecimalField(
        label=_("抽取比例（%）"),
        max_value=100,
        decimal_places=2,
        required=False,
        help_text=_("人数和比例只填一项。"),
    )
    seed = forms.CharField(
        label=_("随机种子"),
        max_length=64,
        required=False,
        help_text=_(
            "当众抽取的种子可以填在这里；不填的由系统产生。种子和名单散列值都会记录，任何人可以重新抽取核对。"
        ),
    )


class SetAside(ActForm):
    """疑点不予立案."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=long_text(3))


class Answers(ActForm):
    """问答 — a field for each question of the set; ``about`` is the question set."""

    about: QuestionSet
    words = forms.CharField(label=_("其他要反映的情况"), max_length=3000, required=False, widget=long_text(3))

    def prepare(self) -> None:
        last = self.fields.pop("words")
        for question in self.about.questions:
            self.fields[PREFIX + question["key"]] = question_field(question)
        self.fields["words"] = last

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        answers = {
            name.removeprefix(PREFIX): str(said.pop(name)) for name in list(said) if name.startswith(PREFIX)
        }
        return said | {"answers": {key: text for key, text in answers.items() if text and text != "None"}}


class Call(Answers):
    """回访 — reached or not, consent, answers."""

    is_reached = forms.BooleanField(label=_("已接通"), required=False, initial=True)
    consents = forms.BooleanField(
        label=_("受访人同意受访"), required=False, help_text=_("不同意的，只登记未受访，不记录任何回答。")
    )


class Visit(Answers):
    """走访 — on which day, where, with whom."""

    visited_on = day(_("走访日期"))
    place = forms.CharField(label=_("走访地点"), max_length=200)
    companions = forms.CharField(label=_("同行人"), max_length=100, help_text=_("走访应当有两人以上。"))
    is_reached = forms.BooleanField(label=_("见到受访人"), required=False, initial=True)
    consents = forms.BooleanField(label=_("受访人同意受访"), required=False)


class Reply(Answers):
    """回答问卷 — by the respondent; consent comes first."""

    consents = forms.ChoiceField(
        label=_("您愿意回答这份问卷吗"),
        choices=[(YES, _("愿意")), (NO, _("不愿意"))],
        widget=forms.RadioSelect,
        help_text=_("您可以不回答，也可以只回答一部分。办理单位看不到是谁回答的。"),
    )

    def facts(self) -> dict[str, Any]:
        said = super().facts()
        return said | {"consents": said["consents"] == YES}


def question_field(question: Mapping[str, Any]) -> forms.Field:
    """The field of one question; none must be answered."""
    facts: dict[str, Any] = {"label": words(question), "required": False}
    kind = question["kind"]
    if kind == QuestionKind.CHOICE:
        options = [(one["key"], words(one)) for one in question["options"]]
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **facts)
    if kind == QuestionKind.YES_NO:
        return forms.ChoiceField(choices=[(YES, _("是")), (NO, _("否"))], widget=forms.RadioSelect, **facts)
    if kind == QuestionKind.NUMBER:
        return forms.IntegerField(min_value=0, max_value=1000, **facts)
    if kind == QuestionKind.MONEY:
        return forms.DecimalField(min_value=0, decimal_places=2, help_text=_("单位：元"), **facts)
    return forms.CharField(max_length=1000, widget=long_text(2), **facts)
