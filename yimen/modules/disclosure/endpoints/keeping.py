"""撤回, 归档, 效力, 分类, 指南, 汇编, 类别审查."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people.auth import OPEN
from yimen.kernel.people.roles import Role
from yimen.kernel.web.request import Request
from yimen.modules.disclosure import actions, queries
from yimen.modules.disclosure.models import ClassificationNode, RuleCompilation
from yimen.modules.disclosure.pages.found import acted_on, org_of, own_org, publication_of, standing_of
from yimen.modules.disclosure.permissions import Permission

from . import showing
from .schemas import (
    ClassificationChange,
    ClassificationEnd,
    ClassificationIn,
    ClassificationOut,
    CompilationOut,
    DisclosureReason,
    GuideIn,
    GuideOut,
    ProlongationIn,
    PublicationOut,
    RetractionIn,
    StandingIn,
    StandingOut,
    ValidityIn,
)

router = Router()
Out = {201: PublicationOut}
Stood = {201: StandingOut}


@router.post("/publications/{publication_id}/retraction", response=Out)
def retract_information(request: Request, publication_id: UUID, body: RetractionIn) -> Status[PublicationOut]:
    """撤回公开信息."""
    found = acted_on(request, publication_id, Permission.PUBLICATION_RETRACT)
    actions.retract_information(found, **body.dict(), by=request.actor, at=timezone.now())
    return _out(request, publication_id)


@router.post("/publications/{publication_id}/retraction-order", response=Out)
def order_retraction(request: Request, publication_id: UUID, body: RetractionIn) -> Status[PublicationOut]:
    """责令撤回."""
    found = acted_on(request, publication_id, Permission.PUBLICATION_ORDER_RETRACTION)
    actions.order_retraction(found, **body.dict(), by=request.actor, at=timezone.now())
    return _out(request, publication_id)


@router.post("/publications/{publication_id}/archiving", response=Out)
def archive_information(request: Request, publication_id: UUID) -> Status[PublicationOut]:
    """归档公开信息."""
    found = acted_on(request, publication_id, Permission.PUBLICATION_ARCHIVE)
    actions.archive_information(found, by=request.actor, at=timezone.now())
    return _out(request, publication_id)


@router.post("/publications/{publication_id}/repeal", response=Out)
def repeal_information(request: Request, publication_id: UUID, body: ValidityIn) -> Status[PublicationOut]:
    """登记废止."""
    found = acted_on(request, publication_id, Permission.PUBLICATION_VALIDITY)
    actions.repeal_information(found, **_basis(body), by=request.actor, at=timezone.now())
    return _out(request, publication_id)


@router.post("/publications/{publication_id}/amendment", response=Out)
def note_amendment(request: Request, publication_id: UUID, body: ValidityIn) -> Status[PublicationOut]:
    """登记修订."""
    found = acted_on(request, publication_id, Permission.PUBLICATION_VALIDITY)
    actions.note_amendment(found, **_basis(body), by=request.actor, at=timezone.now())
    return _out(request, publication_id)


@router.post("/publications/{publication_id}/prolongation", response=Out)
def prolong_validity(request: Request, publication_id: UUID, body: ProlongationIn) -> Status[PublicationOut]:
    """登记延长有效期."""
    found = acted_on(request, publication_id, Permission.PUBLICATION_VALIDITY)
    actions.prolong_validity(found, **_basis(body), by=request.actor, at=timezone.now())
    return _out(request, publication_id)


@router.post("/classifications", response={201: ClassificationOut})
def add_classification(request: Request, body: ClassificationIn) -> Status[ClassificationOut]:
    """增设分类."""
    _require_keeper(request)
    facts = body.dict()
    facts["parent"] = _node(body.scheme, body.parent)
    city = city_org()
    if city is None:
        raise Http404
    done = actions.add_classification(city, **facts, by=request.actor, at=timezone.now())
    return Status(201, _placed(done.node))


@router.post("/classifications/{scheme}/{code}/change", response={201: ClassificationOut})
def amend_classification(
    request: Request, scheme: str, code: str, body: ClassificationChange
) -> Status[ClassificationOut]:
    """变更分类."""
    _require_keeper(request)
    node = get_object_or_404(ClassificationNode, scheme=scheme, code=code)
    changes = body.dict(exclude_unset=True)
    done = actions.amend_classification(node, changes=changes, by=request.actor, at=timezone.now())
    return Status(201, _placed(done.node))


@router.post("/classifications/{scheme}/{code}/end", response={201: ClassificationOut})
def end_classification(
    request: Request, scheme: str, code: str, body: ClassificationEnd
) -> Status[ClassificationOut]:
    """停用分类."""
    _require_keeper(request)
    node = get_object_or_404(ClassificationNode, scheme=scheme, code=code)
    done = actions.end_classification(
        node, on=body.on, replaced_by=_node(scheme, body.replaced_by), by=request.actor, at=timezone.now()
    )
    return Status(201, _placed(done.node))


@router.get("/bodies/{code}/guides", response=list[GuideOut], auth=OPEN)
def disclosure_guides(request: Request, code: str) -> list[GuideOut]:
    """公开指南 — every edition, the one in force first."""
    return [GuideOut.from_orm(one) for one in queries.guides(org_of(code))]


@router.get("/bodies/{code}/rules/compilations", response=list[CompilationOut], auth=OPEN)
def compilations(request: Request, code: str) -> list[RuleCompilation]:
    """制度汇编 — every edition."""
    return list(queries.compilations(org_of(code)))


@router.post("/bodies/{code}/guides", response={201: GuideOut})
def publish_guide(request: Request, code: str, body: GuideIn) -> Status[GuideOut]:
    """公布公开指南."""
    org = own_org(request, code, Role.DISCLOSURE_OFFICER)
    done = actions.publish_guide(org, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, GuideOut.from_orm(done.guide))


@router.post("/bodies/{code}/rules/compilations", response={201: CompilationOut})
def compile_rules(request: Request, code: str) -> Status[CompilationOut]:
    """编印制度汇编."""
    org = own_org(request, code, Role.DISCLOSURE_OFFICER)
    done = actions.compile_rules(org, by=request.actor, at=timezone.now())
    return Status(201, CompilationOut.from_orm(done.compilation))


@router.get("/standing-checks", response=list[StandingOut])
def standing_checks(request: Request) -> list[StandingOut]:
    """类别审查 — of the own bodies."""
    return [showing.standing(one) for one in queries.standing_checks(request.actor)]


@router.post("/standing-checks", response=Stood)
def propose_standing_check(request: Request, body: StandingIn) -> Status[StandingOut]:
    """提出类别审查."""
    facts = body.dict()
    org = own_org(request, facts.pop("org"), Role.SECRECY_REVIEWER)
    done = actions.propose_standing_check(org, **facts, by=request.actor, at=timezone.now())
    return Status(201, showing.standing(done.standing))


@router.post("/standing-checks/{standing_id}/confirmation", response=Stood)
def confirm_standing_check(request: Request, standing_id: UUID) -> Status[StandingOut]:
    """确认类别审查."""
    done = actions.confirm_standing_check(
        standing_of(request, standing_id), by=request.actor, at=timezone.now()
    )
    return Status(201, showing.standing(done.standing))


@router.post("/standing-checks/{standing_id}/signature", response=Stood)
def sign_standing_check(request: Request, standing_id: UUID) -> Status[StandingOut]:
    """签发类别审查."""
    done = actions.sign_standing_check(standing_of(request, standing_id), by=request.actor, at=timezone.now())
    return Status(201, showing.standing(done.standing))


@router.post("/standing-checks/{standing_id}/end", response=Stood)
def end_standing_check(request: Request, standing_id: UUID, body: DisclosureReason) -> Status[StandingOut]:
    """终止类别审查."""
    found = standing_of(request, standing_id)
    done = actions.end_standing_check(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, showing.standing(done.standing))


def _out(request: Request, publication_id: UUID) -> Status[PublicationOut]:
    return Status(201, showing.publication(publication_of(request, publication_id), request.actor))


def _basis(body: ValidityIn | ProlongationIn) -> dict[str, Any]:
    facts = body.dict()
    return {"by_publication": showing.by_number(facts.pop("by_number")), **facts}


def _node(scheme: str, code: str) -> ClassificationNode | None:
    return get_object_or_404(ClassificationNode, scheme=scheme, code=code) if code else None


def _placed(node: ClassificationNode) -> ClassificationOut:
    names = ("scheme", "code", "name", "name_en", "path")
    return ClassificationOut(id=node.pk, count=0, **{name: getattr(node, name) for name in names})


def _require_keeper(request: Request) -> None:
    city = city_org()
    if city is None or not request.actor.may(Permission.CLASSIFICATION_KEEP, city):
        raise Http404
