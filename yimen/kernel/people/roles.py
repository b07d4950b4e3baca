"""Roles: who one is at work, what one may and may not do, in words that an official and a lawyer can check.

Who holds a role is data (a dated post); what a role may do is code in the GRANTS of each part.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text


class Role(models.TextChoices):
    """岗位职责 — the kinds of posts."""

    WINDOW_CLERK = "window_clerk", _("窗口受理员")
    RECEPTIONIST = "receptionist", _("综合窗口")
    SECTION_EXAMINER = "section_examiner", _("处室审核")
    SECTION_HEAD = "section_head", _("处室负责人")
    LEADER = "leader", _("分管领导")
    CHIEF_REPRESENTATIVE = "chief_representative", _("首席代表")
    SEAL_KEEPER = "seal_keeper", _("用印员")
    ISSUE_CLERK = "issue_clerk", _("发证员")
    CENTRE_MANAGER = "centre_manager", _("中心管理")
    CATALOGUE_EDITOR = "catalogue_editor", _("目录编辑")
    CATALOGUE_APPROVER = "catalogue_approver", _("目录审定")
    LEGAL_REVIEWER = "legal_reviewer", _("法制审核")
    PRICING_REVIEWER = "pricing_reviewer", _("价格审核")
    WORK_GROUP_MEMBER = "work_group_member", _("清理工作组成员")
    PRICING_OFFICER = "pricing_officer", _("价格公布")
    FEE_OFFICER = "fee_officer", _("收费管理")
    DATA_STEWARD = "data_steward", _("数据管理")
    ARCHIVIST = "archivist", _("档案管理")
    INFORMATION_DRAFTER = "information_drafter", _("信息公开承办人")
    SECRECY_REVIEWER = "secrecy_reviewer", _("保密审查人")
    DISCLOSURE_OFFICER = "disclosure_officer", _("信息公开工作人员")
    DISCLOSURE_HEAD = "disclosure_head", _("信息公开工作机构负责人")
    OPENNESS_SUPERVISOR = "openness_supervisor", _("政务公开主管")
    SECRECY_AUTHORITY = "secrecy_authority", _("保密行政管理")
    EDITOR = "editor", _("栏目编辑")
    AGENT = "agent", _("代理员")
    SUPERVISOR = "supervisor", _("监督员")
    AUDITOR = "auditor", _("审计员")
    ADMINISTRATOR = "administrator", _("系统管理员")


HALL_ROLES = frozenset(
    {
        Role.WINDOW_CLERK,
        Role.RECEPTIONIST,
        Role.ISSUE_CLERK,
        Role.CENTRE_MANAGER,
        Role.FEE_OFFICER,
        Role.DATA_STEWARD,
        Role.ARCHIVIST,
    }
)
"""Roles of a centre: they reach the matters of every department that are handled at that centre."""

OVERSIGHT = frozenset({Role.SUPERVISOR, Role.AUDITOR})
"""Roles whose bodies stand beside those that they oversee: they reach what lies under the same government."""

BESIDE = OVERSIGHT | {
    Role.LEGAL_REVIEWER,
    Role.PRICING_REVIEWER,
    Role.OPENNESS_SUPERVISOR,
    Role.SECRECY_AUTHORITY,
}
"""Roles of one body that look at the matters of the bodies beside it: oversight, and those who give opinions."""

SECURED_ROLES = frozenset(
    {
        Role.LEADER,
        Role.CHIEF_REPRESENTATIVE,
        Role.SEAL_KEEPER,
        Role.CATALOGUE_APPROVER,
        Role.DISCLOSURE_HEAD,
        Role.SECRECY_AUTHORITY,
        Role.PRICING_OFFICER,
        Role.FEE_OFFICER,
        Role.DATA_STEWARD,
        Role.ADMINISTRATOR,
    }
)
"""Roles that can decide, seal, open or pay: they sign in with a second factor (house 2.20)."""


@dataclass(frozen=True)
class Duty:
    """职责说明 — a role in words."""

    role: Role
    who: Text
    may: Text
    may_not: Text

    @property
    def is_secured(self) -> bool:
        return self.role in SECURED_ROLES


DUTIES: tuple[Duty, ...] = (
    Duty(
        Role.WINDOW_CLERK,
        _("部门派驻窗口、面对申请人的工作人员。"),
        _("登记申请、出具收件凭证、一次性告知补正、作出受理或者不予受理的决定。"),
        _("不得审核、批准本人受理的事项，不得更改收费金额。"),
    ),
    Duty(
        Role.RECEPTIONIST,
        _("政务服务中心综合窗口的工作人员。"),
        _("为在本中心办理的各部门事项登记、收件、受理，并转交部门。"),
        _("不得审核、批准，不得代替部门解释审批条件之外的要求。"),
    ),
    Duty(
        Role.SECTION_EXAMINER,
        _("部门行政审批处中承办具体事项的审核人。"),
        _("审核交办的申请，提出准予或者不予许可的意见，依法启动特别程序。"),
        _("不得批准本人审核的同一事项。"),
    ),
    Duty(
        Role.SECTION_HEAD,
        _("部门行政审批处的负责人。"),
        _("分派审核任务，审核申请，查看本处全部办件。"),
        _("不得批准本人审核的同一事项。"),
    ),
    Duty(
        Role.LEADER,
        _("部门分管行政审批的领导，即批准人。"),
        _("在权限范围内作出准予或者不予许可的决定，批准延长期限。"),
        _("不得审核同一事项，不得保管印章。"),
    ),
    Duty(
        Role.CHIEF_REPRESENTATIVE,
        _("部门书面授权派驻中心的首席代表。"),
        _("在授权书载明的事项范围内现场作出决定。"),
        _("不得超出授权的事项范围，不得审核同一事项，不得保管印章。"),
    ),
    Duty(
        Role.SEAL_KEEPER,
        _("保管行政审批专用章的工作人员。"),
        _("在已经作出决定的文书上用印，并办结。"),
        _("不得作出或者更改决定。"),
    ),
    Duty(
        Role.ISSUE_CLERK,
        _("发证窗口的工作人员。"),
        _("核对领取人身份，送达文书和证件，登记送达回证。"),
        _("不得更改文书内容。"),
    ),
    Duty(
        Role.CENTRE_MANAGER,
        _("政务服务中心的管理人员。"),
        _("管理窗口和大厅秩序，查看办件统计。"),
        _("不得办理办件。"),
    ),
    Duty(
        Role.CATALOGUE_EDITOR,
        _("维护审批事项目录和办事指南的人员。"),
        _("起草、修改事项的条件、材料、时限和流程。"),
        _("不得公布本人起草的内容。"),
    ),
    Duty(
        Role.CATALOGUE_APPROVER,
        _("审定审批事项目录的人员。"),
        _("审定并公布事项，取消事项。"),
        _("不得审定本人起草的内容。"),
    ),
    Duty(
        Role.LEGAL_REVIEWER,
        _("法制机构的审核人员。"),
        _("核对事项的设定依据，提出法制审核意见。"),
        _("不得公布事项，不得办理办件。"),
    ),
    Duty(
        Role.PRICING_REVIEWER,
        _("价格主管部门的审核人员。"),
        _("核对事项的收费项目、标准和依据，提出收费审核意见。"),
        _("不得公布事项，不得办理办件，不得更改收费标准。"),
    ),
    Duty(
        Role.WORK_GROUP_MEMBER,
        _("集中清理联合工作组各成员单位指定的人员。"),
        _("代表本单位对各部门的清理意见提出并签署成员意见。"),
        _("不得代替其他成员单位提出意见，不得登记清理决定。"),
    ),
    Duty(
        Role.PRICING_OFFICER,
        _("价格主管部门公布收费标准的人员。"),
        _("按定价文件公布、调整、停止收费标准，每次写明依据和日期。"),
        _("不得开具缴费通知单，不得办理办件和退费。"),
    ),
    Duty(
        Role.FEE_OFFICER,
        _("政务服务中心收费窗口的工作人员。"),
        _("开具缴费通知单，导入银行到账文件，与另一人共同办理人工核销和退费，每日对账。"),
        _("不得填写或者更改收费金额，不得审批本人提出的核销和退费，不得办理办件。"),
    ),
    Duty(
        Role.DATA_STEWARD,
        _("负责数据质量的人员。"),
        _("经第二人同意后更正登记错误，查看个人号码并说明理由。"),
        _("不得删除任何记录。"),
    ),
    Duty(
        Role.ARCHIVIST,
        _("档案管理人员。"),
        _("归档、提供查阅已经办结的办件。"),
        _("不得更改办件和文书。"),
    ),
    Duty(
        Role.INFORMATION_DRAFTER,
        _("部门起草、办理公开信息的承办人。"),
        _("起草公开信息，提出公开属性和理由，修改被退回的内容。"),
        _("不得初审、保密审查、签发本人承办的信息。"),
    ),
    Duty(
        Role.SECRECY_REVIEWER,
        _("机关的保密审查人员。"),
        _("逐条进行保密审查，把不能确定的提请主管部门或者保密行政管理部门确定。"),
        _("不得审查本人承办的信息，不得代替领导签发。"),
    ),
    Duty(
        Role.DISCLOSURE_OFFICER,
        _("机关的政府信息公开工作机构的工作人员。"),
        _("公布已经签发的信息，维护公开目录和指南，登记、办理公开申请。"),
        _("不得公布未经审查的信息，不得决定延长答复期限，不得签发答复。"),
    ),
    Duty(
        Role.DISCLOSURE_HEAD,
        _("机关的政府信息公开工作机构的负责人。"),
        _("同意延长答复期限，审核答复和年度报告。"),
        _("不得签发本人办理的答复。"),
    ),
    Duty(
        Role.OPENNESS_SUPERVISOR,
        _("政务公开主管部门的工作人员。"),
        _("监督本级各机关的信息公开，受理投诉举报，责令改正，接收年度报告，维护检索的同义词和推荐结果。"),
        _("不得代替各机关公布、撤下信息或者答复申请。"),
    ),
    Duty(
        Role.SECRECY_AUTHORITY,
        _("保密行政管理部门的工作人员。"),
        _("对提请确定的信息作出能否公开的答复，查看因泄密撤回的记录。"),
        _("不得起草、公布信息。"),
    ),
    Duty(
        Role.EDITOR,
        _("政府网站栏目的编辑。"),
        _("编辑栏目的页面和导航，处理纠错留言。"),
        _("不得更改已经公布的信息。"),
    ),
    Duty(
        Role.AGENT,
        _("乡镇、村的代理员和社区的信息员。"),
        _("登记咨询，凭委托为群众提交、补正、领取，送服务上门，不收取任何费用。"),
        _("不得作出决定，不得更改委托人的陈述，不得查看没有委托或者已经结束的事项。"),
    ),
    Duty(
        Role.SUPERVISOR,
        _("监督机构的工作人员。"),
        _("查看全部办件，提出问题，责令整改。"),
        _("不得更改任何业务记录。"),
    ),
    Duty(
        Role.AUDITOR,
        _("审计人员。"),
        _("查看留痕，核验记录是否完整。"),
        _("不得写入任何业务记录。"),
    ),
    Duty(
        Role.ADMINISTRATOR,
        _("本市系统的管理人员。"),
        _("管理机构、人员、岗位、日历和制度参数。"),
        _("不得办理办件，不得更改业务记录和考评分数。"),
    ),
)


def duty(role: str) -> Duty:
    """The role in words; raises KeyError for what is not a role."""
    return {one.role.value: one for one in DUTIES}[str(role)]
