"""Addresses of approvals: an act is a thing that lies in its application's folder."""

from django.urls import path

from .pages import (
    applying,
    case,
    counter,
    deciding,
    delegations,
    delivering,
    endings,
    following,
    guide,
    handling,
    holds,
    intake,
    records,
    reviewing,
)

app_name = "approvals"
A = "applications/<uuid:application_id>/"

urlpatterns = [
    # 办事指南
    path("guide/", guide.guide, name="guide"),
    path("guide/<slug:code>/", guide.item, name="item"),
    path("guide/<slug:code>/checklist/", guide.checklist, name="checklist"),
    path("guide/<slug:code>/download/", guide.download, name="item-download"),
    path("guide/<slug:code>/where/", delegations.whereabouts, name="whereabouts"),
    # 权力下放
    path("delegations/", delegations.list_of_delegations, name="delegations"),
    path("delegations/draft/", delegations.delegation_draft, name="delegation-draft"),
    path("delegations/<uuid:grant_id>/", delegations.delegation, name="delegation"),
    path(
        "delegations/<uuid:grant_id>/publication/",
        delegations.delegation_publication,
        name="delegation-publication",
    ),
    path("delegations/<uuid:grant_id>/ending/", delegations.delegation_end, name="delegation-end"),
    path("delegations/<uuid:grant_id>/points/", delegations.hand_over_point, name="hand-over-point"),
    # 申请
    path("guide/<slug:code>/application/", applying.start, name="start"),
    path(A + "draft/", applying.draft, name="draft"),
    path(A + "materials/", applying.materials, name="materials"),
    path(A + "materials/<slug:key>/", applying.material, name="material"),
    path(A + "materials/<slug:key>/removal/", applying.material_removal, name="material-removal"),
    path(A + "receipt/", applying.receipt, name="receipt"),
    path(A + "submission/", applying.submission, name="submission"),
    path(A + "discarding/", applying.discarding, name="discarding"),
    # 我的申请
    path("applications/", following.mine, name="mine"),
    path(A, case.application, name="application"),
    path(A + "story/", case.story, name="story"),
    path(A + "files/<uuid:material_id>/", case.material_file, name="material-file"),
    path(A + "documents/<uuid:document_id>/", case.document, name="document"),
    path(A + "resubmission/", following.resubmission, name="resubmission"),
    path(A + "tolerated-supply/", following.tolerated_supply, name="tolerated-supply"),
    path(A + "withdrawal/", following.withdrawal, name="withdrawal"),
    # 窗口
    path("handling/", handling.handled, name="handled"),
    path("window/application/", counter.window_start, name="window-start"),
    path("window/application/<str:person>/", counter.window_item, name="window-item"),
    path(A + "acceptance/", intake.acceptance, name="acceptance"),
    path(A + "acceptance-refusal/", intake.acceptance_refusal, name="acceptance-refusal"),
    path(A + "correction-notice/", intake.correction_notice, name="correction-notice"),
    path(A + "giving-back/", intake.giving_back, name="giving-back"),
    path(A + "non-competence/", intake.non_competence, name="non-competence"),
    path(A + "non-requirement/", intake.non_requirement, name="non-requirement"),
    path(A + "original-check/", intake.original_check, name="original-check"),
    path(A + "refusal-proposal/", intake.refusal_proposal, name="refusal-proposal"),
    path(A + "spot-correction/", intake.spot_correction, name="spot-correction"),
    path(A + "tolerance/", intake.tolerance, name="tolerance"),
    # 审核
    path(A + "assignment/", reviewing.assignment, name="assignment"),
    path(A + "examination/", reviewing.examination, name="examination"),
    path(A + "extension/", holds.extension, name="extension"),
    path(A + "hold/", holds.hold, name="hold"),
    path(A + "hold-end/", holds.hold_end, name="hold-end"),
    path(A + "return/", reviewing.returning, name="return"),
    path(A + "reopening/", endings.reopening, name="reopening"),
    path(A + "termination/", endings.termination, name="termination"),
    # 决定和办结
    path(A + "approval/", deciding.approval, name="approval"),
    path(A + "conclusion/", deciding.conclusion, name="conclusion"),
    path(A + "decision-draft/", deciding.decision_draft, name="decision-draft"),
    path(A + "filing/", deciding.filing, name="filing"),
    path(A + "refusal/", deciding.refusal, name="refusal"),
    path(A + "spot-decision/", deciding.spot_decision, name="spot-decision"),
    # 送达、归档、更正
    path(A + "archiving/", delivering.archiving, name="archiving"),
    path(A + "delivery/", delivering.delivery, name="delivery"),
    path(A + "record-correction/", records.record_correction, name="record-correction"),
    path(A + "record-correction-confirmation/", records.confirmation, name="record-correction-confirmation"),
]
