"""The addresses of the pages: each names the act as a thing; sections by noun."""

from django.urls import path

from .case_urls import CASE_PATTERNS
from .pages import alerts, registers, rules, trials

app_name = "supervision"
ALERT = "alerts/<uuid:alert_id>/"
RULE = "rules/<slug:rule_code>/"

urlpatterns = [
    # alerts
    path("alerts/", alerts.alerts, name="alerts"),
    path(ALERT, alerts.alert, name="alert"),
    path(ALERT + "acknowledgement/", alerts.acknowledgement, name="acknowledgement"),
    path(ALERT + "explanation/", alerts.explanation, name="explanation"),
    path(ALERT + "objection/", alerts.objection, name="objection"),
    path(ALERT + "objection/file/", alerts.objection_file, name="objection-file"),
    path(ALERT + "confirmation/", alerts.confirmation, name="confirmation"),
    path(ALERT + "decision/", alerts.decision, name="decision"),
    # rules
    path("rules/", rules.rules_list, name="rules"),
    path("rules/faults/", rules.faults, name="faults"),
    path("rules/faults/<uuid:fault_id>/resumption/", rules.resumption, name="resumption"),
    path("rules/sweeps/", rules.sweeps, name="sweeps"),
    path(RULE, rules.rule, name="rule"),
    path(RULE + "trials/", trials.trial_order, name="trial-order"),
    path(RULE + "trials/<uuid:trial_id>/", trials.trial, name="trial"),
    path(RULE + "adoption/", rules.adoption, name="adoption"),
    path(RULE + "setting/", rules.setting, name="setting"),
    path(RULE + "switching-on/", rules.switching_on, name="switching-on"),
    path(RULE + "switching-off/", rules.switching_off, name="switching-off"),
    # registers
    path("registers/", registers.registers, name="registers"),
    path("registers/import/", registers.register_import, name="register-import"),
    # campaigns, complaints, cases
    *CASE_PATTERNS,
]
