"""A form with every kind of field, for the gallery."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import FoldedChoices

SITUATIONS = [("occupy", _("占用")), ("dig", _("挖掘")), ("both", _("先占用，后挖掘"))]
CHANNELS = [("window", _("窗口领取")), ("post", _("邮寄")), ("web", _("网上下载"))]

TIMES = [(str(hour), f"{hour}:00") for hour in range(9, 17)]


class Specimen(forms.Form):
    """样表 — nothing is sent."""

    name = forms.CharField(label=_("申请人姓名"), help_text=_("请与身份证件一致。"), max_length=50)
    id_number = forms.CharField(
        label=_("身份证号码"), help_text=_("18位号码，最后一位可以是X。"), min_length=18, max_length=18
    )
    situation = forms.ChoiceField(
        label=_("您要占用还是挖掘道路"), choices=SITUATIONS, widget=forms.RadioSelect
    )
    channels = forms.MultipleChoiceField(
        label=_("希望怎样领取结果"), choices=CHANNELS, widget=forms.CheckboxSelectMultiple, required=False
    )
    times = forms.MultipleChoiceField(
        label=_("哪些时间可以联系您"), choices=TIMES, widget=FoldedChoices, required=False
    )
    district = forms.ChoiceField(label=_("所在区"), choices=[("", "—"), ("210102", _("和平区"))])
    starts_on = forms.DateField(
        label=_("开始日期"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    area = forms.DecimalField(label=_("面积（平方米）"), required=False)
    reason = forms.CharField(
        label=_("事由"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明为什么占用、用多久。"),
    )
    plan = forms.FileField(
        label=_("平面图"),
        help_text=_("PDF 或图片，不超过 20 MB。"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.png", "data-max-bytes": 20_971_520}),
        required=False,
    )
    promise = forms.BooleanField(label=_("我承诺所填内容真实"))
