"""The addresses of the public ledger, under /ledger/."""

from django.urls import path

from .pages import checks, heads, keys, proofs, verifying

app_name = "ledger"

urlpatterns = [
    path("", heads.ledger, name="ledger"),
    path("heads.atom", heads.feed, name="feed"),
    path("heads/<int:head_id>/", heads.head, name="head"),
    path("heads/<int:head_id>.json", heads.head_file, name="head-file"),
    path("heads/<int:head_id>.txt", heads.head_note, name="head-note"),
    path("inclusion/", proofs.inclusion, name="inclusion"),
    path("inclusion/<slug:entry_hash>.json", proofs.inclusion_file, name="inclusion-file"),
    path("consistency/", proofs.consistency, name="consistency"),
    path("consistency/<int:first>-<int:second>.json", proofs.consistency_file, name="consistency-file"),
    path("keys/", heads.keys, name="keys"),
    path("keys.json", heads.keys_file, name="keys-file"),
    path("keys/replacement/", keys.key_replacement, name="key-replacement"),
    path("verify/", verifying.verify, name="verify"),
    path("verify/yimen-verify.html", verifying.verify_page, name="verify-page"),
    path("verify/yimen_verify.py", verifying.verify_program, name="verify-program"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<uuid:check_id>/", checks.check, name="check"),
]
