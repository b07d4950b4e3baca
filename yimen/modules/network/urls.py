"""The addresses of the network's pages."""

from django.urls import path

from .pages import blocks, cases, messages, nodes, reconciling

app_name = "network"
N = "nodes/<uuid:node_id>/"
IN = "incoming/<uuid:message_id>/"
OUT = "outgoing/<uuid:message_id>/"

urlpatterns = [
    path("", nodes.overview, name="overview"),
    path("establishment/", nodes.establishment, name="establishment"),
    path("key-rotation/", nodes.key_rotation, name="key-rotation"),
    path("registration/", nodes.registration, name="registration"),
    path(N, nodes.node, name="node"),
    path(N + "amendment/", nodes.amendment, name="amendment"),
    path(N + "connection/", nodes.connection, name="connection"),
    path(N + "suspension/", nodes.suspension, name="suspension"),
    path(N + "retirement/", nodes.retirement, name="retirement"),
    path(N + "trust/", nodes.trust, name="trust"),
    path(N + "keys/<slug:key_id>/end/", nodes.key_end, name="key-end"),
    path(N + "item-assignment/", nodes.item_assignment, name="item-assignment"),
    path(N + "items/<slug:item_code>/release/", nodes.item_release, name="item-release"),
    path(N + "block-allocation/", blocks.block_allocation, name="block-allocation"),
    path(N + "block-holding/", blocks.block_holding, name="block-holding"),
    path(N + "blocks/<uuid:block_id>/return/", blocks.block_return, name="block-return"),
    path(N + "blocks/<uuid:block_id>/account/", blocks.block_account, name="block-account"),
    path(N + "reconciliation/", reconciling.reconciliation_order, name="reconciliation-order"),
    path("outgoing/", messages.outgoing, name="outgoing"),
    path(OUT, messages.outgoing_message, name="outgoing-message"),
    path(OUT + "resending/", messages.resending, name="resending"),
    path(OUT + "withholding/", messages.withholding, name="withholding"),
    path("incoming/", messages.incoming, name="incoming"),
    path(IN, messages.incoming_message, name="incoming-message"),
    path(IN + "retrying/", messages.retrying, name="retrying"),
    path(IN + "dismissal-proposal/", messages.dismissal_proposal, name="dismissal-proposal"),
    path(IN + "dismissal/", messages.dismissal, name="dismissal"),
    path("rejections/", messages.rejections, name="rejections"),
    path("reconciliations/", reconciling.reconciliations, name="reconciliations"),
    path("reconciliations/<uuid:reconciliation_id>/", reconciling.reconciliation, name="reconciliation"),
    path("differences/", reconciling.differences, name="differences"),
    path(
        "differences/<uuid:difference_id>/explanation/",
        reconciling.difference_explanation,
        name="difference-explanation",
    ),
    path("cases/", cases.cases, name="cases"),
    path("cases/<uuid:case_id>/", cases.case, name="case"),
    path("cases/<uuid:case_id>/papers/<uuid:paper_id>/", cases.paper, name="paper"),
]
