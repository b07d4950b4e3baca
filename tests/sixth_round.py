"""第六次集中清理: the report's case as a world of its own, reached by verbs.

118 items of the real departments; eight of them are cancelled, 货车通行证 and 罚没许可证 by name (the other six are
examples), 110 are retained and sit in the hall or in one of the four sub-centres.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.world import LOADED, NOON, TERMS, World
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import CatalogueRound, CleanupProposal, Item
from yimen.modules.approvals.states import GroupDuty

BEFORE, RETAINED = 118, 110
INSTRUMENT = "沈政发〔2008〕21号"
TITLE = "关于深化行政审批制度改革若干意见"
FIRST_DAY = date(2026, 4, 1)
CANCELLED = (
    ("freight-pass", "货车通行证", "public-security"),
    ("confiscation-licence", "罚没许可证", "finance"),
    ("example-cancelled-3", "示例·户外宣传品悬挂审批", "urban-management"),
    ("example-cancelled-4", "示例·经营性停车场备案登记审批", "transport"),
    ("example-cancelled-5", "示例·内部培训班开办审批", "education"),
    ("example-cancelled-6", "示例·印刷品购置审批", "culture-tourism"),
    ("example-cancelled-7", "示例·基建项目开工登记审批", "urban-rural-construction"),
    ("example-cancelled-8", "示例·涉外展览会登记审批", "commerce"),
)
SUBCENTRES = ("subcentre-vehicle", "subcentre-driver", "subcentre-farm-machinery", "subcentre-exit-entry")
MEMBERS = {
    GroupDuty.CENTRE.value: ("city-centre", "group.centre"),
    GroupDuty.SUPERVISION.value: ("supervision", "group.supervision"),
    GroupDuty.LEGAL.value: ("justice", "group.legal"),
    GroupDuty.FINANCE.value: ("finance", "group.finance"),
    GroupDuty.PRICING.value: ("development-reform", "group.pricing"),
}


class SixthRound:
    """The round and those who take part in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.lead = world.actor("approver.catalogue")
        self.voices = {duty: world.actor(login) for duty, (_org, login) in MEMBERS.items()}

    def populate(self, count: int = BEFORE) -> None:
        """The eight to be cancelled, and as many more of the departments as are missing."""
        for code, name, org in CANCELLED:
            self.add(code, name, org, "city-centre")
        codes = Item.objects.order_by().values_list("org__code", flat=True).distinct()
        bodies = sorted(set(codes) - {"finance", "commerce"})
        missing = count - queries.current_versions(NOON.date()).count()
        for number in range(missing):
            body = bodies[number % len(bodies)]
            centre = SUBCENTRES[number % 4] if body in ("public-security", "agriculture") else "city-centre"
            self.add(f"example-retained-{number}", f"示例事项{number + 1}", body, centre)

    def add(self, code: str, name: str, org: str, centre: str, **terms: Any) -> Item:
        """One item like the first of the city, in force."""
        like, loader = self.world.version(), self.world.machine("city data")
        item = actions.add_item(
            Org.objects.get(code=org), code=code, name=name, kind="licence", audiences=["enterprise"],
            legal_bases=[{"instrument": "行政许可法"}], by=loader, at=LOADED,
        ).item  # fmt: skip
        facts = {one: getattr(like, one) for one in TERMS} | {"centre": Org.objects.get(code=centre)} | terms
        drafted = actions.draft_version(item, content=like.content, terms=facts, by=loader, at=LOADED)
        actions.publish_version(drafted.version, instrument_no="示例〔2026〕1号", by=loader, at=LOADED)
        return item

    def opened(self, ordinal: int = 6) -> CatalogueRound:
        members = {duty: Org.objects.get(code=code) for duty, (code, _login) in MEMBERS.items()}
        return actions.open_round(
            Org.objects.get(code="city-centre"), ordinal=ordinal, title="第六次集中清理", members=members,
            by=self.lead, at=NOON,
        ).round  # fmt: skip

    def editor(self, proposal: CleanupProposal) -> PersonActor:
        """The head of the approval office of the department; where the city data has none, the city's own leader."""
        known = {
            "urban-rural-construction": "head.construction",
            "market-regulation": "head.market",
            "natural-resources": "head.planning",
        }
        return self.world.actor(known.get(proposal.org.code, "head.joint"))

    def propose(self, proposal: CleanupProposal, outcome: str, **facts: Any) -> None:
        given = {"detail": {}, "reason": "设定依据仍然有效，确需保留。"} | facts
        if outcome != "retain":
            given = {"legal_analysis": "不违反上位法。", "effective_from": FIRST_DAY} | given
        actions.propose_cleanup(proposal, outcome=outcome, **given, by=self.editor(proposal), at=NOON)

    def circulated(self, proposal: CleanupProposal, outcome: str, **facts: Any) -> CleanupProposal:
        self.propose(proposal, outcome, **facts)
        return actions.circulate_proposal(proposal, by=self.editor(proposal), at=NOON).proposal

    def heard(self, proposal: CleanupProposal, against: Sequence[str] = ()) -> None:
        """Every member speaks; those named do not agree."""
        for member in proposal.round.members.all():
            says = (
                {"stance": "disagree", "text": "依据不足。"}
                if member.duty in against
                else {"stance": "agree"}
            )
            actions.give_opinion(proposal, member=member, **says, by=self.voices[member.duty], at=NOON)

    def decided(self, proposal: CleanupProposal, outcome: str, **facts: Any) -> CleanupProposal:
        self.circulated(proposal, outcome, **facts)
        self.heard(proposal)
        done = actions.decide_proposal(
            proposal, adopted=True, instrument_no=INSTRUMENT, by=self.lead, at=NOON
        )
        return done.proposal

    def published(self, round_: CatalogueRound) -> CatalogueRound:
        return actions.publish_round(
            round_, instrument_no=INSTRUMENT, instrument_title=TITLE, by=self.lead, at=NOON
        ).round

    def executed(self, round_: CatalogueRound) -> None:
        for one in round_.proposals.filter(state="published").order_by("pk"):
            actions.execute_proposal(one, by=self.world.machine("catalogue sweep"), at=NOON)

    def proposal(self, round_: CatalogueRound, code: str) -> CleanupProposal:
        return round_.proposals.select_related("org", "item", "round", "version").get(item__code=code)
