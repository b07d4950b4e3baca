"""The addresses of the pages: each names the act as a thing."""

from django.urls import path

from .pages import acts, errands, keeping, phone, public, reports

app_name = "outreach"
A = "agents/<uuid:agent_id>/"
E = "errands/<uuid:errand_id>/"
P = "points/<uuid:point_id>/"

urlpatterns = [
    # 代理点
    path("", public.points, name="points"),
    path("coverage/", public.coverage, name="coverage"),
    path("services/", public.services, name="services"),
    path("points/new/<slug:code>/", keeping.opening, name="point-opening"),
    path(P, public.point, name="point"),
    path(P + "appointment/", keeping.appointment, name="agent-appointment"),
    path(P + "closing/", keeping.closing, name="point-closing"),
    path(P + "errand/", errands.requesting, name="requesting"),
    # 代理员
    path("agents/", keeping.agents, name="agents"),
    path(A, keeping.agent, name="agent"),
    path(A + "ending/", keeping.ending, name="agent-ending"),
    path(A + "stand-in/", keeping.stand_in, name="stand-in"),
    # 代办
    path("advice/", errands.advice, name="advice"),
    path("errands/", errands.errands, name="errands"),
    path(E, errands.errand, name="errand"),
    path(E + "proof/", errands.proof, name="proof"),
    path(E + "visit-proof/", errands.visit_proof, name="visit-proof"),
    *(path(f"{E}{name}/", acts.act, {"name": name}, name=name) for name in acts.ACTS),
    path("figures/", reports.figures, name="figures"),
    path("mandates/<uuid:mandate_id>/revocation/", errands.revocation, name="revocation"),
    path("mandates/<uuid:mandate_id>/errand/", errands.beginning, name="beginning"),
    path("mine/", errands.mine, name="mine"),
    # 手机
    path("phone/", phone.phone, name="phone"),
    path("phone/manifest.webmanifest", phone.manifest, name="phone-manifest"),
    path("phone/worker.js", phone.worker, name="phone-worker"),
]
