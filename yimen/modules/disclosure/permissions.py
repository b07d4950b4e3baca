"""Who may: drafters write, three others check and sign, the disclosure officer publishes; each within the own body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.grounds import anyone, machine, post, secured
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    CHECK_FIRST = "disclosure.check.first", _("初审公开信息")
    CHECK_REFER = "disclosure.check.refer", _("提请确定能否公开")
    CHECK_RETURN = "disclosure.check.return", _("退回公开信息稿件")
    CHECK_SECRECY = "disclosure.check.secrecy", _("保密审查")
    CHECK_SIGN = "disclosure.check.sign", _("签发公开信息")
    CLASSIFICATION_KEEP = "disclosure.classification.keep", _("维护信息分类")
    COLLECTION_GATHER = "disclosure.collection.gather", _("编录汇编条目")
    COLLECTION_KEEP = "disclosure.collection.keep", _("编辑汇编")
    DUE_MOVE = "disclosure.publication.move-due", _("重算公开期限")
    ERROR_ANSWER = "disclosure.error-report.answer", _("答复纠错")
    ERROR_REPORT = "disclosure.error-report.report", _("提出纠错")
    GUIDE_PUBLISH = "disclosure.guide.publish", _("公布公开指南")
    HARVEST_KEEP = "disclosure.harvest.keep", _("管理采集来源")
    HARVEST_WORK = "disclosure.harvest.work", _("采集")
    IMPORT_START = "disclosure.import.start", _("导入为草稿")
    IMPORT_TAKE_OVER = "disclosure.import.take-over", _("转入原已公开的信息")
    IMPORT_WORK = "disclosure.import.work", _("办理导入")
    LAPSE_TELL = "disclosure.publication.tell-lapse", _("告知文件失效")
    PUBLICATION_ARCHIVE = "disclosure.publication.archive", _("归档公开信息")
    PUBLICATION_DRAFT = "disclosure.publication.draft", _("起草公开信息")
    PUBLICATION_ORDER_RETRACTION = "disclosure.publication.order-retraction", _("责令撤回公开信息")
    PUBLICATION_PUBLISH = "disclosure.publication.publish", _("公开信息")
    PUBLICATION_REEVALUATE = "disclosure.publication.reevaluate", _("评估不予公开的信息")
    PUBLICATION_RETRACT = "disclosure.publication.retract", _("撤回公开信息")
    PUBLICATION_SCHEDULE = "disclosure.publication.schedule", _("定时公开信息")
    PUBLICATION_TAKE_OVER = "disclosure.publication.take-over", _("转入已经公开的信息")
    PUBLICATION_VALIDITY = "disclosure.publication.validity", _("登记文件效力变动")
    REFERRAL_ANSWER = "disclosure.referral.answer", _("答复提请确定")
    RULES_COMPILE = "disclosure.rules.compile", _("编印制度汇编")
    STANDING_CONFIRM = "disclosure.standing.confirm", _("确认类别审查")
    STANDING_END = "disclosure.standing.end", _("终止类别审查")
    STANDING_PROPOSE = "disclosure.standing.propose", _("提出类别审查")
    STANDING_PUBLISH = "disclosure.standing.publish", _("按类别审查公开结果")
    STANDING_SIGN = "disclosure.standing.sign", _("签发类别审查")
    TEXT_EXTRACT = "disclosure.attachment.extract", _("提取附件文本")


def _is_addressed(actor: Actor, subject: object) -> bool:
    """A post of the body to which the doubt was referred, not of one above it."""
    person = person_actor(actor)
    return person is not None and any(
        one.role in ANSWERING and one.org_id == getattr(subject, "to_org_id", None) for one in person.posts
    )


ANSWERING = (Role.SECRECY_AUTHORITY, Role.OPENNESS_SUPERVISOR)
addressed = Ground("addressed", _("被提请的机关"), _is_addressed)

CITY_DATA = machine("city data")
COMMAND = machine("import")
GATHERING = machine("collection gathering")
HARVEST = machine("harvest")
EXTRACTION = machine("text extraction")
RESULTS = machine("result publication")
SCHEDULE = machine("publication schedule")
TAKE_OVER = machine("import", "harvest", "city data")
WATCH = machine("validity watch")

DISCLOSURE_HEAD = secured(post(Role.DISCLOSURE_HEAD))
DRAFTER = post(Role.INFORMATION_DRAFTER, Role.SECTION_HEAD, Role.DISCLOSURE_OFFICER)
EDITOR = post(Role.EDITOR)
HEAD = post(Role.SECTION_HEAD)
LEADER = secured(post(Role.LEADER))
OFFICER = post(Role.DISCLOSURE_OFFICER)
REVIEWER = post(Role.SECRECY_REVIEWER)
SUPERVISOR = post(Role.OPENNESS_SUPERVISOR)

MACHINES: Mapping[str, Text] = {
    "collection gathering": _("系统（编录汇编）"),
    "harvest": _("系统（采集）"),
    "import": _("系统（导入）"),
    "publication schedule": _("系统（定时公开）"),
    "result publication": _("系统（结果公开）"),
    "text extraction": _("系统（提取文本）"),
    "validity watch": _("系统（有效期）"),
}

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.CHECK_FIRST: [HEAD],
    Permission.CHECK_REFER: [REVIEWER],
    Permission.CHECK_RETURN: [HEAD, REVIEWER, LEADER],
    Permission.CHECK_SECRECY: [REVIEWER],
    Permission.CHECK_SIGN: [LEADER],
    Permission.CLASSIFICATION_KEEP: [SUPERVISOR, CITY_DATA],
    Permission.COLLECTION_GATHER: [GATHERING],
    Permission.COLLECTION_KEEP: [EDITOR, CITY_DATA, COMMAND, GATHERING],
    Permission.DUE_MOVE: [machine("calendar")],
    Permission.ERROR_ANSWER: [OFFICER, EDITOR],
    Permission.ERROR_REPORT: [anyone],
    Permission.GUIDE_PUBLISH: [OFFICER, CITY_DATA],
    Permission.HARVEST_KEEP: [DISCLOSURE_HEAD],
    Permission.HARVEST_WORK: [HARVEST],
    Permission.IMPORT_START: [OFFICER, DISCLOSURE_HEAD, COMMAND],
    Permission.IMPORT_TAKE_OVER: [DISCLOSURE_HEAD, COMMAND],
    Permission.IMPORT_WORK: [COMMAND, HARVEST],
    Permission.LAPSE_TELL: [WATCH],
    Permission.PUBLICATION_ARCHIVE: [OFFICER],
    Permission.PUBLICATION_DRAFT: [DRAFTER, COMMAND, HARVEST],
    Permission.PUBLICATION_ORDER_RETRACTION: [SUPERVISOR, secured(post(Role.SECRECY_AUTHORITY))],
    Permission.PUBLICATION_PUBLISH: [OFFICER, SCHEDULE],
    Permission.PUBLICATION_REEVALUATE: [OFFICER],
    Permission.PUBLICATION_RETRACT: [LEADER],
    Permission.PUBLICATION_SCHEDULE: [OFFICER],
    Permission.PUBLICATION_TAKE_OVER: [TAKE_OVER],
    Permission.PUBLICATION_VALIDITY: [OFFICER],
    Permission.REFERRAL_ANSWER: [secured(addressed)],
    Permission.RULES_COMPILE: [OFFICER],
    Permission.STANDING_CONFIRM: [HEAD],
    Permission.STANDING_END: [REVIEWER, LEADER],
    Permission.STANDING_PROPOSE: [REVIEWER],
    Permission.STANDING_PUBLISH: [RESULTS],
    Permission.STANDING_SIGN: [LEADER],
    Permission.TEXT_EXTRACT: [EXTRACTION],
}
