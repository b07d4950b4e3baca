"""Tables of supervision: rules, alerts, registers; campaigns and what people answered; cases and rectification."""

from .accountability import Accountability
from .alerts import Alert
from .asking import QuestionSet
from .call_backs import CallBack
from .campaigns import InspectionCampaign, Sample, SampleFrame
from .cases import CaseFinding, CaseLead, SupervisionCase
from .complaints import SupervisionComplaint, Suspicion
from .questionnaires import Questionnaire
from .rectifications import (
    NoticeSignature,
    RectificationCheck,
    RectificationNotice,
    RectificationPlan,
    Resampling,
)
from .registers import RegisterImport, RegisterRow
from .rules import RuleFault, RuleMeasurement, SupervisionRule, Sweep
from .trials import RuleTrial
from .visits import FieldVisit

__all__ = [
    "Accountability",
    "Alert",
    "CallBack",
    "CaseFinding",
    "CaseLead",
    "FieldVisit",
    "InspectionCampaign",
    "NoticeSignature",
    "QuestionSet",
    "Questionnaire",
    "RectificationCheck",
    "RectificationNotice",
    "RectificationPlan",
    "RegisterImport",
    "RegisterRow",
    "Resampling",
    "RuleFault",
    "RuleMeasurement",
    "RuleTrial",
    "Sample",
    "SampleFrame",
    "SupervisionCase",
    "SupervisionComplaint",
    "SupervisionRule",
    "Suspicion",
    "Sweep",
]
