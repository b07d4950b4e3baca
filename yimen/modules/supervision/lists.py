"""What the lists of supervision are called, in the menu, on their pages and on the way to what stands in them."""

from django.utils.translation import pgettext_lazy

ALERTS = pgettext_lazy("列表", "预警")
CAMPAIGNS = pgettext_lazy("列表", "专项检查")
CASES = pgettext_lazy("列表", "监督案件")
COMPLAINTS = pgettext_lazy("列表", "审批投诉")
REGISTERS = pgettext_lazy("列表", "登记册")
RULES = pgettext_lazy("列表", "监督规则")
SUSPICIONS = pgettext_lazy("列表", "疑点")
