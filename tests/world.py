"""示例市: the example city and its cast, by post. States are reached by verbs, never by writing fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from yimen.kernel.base.actor import Machine, Public
from yimen.kernel.base.ids import new_id
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.notices.models import Delivery, Notice
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.modules.approvals import actions, checklist
from yimen.modules.approvals.models import Application, BasicItem, Item, ItemVersion
from yimen.project.city.files import CityFolder
from yimen.project.city.loading import load_city
from yimen.replay.paper import small_pdf

ROOT = Path(__file__).resolve().parents[1]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LOADED = datetime(2026, 1, 5, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FOUR_ONES, SPOT, FILING, CONFIRMER = (
    "road-occupation",
    "driving-licence-renewal",
    "investment-filing",
    "company-registration",
)

TERMS = (
    "effective_from",
    "pattern",
    "mode",
    "statutory_days",
    "statutory_basis",
    "promised_days",
    "extension_max",
    "single_officer_allowed",
    "centre",
    "channels",
    "result_name",
    "result_kind",
    "validity_months",
    "correction_lapse",
    "tolerance_lapse",
)


def load_the_city() -> None:
    load_city(CityFolder(ROOT / "cities" / "shenyang"), by=Machine("city data", origin="command"), at=LOADED)
    Delivery.objects.all().delete()  # what the loading told the example persons is no part of any story
    Notice.objects.all().delete()


class World:
    """The cast and the things they meet. Actors are made for the day of NOON unless said otherwise."""

    noon = NOON

    def actor(self, login: str, *, at: datetime = NOON, secured: bool = True) -> PersonActor:
        """The person with this login, as one who acts on the day."""
        return PersonActor(
            Person.objects.get(login=login), at.astimezone(NOON.tzinfo).date(), is_secured=secured
        )

    @cached_property
    def resident(self) -> PersonActor:
        """示例居民 — applies in her own name."""
        return self.actor("resident.one")

    @cached_property
    def stranger(self) -> PersonActor:
        """Another resident, who must see nothing."""
        return self.actor("resident.two")

    @cached_property
    def enterprise(self) -> PersonActor:
        return self.actor("enterprise.one")

    @cached_property
    def clerk(self) -> PersonActor:
        """窗口受理员 of the construction bureau."""
        return self.actor("clerk.construction")

    @cached_property
    def examiner(self) -> PersonActor:
        return self.actor("examiner.construction")

    @cached_property
    def head(self) -> PersonActor:
        return self.actor("head.construction")

    @cached_property
    def leader(self) -> PersonActor:
        return self.actor("leader.construction")

    @cached_property
    def chief(self) -> PersonActor:
        return self.actor("chief.construction")

    @cached_property
    def keeper(self) -> PersonActor:
        """用印员"""
        return self.actor("seal.construction")

    @cached_property
    def issuer(self) -> PersonActor:
        """发证员"""
        return self.actor("issue.construction")

    @cached_property
    def outsider(self) -> PersonActor:
        """A clerk of another department."""
        return self.actor("clerk.market")

    @cached_property
    def manager(self) -> PersonActor:
        """中心管理"""
        return self.actor("manager")

    @cached_property
    def administrator(self) -> PersonActor:
        return self.actor("administrator")

    @cached_property
    def reception(self) -> PersonActor:
        """综合窗口 of the city centre."""
        return self.actor("reception")

    @cached_property
    def second_examiner(self) -> PersonActor:
        """The other examiner of the construction bureau."""
        return self.actor("examiner2.construction")

    @cached_property
    def archivist(self) -> PersonActor:
        return self.actor("archivist")

    @cached_property
    def steward(self) -> PersonActor:
        """数据管理"""
        return self.actor("steward")

    @cached_property
    def editor(self) -> PersonActor:
        """目录编辑 of the construction bureau."""
        return self.actor("editor.construction")

    @cached_property
    def approver(self) -> PersonActor:
        """目录审定 of the city."""
        return self.actor("approver.catalogue")

    @cached_property
    def lawyer(self) -> PersonActor:
        """法制审核"""
        return self.actor("legal")

    @cached_property
    def pricer(self) -> PersonActor:
        """价格审核"""
        return self.actor("pricing")

    @cached_property
    def supervisor(self) -> PersonActor:
        return self.actor("supervisor")

    @cached_property
    def auditor(self) -> PersonActor:
        return self.actor("auditor")

    @cached_property
    def cashier(self) -> PersonActor:
        """收费管理 of the city centre."""
        return self.actor("fees.one")

    @cached_property
    def second_cashier(self) -> PersonActor:
        return self.actor("fees.two")

    @cached_property
    def pricing(self) -> PersonActor:
        """价格公布"""
        return self.actor("pricing.officer")

    @property
    def public(self) -> Public:
        return Public()

    def machine(self, name: str) -> Machine:
        return Machine(name)

    def item(self, code: str = FOUR_ONES) -> Item:
        return Item.objects.select_related("org").get(code=code)

    def version(self, code: str = FOUR_ONES) -> ItemVersion:
        """The version that holds."""
        return ItemVersion.objects.get(item__code=code, state__in=["in_force", "suspended"])

    def variant(
        self, code: str = FOUR_ONES, *, content: Mapping[str, Any] | None = None, **terms: Any
    ) -> str:
        """Another item like the one with the code, its terms changed as said; the code of the new item."""
        like, loader = self.version(code), Machine("city data", origin="command")
        added = actions.add_item(
            like.item.org,
            code=f"variant-{new_id().hex}",
            name=like.item.name,
            kind=like.item.kind,
            audiences=like.item.audiences,
            legal_bases=[{"instrument": "行政许可法"}],
            by=loader,
            at=LOADED,
        )
        drafted = actions.draft_version(
            added.item,
            content={**like.content, **(content or {})},
            terms={name: getattr(like, name) for name in TERMS} | terms,
            by=loader,
            at=LOADED,
        )
        actions.publish_version(drafted.version, instrument_no="示例〔2026〕1号", by=loader, at=LOADED)
        return added.item.code

    def basic(self, code: str) -> BasicItem:
        return BasicItem.objects.get(basic_code=code)

    def copied(self, first: date, *, code: str = FOUR_ONES, **changed: Any) -> ItemVersion:
        """A draft like the version in force, from another first day, its terms changed as said."""
        editor = self.editor
        copy = actions.copy_version(self.version(code), effective_from=first, by=editor, at=NOON).version
        if changed:
            actions.amend_version(copy, terms=changed, by=editor, at=NOON)
        return ItemVersion.objects.select_related("item__org").get(pk=copy.pk)

    def reviewed(self, version: ItemVersion, *, at: datetime = NOON) -> ItemVersion:
        """The draft in review, with every opinion that it needs: it may be published."""
        actions.submit_version_for_review(version, by=self.head, at=at)
        agreed = {"stance": "agree", "text": "", "at": at}
        actions.give_legal_opinion(version, by=self.lawyer, **agreed)
        if version.body.fees:
            actions.give_pricing_opinion(version, by=self.pricer, **agreed)
        return ItemVersion.objects.select_related("item__org").get(pk=version.pk)

    def published(self, version: ItemVersion, *, at: datetime = NOON) -> ItemVersion:
        """The draft reviewed and published by the approver of the catalogue."""
        facts = {"instrument_no": "示例〔2026〕2号", "by": self.approver, "at": at}
        return actions.publish_version(self.reviewed(version, at=at), **facts).version

    def window(self, number: str = "B01") -> Window:
        return Window.objects.filter(number=number).select_related("centre").first()  # type: ignore[return-value]

    def org(self, code: str = "urban-rural-construction") -> Org:
        return Org.objects.get(code=code)

    def received(self, text: str = "example") -> Received:
        """A small real PDF, taken in through the one door; the same text once a process."""
        return _received(text)

    # --- applications, each reached by verbs

    def draft(
        self,
        code: str = FOUR_ONES,
        *,
        by: PersonActor | None = None,
        clerk: PersonActor | None = None,
        without: Sequence[str] = (),
        at: datetime = NOON,
        **facts: Any,
    ) -> Application:
        """A draft whose questions are answered and whose materials are there, but those named ``without``.

        With a ``clerk`` it is made at a window, for the applicant who stands there.
        """
        applicant = by or self.resident
        writer, channel = (clerk, "window") if clerk else (applicant, "web")
        application_id: UUID = facts.pop("application_id", new_id())
        answers = facts.pop("answers", None) or first_answers(self.version(code))
        where = {name: facts.pop(name) for name in ("place", "project") if name in facts}
        filled: dict[str, Any] | None = facts.pop("form", None)
        done = actions.save_draft(
            self.item(code),
            applicant=applicant.person,
            answers=answers,
            application_id=application_id,
            channel=channel,
            **where,
            by=writer,
            at=at,
        )
        contact = {"contact_phone": "13800000000", "subject": "示例申请", **facts}
        application = actions.amend_draft(done.application, contact=contact, by=writer, at=at).application
        if application.version.body.form:
            answers = filled if filled is not None else example_answers(application)
            application = actions.fill_form(application, answers=answers, by=writer, at=at).application
        for material in [row.material for row in checklist.rows(application)]:
            if material.is_asked_of_applicant and material.key not in without:
                actions.attach_material(
                    application,
                    key=material.key,
                    name=f"{material.key}.pdf",
                    received=self.received(),
                    by=writer,
                    at=at,
                )
        return self.fresh(application)

    def submitted(self, code: str = FOUR_ONES, *, at: datetime = NOON, **facts: Any) -> Application:
        application = self.draft(code, at=at, **facts)
        by = facts.get("clerk") or facts.get("by") or self.resident
        return self.fresh(actions.submit(application, by=by, at=at).application)

    def accepted(self, *, at: datetime = NOON, **facts: Any) -> Application:
        application = self.submitted(at=at, **facts)
        return self.fresh(actions.accept(application, window=self.window(), by=self.clerk, at=at).application)

    def in_review(self, *, at: datetime = NOON, **facts: Any) -> Application:
        application = self.accepted(at=at, **facts)
        done = actions.assign(application, reviewer=self.examiner.person, by=self.examiner, at=at)
        return self.fresh(done.application)

    def in_approval(self, *, at: datetime = NOON, **facts: Any) -> Application:
        application = self.in_review(at=at, **facts)
        done = actions.examine(
            application, opinion="grant", grounds="材料齐全，符合条件。", by=self.examiner, at=at
        )
        return self.fresh(done.application)

    def decided(self, *, at: datetime = NOON, **facts: Any) -> Application:
        return self.fresh(
            actions.approve(self.in_approval(at=at, **facts), by=self.leader, at=at).application
        )

    def sealed(self, *, at: datetime = NOON, **facts: Any) -> Application:
        return self.fresh(actions.conclude(self.decided(at=at, **facts), by=self.keeper, at=at).application)

    def closed(self, *, at: datetime = NOON, **facts: Any) -> Application:
        """Delivered at the window, and closed by that."""
        application = self.sealed(at=at, **facts)
        handed = {"method": "window", "receiver": application.applicant_name, "identity_checked": True}
        return self.fresh(actions.deliver(application, **handed, by=self.issuer, at=at).application)

    def archived(self, *, at: datetime = NOON, **facts: Any) -> Application:
        return self.fresh(actions.archive(self.closed(at=at, **facts), by=self.archivist, at=at).application)

    # --- the side ways

    def reported(self, *, at: datetime = NOON) -> Application:
        """Reviewed here, to be decided by the market regulation bureau, which stands for the upper level."""
        code = self.variant(pattern="report_up", content={"report_up": {"upper": "market-regulation"}})
        done = actions.report_up(self.in_approval(code=code, at=at), by=self.leader, at=at)
        return self.fresh(done.application)

    def correction_requested(
        self, code: str = FOUR_ONES, *, keys: Sequence[str] = (), at: datetime = NOON
    ) -> Application:
        """Asked once to correct the named materials, or the application form."""
        application = self.submitted(code, at=at)
        rows = [
            {"key": key, "defect": "illegible", "cure": "重新上传"} for key in keys or ["application-form"]
        ]
        done = actions.require_correction(application, rows=rows, by=self.clerk, at=at)
        return self.fresh(done.application)

    def discarded(self, *, at: datetime = NOON) -> Application:
        return self.fresh(actions.discard_draft(self.draft(at=at), by=self.resident, at=at).application)

    def not_required(self, *, at: datetime = NOON) -> Application:
        act, facts = actions.declare_not_required, {"reason": "不需要许可"}
        return self.fresh(act(self.submitted(at=at), **facts, by=self.clerk, at=at).application)

    def not_competent(self, *, at: datetime = NOON) -> Application:
        act, facts = actions.decide_not_competent, {"competent_body": "沈阳市公安局"}
        return self.fresh(act(self.submitted(at=at), **facts, by=self.clerk, at=at).application)

    def refusal_proposed(self, *, at: datetime = NOON) -> Application:
        facts = {"reason": "不符合受理条件", "article": "行政许可法第三十二条"}
        done = actions.propose_refusal(self.submitted(at=at), **facts, by=self.clerk, at=at)
        return self.fresh(done.application)

    def refused_acceptance(self, *, at: datetime = NOON) -> Application:
        done = actions.refuse_acceptance(self.refusal_proposed(at=at), by=self.chief, at=at)
        return self.fresh(done.application)

    def withdrawn(self, *, at: datetime = NOON) -> Application:
        return self.fresh(actions.withdraw(self.submitted(at=at), by=self.resident, at=at).application)

    def deemed_withdrawn(self) -> Application:
        """The correction was due on 30 March and did not come."""
        sweep = self.machine("deadline sweep")
        done = actions.lapse_correction(self.correction_requested(), by=sweep, at=self.later(29))
        return self.fresh(done.application)

    def fresh(self, application: Application) -> Application:
        return Application.objects.select_related("case", "version", "item").get(pk=application.pk)

    def later(self, days: int) -> datetime:
        return NOON + timedelta(days=days)


@cache
def _received(text: str) -> Received:
    return receive(small_pdf(text), filename="example.pdf")


def first_answers(version: ItemVersion) -> dict[str, list[str]]:
    """The first option of every question that then applies."""
    answers: dict[str, list[str]] = {}
    for situation in version.body.situations:
        if version.body.applies(situation, answers):
            answers[situation.key] = [situation.options[0].key]
    return answers


EXAMPLES: dict[str, Any] = {
    "text": "示例",
    "textarea": "示例",
    "number": 250,
    "integer": 2000,
    "money": 100,
    "date": "2026-05-01",
    "flag": False,
    "resident_id": "11010519491231002X",
    "credit_code": "91350100M000100Y43",
    "phone": "13800000000",
}
"""One right answer for each kind of field."""


def example_answers(application: Application) -> dict[str, Any]:
    """A right answer to every field that must be answered and is not known."""
    form = application.version.body.form
    wanted = [one for one in form.fields if one.is_required and one.key not in application.form]
    return application.form | {one.key: _example(one) for one in wanted}


def _example(field: Any) -> Any:
    if field.kind == "table":
        return [{one.key: _example(one) for one in field.columns if one.is_required}] * max(
            field.fewest_rows, 1
        )
    if field.kind in ("choice", "multiple"):
        first = field.choices[0].key
        return first if field.kind == "choice" else [first]
    value = EXAMPLES[field.kind]
    return min(value, float(field.most)) if field.most is not None and not isinstance(value, str) else value
