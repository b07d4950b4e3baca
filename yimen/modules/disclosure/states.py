"""The states, as TextChoices with their Chinese labels: what the public sees, and how far a version is prepared."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicState(models.TextChoices):
    """公开状态 — what the public sees of a publication."""

    UNPUBLISHED = "unpublished", _("未公开")
    PUBLISHED = "published", _("已公开")
    ARCHIVED = "archived", _("已归档")
    RETRACTED = "retracted", _("已撤回")


class VersionState(models.TextChoices):
    """稿件状态 — how far one version of a publication is prepared."""

    DRAFT = "draft", _("起草")
    IN_CHECK = "in_check", _("审查中")
    APPROVED = "approved", _("已签发")
    WITHHELD = "withheld", _("不予公开")
    PUBLISHED = "published", _("已公开")
    DISCARDED = "discarded", _("已放弃")


class CheckState(models.TextChoices):
    """审查进度 — whose signature a check waits for."""

    FIRST = "first", _("待初审")
    SECRECY = "secrecy", _("待保密审查")
    REFERRED = "referred", _("已提请确定")
    SIGNING = "signing", _("待签发")
    CLOSED = "closed", _("已办结")


class CheckResult(models.TextChoices):
    """审查结果."""

    OPEN = "open", _("同意公开")
    NOT_OPEN = "not_open", _("不予公开")
    RETURNED = "returned", _("退回修改")
    VOIDED = "voided", _("审查作废")


class StandingState(models.TextChoices):
    """类别审查状态 — how far the check of a whole class of results is."""

    PROPOSED = "proposed", _("待处室确认")
    CONFIRMED = "confirmed", _("待领导签发")
    IN_FORCE = "in_force", _("有效")
    ENDED = "ended", _("已终止")


class Openness(models.TextChoices):
    """公开属性 (政府信息公开条例 13)."""

    PROACTIVE = "proactive", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    NOT_OPEN = "not_open", _("不予公开")


class Ground(models.TextChoices):
    """不予公开的理由 (政府信息公开条例 14 to 16)."""

    STATE_SECRET = "state_secret", _("属于国家秘密")
    FORBIDDEN = "forbidden", _("其他法律行政法规禁止公开")
    SECURITY = "security", _("危及“三安全一稳定”")
    THIRD_PARTY = "third_party", _("保护第三方合法权益")
    INTERNAL = "internal", _("属于三类内部事务信息")
    PROCESS = "process", _("属于四类过程性信息")
    ENFORCEMENT_FILE = "enforcement_file", _("属于行政执法案卷")
    ENQUIRY = "enquiry", _("属于行政查询事项")


class Scheme(models.TextChoices):
    """分类体系 (政府信息公开目录系统实施指引)."""

    SUBJECT = "subject", _("主题分类")
    GENRE = "genre", _("体裁分类")
    AUDIENCE = "audience", _("服务对象分类")
    LIFECYCLE = "lifecycle", _("生命周期分类")
    LEGAL_CATEGORY = "legal_category", _("法定公开类别")


class Normative(models.TextChoices):
    """规范性 — what the yearly report counts (政府信息公开条例 20, first item)."""

    NONE = "none", _("一般信息")
    REGULATION = "regulation", _("规章")
    NORMATIVE = "normative", _("行政规范性文件")


class Validity(models.TextChoices):
    """有效性 — derived from dated rows, never typed."""

    IN_FORCE = "in_force", _("有效")
    NOT_YET = "not_yet", _("尚未施行")
    AMENDED = "amended", _("已修订")
    REPEALED = "repealed", _("废止")
    LAPSED = "lapsed", _("失效")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class ValidityKind(models.TextChoices):
    """效力变动."""

    REPEALED = "repealed", _("废止")
    AMENDED = "amended", _("被修订")
    PROLONGED = "prolonged", _("延长有效期")


class Duration(models.TextChoices):
    """公开时限."""

    LONG_TERM = "long_term", _("长期公开")
    LIMITED = "limited", _("限时公开")


class Carrier(models.TextChoices):
    """发布渠道 (政府信息公开条例 23)."""

    WEBSITE = "website", _("政府网站")
    GAZETTE = "gazette", _("政府公报")
    PRESS_CONFERENCE = "press_conference", _("新闻发布会")
    PRESS = "press", _("报刊")
    BROADCAST = "broadcast", _("广播")
    TELEVISION = "television", _("电视")


class Origin(models.TextChoices):
    """来源 — how a publication came here."""

    DRAFTED = "drafted", _("本机关起草")
    STANDING = "standing", _("按类别审查自动公开")
    TAKEN_OVER = "taken_over", _("转入的历史信息")


class Scope(models.TextChoices):
    """审查范围 — where what is checked is to appear."""

    PROACTIVE = "proactive", _("主动公开")
    ON_REQUEST_REPLY = "on_request_reply", _("依申请公开答复")
    MEDIA = "media", _("媒体发布")
    KIOSK = "kiosk", _("触摸屏和显示屏")


class Step(models.TextChoices):
    """审查环节."""

    FIRST = "first", _("处室负责人初审")
    SECRECY = "secrecy", _("保密审查")
    SIGNING = "signing", _("领导签发")


class Verdict(models.TextChoices):
    """审查意见."""

    OPEN = "open", _("同意公开")
    PARTIAL = "partial", _("修改后公开")
    NOT_OPEN = "not_open", _("不予公开")


class TextState(models.TextChoices):
    """文本提取状态."""

    WAITING = "waiting", _("等待提取")
    DONE = "done", _("已提取")
    NONE = "none", _("没有可提取的文本")
    FAILED = "failed", _("提取失败")
    REMOVED = "removed", _("已移除")


class RetractionKind(models.TextChoices):
    """撤回原因."""

    WRONG = "wrong", _("内容有误")
    OUTDATED = "outdated", _("不再适用")
    RIGHTS = "rights", _("侵害他人合法权益")
    PRIVACY = "privacy", _("含有个人信息")
    SECRET_LEAK = "secret_leak", _("涉及国家秘密")
    OTHER = "other", _("其他")


class CollectionKind(models.TextChoices):
    """汇编类型 — by what its texts are cut into entries."""

    ANNALS = "annals", _("志书")
    CHRONICLE = "chronicle", _("大事记")
    QUESTIONS = "questions", _("法律知识问答")


class FeedKind(models.TextChoices):
    """采集格式."""

    ATOM = "atom", _("Atom 订阅源")
    DCAT = "dcat", _("DCAT 数据目录")


class IntakeMode(models.TextChoices):
    """接收方式 — what becomes of what comes from outside."""

    DRAFT = "draft", _("作为草稿，审查后公开")
    TAKEN_OVER = "taken_over", _("原已公开，直接转入")


class RunKind(models.TextChoices):
    """导入类型."""

    LAWS = "laws", _("法律文本")
    FOLDER = "folder", _("文件夹")
    TABLE = "table", _("表格")
    HARVEST = "harvest", _("采集")


class RunState(models.TextChoices):
    """导入进度."""

    RUNNING = "running", _("进行中")
    DONE = "done", _("已完成")
    STOPPED = "stopped", _("已停止")


class RowState(models.TextChoices):
    """导入结果."""

    TAKEN = "taken", _("已导入")
    SKIPPED = "skipped", _("已有")
    FAILED = "failed", _("有错误")


class ErrorKind(models.TextChoices):
    """纠错类型."""

    WRONG = "wrong", _("内容有误")
    OUTDATED = "outdated", _("已经过时")
    BROKEN = "broken", _("打不开或者显示不全")
    OTHER = "other", _("其他")


class ReportState(models.TextChoices):
    """纠错状态."""

    RECEIVED = "received", _("待答复")
    CORRECTED = "corrected", _("已更正")
    EXPLAINED = "explained", _("已说明")
