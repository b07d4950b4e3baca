"""The ways into approvals: the guide for everyone, the own applications, the cases that a post reads."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import CASE_READERS
from yimen.kernel.people.actor import has_role, person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.menu import Entry

from . import catalogue
from .rounds import takes_part


def applies(actor: Actor) -> bool:
    """Residents and enterprises: for them the own applications are what they come for."""
    person = person_actor(actor)
    return person is not None and not person.is_staff


def is_official(actor: Actor) -> bool:
    """Officials apply as anyone may, but it is not what they sign in for."""
    person = person_actor(actor)
    return person is not None and person.is_staff


def reads_cases(actor: Actor) -> bool:
    return has_role(actor, *CASE_READERS)


def takes_in(actor: Actor) -> bool:
    """Who sits at a window registers applications for people at the counter."""
    return has_role(actor, Role.WINDOW_CLERK, Role.RECEPTIONIST)


def keeps_accounts(actor: Actor) -> bool:
    """Who keeps or checks the accounts of a centre."""
    return has_role(actor, Role.FEE_OFFICER, Role.CENTRE_MANAGER, Role.SUPERVISOR, Role.AUDITOR)


def sets_prices(actor: Actor) -> bool:
    return has_role(actor, Role.PRICING_OFFICER)


def heads_a_section(actor: Actor) -> bool:
    return has_role(actor, Role.SECTION_HEAD)


def keeps_catalogue(actor: Actor) -> bool:
    """Who drafts what another body shall take in, and who publishes it."""
    return has_role(actor, Role.CATALOGUE_EDITOR, Role.CATALOGUE_APPROVER)


def checks_commitments(actor: Actor) -> bool:
    return has_role(actor, Role.SECTION_EXAMINER, Role.SECTION_HEAD, Role.LEADER, Role.SUPERVISOR)


ENTRIES = [
    Entry(
        "catalogue",
        _("事项目录"),
        "approvals:catalogue",
        shows=catalogue.reads,
        place="main",
        order=45,
        holds=("approvals:content", "approvals:form-schema", "approvals:version-content"),
    ),
    Entry("guide", _("办事指南"), "approvals:guide", place="main", order=20),
    Entry("rounds", _("集中清理"), "approvals:rounds", place="footer", order=19),
    Entry("rounds-own", _("集中清理"), "approvals:rounds", shows=takes_part, place="account", order=60),
    Entry("hand-overs", _("移交"), "approvals:hand-overs", shows=reads_cases, place="account", order=61),
    Entry(
        "sharing", _("结果共享"), "approvals:list-of-sharing", shows=reads_cases, place="account", order=62
    ),
    Entry("delegations", _("权力下放"), "approvals:delegations", place="footer", order=20),
    Entry(
        "delegations-own",
        _("权力下放"),
        "approvals:delegations",
        shows=keeps_catalogue,
        place="account",
        order=61,
    ),
    Entry("mine", _("我的申请"), "approvals:mine", shows=applies, place="main", order=25),
    Entry("mine-official", _("我的申请"), "approvals:mine", shows=is_official, place="account", order=25),
    Entry("handled", _("办件"), "approvals:handled", shows=reads_cases, place="main", order=40),
    Entry("checks", _("承诺核查"), "approvals:checks", shows=checks_commitments, place="account", order=45),
    Entry("routing", _("分派规则"), "approvals:routing", shows=heads_a_section, place="account", order=46),
    Entry("window-start", _("窗口登记"), "approvals:window-start", shows=takes_in, place="main", order=35),
    Entry("charges", _("收费管理"), "approvals:charges", shows=keeps_accounts, place="main", order=45),
    Entry("fees", _("收费目录清单"), "approvals:fees", shows=sets_prices, place="main", order=46),
    Entry("own-papers", _("纸质材料"), "approvals:own-papers", shows=is_official, place="account", order=28),
    Entry("scan", _("扫码打开办件"), "approvals:scan", shows=reads_cases, place="account", order=27),
    Entry("my-licences", _("我的证照"), "approvals:my-licences", shows=applies, place="main", order=26),
    Entry(
        "my-licences-official",
        _("我的证照"),
        "approvals:my-licences",
        shows=is_official,
        place="account",
        order=26,
    ),
    Entry("licences", _("证照目录"), "approvals:licences", shows=reads_cases, place="main", order=47),
    Entry("register-of-licences", _("证照目录"), "approvals:licences", place="footer", order=21),
]
