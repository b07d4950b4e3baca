"""The addresses of the pages: each names the act as a thing."""

from django.urls import path

from .pages import acts, asking, beside, case, listing, looking

app_name = "requests"
R = "<uuid:request_id>/"

urlpatterns = [
    path("", asking.home, name="home"),
    path("calculator/", looking.calculator, name="calculator"),
    path("complaints/", beside.complaints, name="complaints"),
    path("complaints/new/", beside.complaint_start, name="complaint-start"),
    path("complaints/<uuid:complaint_id>/", beside.complaint, name="complaint"),
    path("entry/", listing.entry, name="entry"),
    path("handled/", listing.handled, name="handled"),
    path("mine/", asking.mine, name="mine"),
    path("new/", asking.start, name="start"),
    path("outcomes/", looking.outcomes, name="outcomes"),
    path("progress/", looking.progress, name="progress"),
    path("record-corrections/", beside.record_corrections, name="record-corrections"),
    path("record-corrections/new/", beside.record_correction_start, name="record-correction-start"),
    path("record-corrections/<uuid:correction_id>/", beside.record_correction, name="record-correction"),
    path(R, case.request_page, name="request"),
    path(R + "answer-draft/", case.answer_draft, name="answer-draft"),
    path(R + "applicant/", case.applicant_reveal, name="applicant-reveal"),
    path(R + "attachments/", asking.attachments, name="attachments"),
    path(
        R + "attachments/<uuid:attachment_id>/removal/", asking.attachment_removal, name="attachment-removal"
    ),
    path(R + "check/", asking.check, name="check"),
    path(R + "discarding/", asking.discarding, name="discarding"),
    path(R + "draft/", asking.draft, name="draft"),
    path(R + "files/<uuid:attachment_id>/", case.file, name="file"),
    path(R + "ledger-proof/", case.ledger_proof, name="ledger-proof"),
    path(R + "letters/<uuid:document_id>/", case.letter, name="letter"),
    path(R + "receipt/", asking.receipt, name="receipt"),
    *(path(f"{R}{name}/", acts.act, {"name": name}, name=name) for name in acts.ACTS),
]
