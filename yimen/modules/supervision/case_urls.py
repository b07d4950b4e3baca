"""The addresses of campaigns, complaints and supervision cases: each names the act as a thing."""

from django.urls import path

from .pages import campaigns, case_acts, cases, complaints, questionnaires, samples

C = "cases/<uuid:case_id>/"
G = "campaigns/<uuid:campaign_id>/"
S = "samples/<uuid:sample_id>/"

CASE_PATTERNS = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.campaign_plan, name="campaign-plan"),
    path(G, campaigns.campaign, name="campaign"),
    *(
        path(f"{G}{name}/", campaigns.campaign_act, {"name": name}, name=f"campaign-{name}")
        for name in campaigns.ACTS
    ),
    path("cases/", cases.case_list, name="cases"),
    path("cases/new/", cases.opening_start, name="case-opening-start"),
    path("cases/new/<slug:unit>/", cases.opening, name="case-opening"),
    path(C, cases.case_page, name="case"),
    path(C + "ledger-proof/", cases.case_ledger_proof, name="case-ledger-proof"),
    path(C + "notice-signature/", case_acts.notice_signature, name="notice-signature"),
    path(C + "papers/<uuid:document_id>/", cases.paper, name="paper"),
    *(path(f"{C}{name}/", case_acts.act, {"name": name}, name=name) for name in case_acts.ACTS),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/new/", complaints.complaint_start, name="complaint-start"),
    path("complaints/<uuid:complaint_id>/", complaints.complaint, name="complaint"),
    path("frames/<uuid:frame_id>/", campaigns.frame, name="frame"),
    path("frames/<uuid:frame_id>/list/", campaigns.frame_list, name="frame-list"),
    path("questionnaires/<str:link>/", questionnaires.questionnaire, name="questionnaire"),
    path("results/", questionnaires.results, name="results"),
    path("results/<int:year>/", questionnaires.results, name="results-of-year"),
    path(S, samples.sample, name="sample"),
    path(S + "call/", samples.call, name="call"),
    path(S + "questionnaire/", samples.questionnaire_sending, name="questionnaire-sending"),
    path(S + "visit/", samples.visit, name="visit"),
    path("suspicions/", samples.suspicions, name="suspicions"),
    path("suspicions/<uuid:suspicion_id>/", samples.suspicion, name="suspicion"),
]
