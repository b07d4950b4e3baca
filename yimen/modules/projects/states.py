"""The states of projects, templates, stages, tasks and reviews, with their Chinese labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProjectClass(models.TextChoices):
    """项目类别 — a project may be of several; sums over classes are more than the number of projects."""

    FOREIGN = "foreign", _("外资项目")
    CONSTRUCTION = "construction", _("建设项目")
    COMMERCIAL = "commercial", _("商贸项目")
    INDUSTRIAL = "industrial", _("工业项目")


class ProjectState(models.TextChoices):
    """项目状态."""

    ACTIVE = "active", _("推进中")
    COMPLETED = "completed", _("已全部办结")
    ENDED = "ended", _("已终止")


class TemplateState(models.TextChoices):
    """模板版本状态."""

    DRAFT = "template_draft", _("草稿")
    PUBLISHED = "template_published", _("现行")
    ENDED = "template_ended", _("已被替代")


class ItemRole(models.TextChoices):
    """阶段事项的角色 — optional ones are taken only when the applicant wants them."""

    MAIN = "main", _("主办事项")
    PARALLEL = "parallel", _("并行事项")
    OPTIONAL = "optional", _("可选事项")
    AUXILIARY = "auxiliary", _("辅助事项")


class OrderKind(models.TextChoices):
    """先后关系类型 — soft: everything but the decision goes on, and the decision comes when the predecessor has."""

    HARD = "hard", _("先办结果是后办的前提")
    SOFT = "soft", _("可先审查，前项办结后决定")


class SharedKind(models.TextChoices):
    """共用要求种类."""

    QUESTION = "question", _("情形问题")
    FIELD = "field", _("申请表栏目")
    MATERIAL = "material", _("材料")


class DoneWhen(models.TextChoices):
    """阶段完成条件."""

    ALL = "all", _("全部事项办结")
    ANY = "any", _("任一里程碑事项办结")


class StageState(models.TextChoices):
    """阶段状态."""

    PREPARING = "preparing", _("准备中")
    SUBMITTED = "stage_submitted", _("已提交，待牵头部门受理")
    IN_PROGRESS = "in_progress", _("已受理，各部门并联办理")
    ALL_DECIDED = "all_decided", _("各部门均已决定，待统一发放")
    ISSUED = "issued", _("结果已统一发放")
    WITHDRAWN = "stage_withdrawn", _("已撤回")
    DECLINED = "stage_declined", _("不予受理")


RUNNING = (StageState.SUBMITTED, StageState.IN_PROGRESS, StageState.ALL_DECIDED)
"""States of a stage with an open case."""


class TaskState(models.TextChoices):
    """部门任务状态 — up to the opinion on completeness; what follows is the state of the application behind it."""

    PENDING_RECEIPT = "pending_receipt", _("待签收")
    RECEIVED = "received", _("已签收，待核对材料")
    SUPPLEMENT_WANTED = "supplement_wanted", _("提出补正要求")
    COMPLETE = "task_complete", _("材料齐全")


class Completeness(models.TextChoices):
    """齐全的由来."""

    UNKNOWN = "", _("尚未核对")
    DECLARED = "declared", _("部门确认")
    DEEMED = "deemed", _("逾期未提出，视为齐全")
    SUPPLIED = "supplied", _("补正后齐全")


class ReviewKind(models.TextChoices):
    """会审种类."""

    REVIEW = "review", _("联合会审")
    ACCEPTANCE = "acceptance", _("联合验收")


class ReviewState(models.TextChoices):
    """会审状态."""

    CALLED = "review_called", _("已通知")
    HELD = "review_held", _("已形成纪要")
    CANCELLED = "review_cancelled", pgettext_lazy("会审", "已取消")


class SeatState(models.TextChoices):
    """参会状态 — who neither came nor said so before has consented, and answers for it."""

    INVITED = "seat_invited", _("已通知")
    EXCUSED = "seat_excused", _("已请假")
    ATTENDED = "seat_attended", _("已参加")
    DEEMED_CONSENT = "deemed_consent", _("缺席，视为同意")


class SeatStance(models.TextChoices):
    """会审意见."""

    NONE = "", _("未提出")
    AGREE = "agree", _("同意")
    AGREE_WITH_CHANGES = "agree_with_changes", _("修改后同意")
    DISAGREE = "disagree", _("不同意")


# --- 重大项目窗口 (VIP)


class ConsultationTopic(models.TextChoices):
    """咨询主题."""

    POLICY = "policy", _("投资政策")
    PROCEDURE = "procedure", _("审批流程")
    MATERIALS = "materials", _("申请材料")
    SITE = "site", _("选址用地")
    FEES = "fees", _("收费")
    OTHER = "other_topic", pgettext_lazy("咨询主题", "其他")


class ConsultationState(models.TextChoices):
    """咨询状态."""

    OPEN = "consultation_open", _("待答复")
    ANSWERED = "consultation_answered", _("已答复")


class EnrolmentState(models.TextChoices):
    """绿色通道状态."""

    APPLIED = "enrolment_applied", _("已提出，待他人批准")
    APPROVED = "enrolment_approved", _("已进入绿色通道")
    DECLINED = "enrolment_declined", _("未同意进入")
    ENDED = "enrolment_ended", _("已退出绿色通道")


class EscortState(models.TextChoices):
    """代理状态."""

    RUNNING = "escort_running", _("代理中")
    CONCLUDED = "escort_concluded", _("代理完毕，待委托人评价")
    RATED = "escort_rated", _("委托人已评价")


class Departure(models.TextChoices):
    """特事特办的内容 — what may differ for one case; the last two never may, and stand here to be refused by name."""

    SHORTEN = "shorten", _("缩短承诺时限")
    FIRST = "first", _("优先办理")
    AFTER_HOURS = "after_hours", _("延时办理")
    TOLERATE = "tolerate", _("容缺受理")
    SKIP_STEP = "skip_step", _("省略法定环节")
    WAIVE_MATERIAL = "waive_material", _("免交必需材料")


LAWFUL = (Departure.SHORTEN, Departure.FIRST, Departure.AFTER_HOURS, Departure.TOLERATE)
"""What an order may say."""


class ProgrammeState(models.TextChoices):
    """专项状态."""

    ACTIVE = "programme_active", _("进行中")
    ENDED = "programme_ended", _("已结束")
