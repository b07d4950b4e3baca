"""A bureau walked through supervision by verbs, and what tests look at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.documents.models import File
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.modules.supervision import actions
from yimen.modules.supervision.actions import Found
from yimen.modules.supervision.models import (
    InspectionCampaign,
    NoticeSignature,
    RegisterImport,
    RegisterRow,
    Sample,
    SupervisionCase,
    Suspicion,
)

SUPERVISION = ("supervisor", "second", "chief_supervisor", "chief_centre")
UNIT = ("leader", "head", "chief")
OTHERS = (
    "resident", "stranger", "enterprise", "clerk", "examiner", "outsider", "keeper", "manager", "auditor",
    "administrator", "public",
)  # fmt: skip
TABLES = (
    "audit_entry", "cases_case", "cases_workitem", "documents_document", "notices_notice",
    "supervision_callback", "supervision_casefinding", "supervision_caselead", "supervision_fieldvisit",
    "supervision_inspectioncampaign", "supervision_noticesignature", "supervision_questionnaire",
    "supervision_questionset", "supervision_rectificationcheck", "supervision_rectificationnotice",
    "supervision_rectificationplan", "supervision_resampling", "supervision_sample", "supervision_sampleframe",
    "supervision_supervisioncase", "supervision_supervisioncomplaint", "supervision_suspicion",
    "supervision_accountability",
)  # fmt: skip
FOUND = (
    Found("outside_hall", "登记册有三件许可没有在大厅登记", "R-OH-5"),
    Found("charges", "申请人反映直接向经办人交费，没有票据"),
)
DEMANDS = ("停止厅外受理和审批", "退还违规收取的款项")
PLAN = {"causes": "窗口授权不到位", "measures": "全部事项进厅，取消处室收费", "owner": "示例·许宁"}


def after(days: int, at: datetime = NOON) -> datetime:
    return at + timedelta(days=days)


class Bureau:
    """The construction bureau as it is supervised: campaigns and cases, each reached by verbs."""

    def __init__(self, world: World) -> None:
        self.world = world

    def __getattr__(self, name: str) -> Any:
        return getattr(self.world, name)

    @property
    def unit(self) -> Org:
        return Org.objects.get(code="urban-rural-construction")

    @property
    def office(self) -> Org:
        return Org.objects.get(code="supervision")

    @property
    def centre(self) -> Org:
        return Org.objects.get(code="city-centre")

    @property
    def second(self) -> PersonActor:
        """Another supervisor."""
        return self.world.actor("supervisor.two")

    @property
    def chief_supervisor(self) -> PersonActor:
        """The leader of the office of supervision."""
        return self.world.actor("leader.supervision")

    @property
    def chief_centre(self) -> PersonActor:
        """The leader of the centre."""
        return self.world.actor("leader.centre")

    @property
    def mayor(self) -> PersonActor:
        return self.world.actor("leader.government")

    # --- campaigns

    def planned(self, **facts: Any) -> InspectionCampaign:
        said = {
            "title": "厅外审批、厅外收费专项检查",
            "method": "随机抽样，回访、走访申请人",
            "first_day": date(2026, 1, 1),
            "last_day": date(2026, 3, 31),
            "scope": [self.unit],
            "joint_with": [self.centre],
            **facts,
        }
        return actions.plan_campaign(self.office, **said, by=self.supervisor, at=NOON).campaign

    def running(self, **facts: Any) -> InspectionCampaign:
        return fresh(actions.start_campaign(self.planned(**facts), by=self.supervisor, at=NOON).campaign)

    def register(self, *holders: str, phone: str = "13900000000") -> None:
        """A register of the bureau with licences of which this system knows nothing."""
        content = File.objects.create(sha256=new_id().hex * 2, size=1, media_type="text/csv", stored_at=NOON)
        days = {"first_day": date(2026, 1, 1), "last_day": date(2026, 3, 31)}
        brought = RegisterImport.objects.create(
            org=self.unit,
            kind="licences",
            file=content,
            filename="登记册.csv",
            row_count=len(holders),
            imported_at=NOON,
            imported_by="示例",
            **days,
        )
        rows = [
            RegisterRow(
                register=brought,
                row=place,
                number=f"册外{place}号",
                dated_on=date(2026, 2, 2),
                holder=holder,
                phone=phone[:-1] + str(place % 10) if phone else "",
            )
            for place, holder in enumerate(holders, 2)
        ]
        RegisterRow.objects.bulk_create(rows)

    def drawn(self, *holders: str, phone: str = "13900000000") -> list[Sample]:
        self.register(*(holders or ("示例甲公司", "示例乙公司", "示例丙公司")), phone=phone)
        campaign = self.running()
        share = {"source": "registers", "size": 100, "seed": "2026"}
        frame = actions.draw_sample(campaign, **share, by=self.supervisor, at=NOON).frame
        return list(Sample.objects.filter(frame=frame).select_related("frame__campaign", "org"))

    def called(self, **answers: str) -> Suspicion:
        """One of the holders said on the telephone that it was handed in elsewhere."""
        said = answers or {"handed_in": "office", "paid_to": "department", "receipt": "none"}
        call = {"is_reached": True, "consents": True, "answers": said}
        actions.make_call(self.drawn()[0], **call, by=self.supervisor, at=NOON)
        return Suspicion.objects.order_by("pk").first()  # type: ignore[return-value]

    def suspicion(self, said: str = "handed_in_elsewhere", **facts: Any) -> Suspicion:
        """A suspicion as a complaint opens it."""
        about = facts.pop("org", self.unit)
        act = actions.file_supervision_complaint
        done = act(about, said=said, text="在办公室交的材料", by=self.resident, at=NOON)
        return Suspicion.objects.get(source=done.complaint.pk)

    # --- cases

    def opened(self, *, at: datetime = NOON, **facts: Any) -> SupervisionCase:
        said = {"title": "厅外审批、厅外收费", "reason": "申请人反映", **facts}
        leads = {"suspicions": said.pop("suspicions", None) or [self.suspicion()]}
        act = actions.open_supervision_case
        return fresh(act(self.unit, **said, **leads, by=self.supervisor, at=at).supervision_case)

    def verifying(self, **facts: Any) -> SupervisionCase:
        at = facts.get("at", NOON)
        return self.did(actions.begin_verification, self.opened(**facts), at=at)

    def suggested(self, **facts: Any) -> SupervisionCase:
        paper = {"findings": FOUND, "demands": DEMANDS, "days": 20}
        at = facts.get("at", NOON)
        return self.did(actions.suggest_rectification, self.verifying(**facts), at=at, **paper)

    def signing(self, **facts: Any) -> SupervisionCase:
        paper = {"findings": FOUND, "demands": DEMANDS, "days": 20, "centre": self.centre}
        at = facts.get("at", NOON)
        return self.did(actions.draft_notice, self.verifying(**facts), at=at, **paper)

    def signed(self, **facts: Any) -> SupervisionCase:
        case, at = self.signing(**facts), facts.get("at", NOON)
        for place, who in ((1, self.chief_supervisor), (2, self.chief_centre)):
            actions.sign_notice(self.signature(case, place), by=who, at=at)
        return fresh(case)

    def signature(self, case: SupervisionCase, place: int = 1) -> NoticeSignature:
        rows = NoticeSignature.objects.filter(notice__supervision_case=case, position=place)
        return rows.select_related("notice").latest("notice__drafted_at")

    def ordered(self, **facts: Any) -> SupervisionCase:
        return self.did(actions.issue_notice, self.signed(**facts), at=facts.get("at", NOON))

    def planned_out(self, **facts: Any) -> SupervisionCase:
        at = facts.get("at", NOON)
        days = {"meeting_on": local_day(at), "done_by": local_day(after(14, at))}
        return self.did(actions.submit_plan, self.ordered(**facts), by=self.leader, at=at, **PLAN, **days)

    def rectifying(self, **facts: Any) -> SupervisionCase:
        return self.did(actions.accept_plan, self.planned_out(**facts), at=facts.get("at", NOON))

    def reported(self, **facts: Any) -> SupervisionCase:
        done = {"report": "已全部进厅，款项已退还", "by": self.head, "at": facts.get("at", NOON)}
        return self.did(actions.report_rectified, self.rectifying(**facts), **done)

    def verified(self, **facts: Any) -> SupervisionCase:
        done = {
            "is_passed": True,
            "text": "现场查看，抽查十件",
            "by": self.second,
            "at": facts.get("at", NOON),
        }
        return self.did(actions.check_rectification, self.reported(**facts), **done)

    def closed(self, **facts: Any) -> SupervisionCase:
        return self.did(actions.close_supervision_case, self.verified(**facts), at=facts.get("at", NOON))

    def did(
        self,
        act: Any,
        case: SupervisionCase,
        *,
        by: PersonActor | None = None,
        at: datetime = NOON,
        **facts: Any,
    ) -> SupervisionCase:
        act(case, **facts, by=by or self.supervisor, at=at)
        return fresh(case)


def fresh(row: Any) -> Any:
    """The row as it stands now."""
    return type(row)._default_manager.select_related().get(pk=row.pk)


def standing(subject: Model) -> dict[str, Any]:
    """The row itself and how many rows of each kind the house has: equal when nothing happened."""
    counts = ", ".join(f"'{table}', (SELECT count(*) FROM {table})" for table in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT jsonb_build_object({counts})")
        (found,) = cursor.fetchone()
    own = type(subject)._default_manager.filter(pk=subject.pk).values().first()
    return {"own": own, **(json.loads(found) if isinstance(found, str) else found)}


@contextmanager
def refused(
    kind: type[Refused], subject: Model, message: str = "", fields: list[str] | None = None
) -> Iterator[None]:
    """What happens inside is refused in this way: nothing changes, and the list of refusals has one more."""
    before, refusals = standing(subject), Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    if message:
        assert str(caught.value) == message
    if fields is not None:
        assert sorted(caught.value.fields) == sorted(fields)
    assert standing(subject) == before
    assert Refusal.objects.count() == refusals + 1


def only(bureau: Bureau, subject: Model, act: Any, *allowed: str, at: datetime = NOON, **facts: Any) -> None:
    """Everybody of the cast but those who are named is refused, without effect."""
    before = standing(subject)
    for name in (*SUPERVISION, *UNIT, *OTHERS):
        if name not in allowed:
            with pytest.raises(NotAllowed):
                act(subject, **facts, by=getattr(bureau, name), at=at)
    assert standing(subject) == before


def facts_of(case: SupervisionCase) -> list[str]:
    """The codes of the record of the case, in their order."""
    return list(Entry.objects.filter(chain=case.pk).order_by("seq").values_list("code", flat=True))


def waiting(case: SupervisionCase) -> list[tuple[str, str, str, str]]:
    """The open work of the case: kind, role, body, due date."""
    rows = case.case.work.filter(done_at__isnull=True).order_by("kind")
    paths = dict(Org.objects.values_list("path", "code"))
    return [(one.kind, one.role, paths[one.org_path], str(one.due_on or "")) for one in rows]


def enter(person: Any) -> Client:
    client = Client()
    client.force_login(person.person)
    return client
