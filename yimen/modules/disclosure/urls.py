"""The addresses of the pages: each names the act as a thing."""

from django.urls import path

from .pages import (
    bodies,
    browsing,
    checking,
    collection_keeping,
    collections,
    error_reports,
    feeds,
    harvesting,
    importing,
    keeping,
    manuscripts,
    open_home,
    publications,
)

app_name = "disclosure"
PUBLIC = [
    path("", open_home.home, name="home"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/<slug:code>/", bodies.body, name="body"),
    path("bodies/<slug:code>/directory/", bodies.directory, name="directory"),
    path("bodies/<slug:code>/guide/", bodies.guide, name="guide"),
    path("bodies/<slug:code>/reports/", bodies.reports, name="reports"),
    path("bodies/<slug:code>/rules/", bodies.rules, name="rules"),
    path("bodies/<slug:code>/rules/<int:number>.pdf", bodies.compiled, name="compiled"),
    path("attachments/<uuid:attachment_id>/", publications.attachment, name="attachment"),
    path("publications/", browsing.publications, name="publications"),
    path("publications/<uuid:publication_id>/", publications.publication, name="publication"),
    path("publications/<uuid:publication_id>/comparison/", publications.comparison, name="comparison"),
    path("publications/<uuid:publication_id>/text/", publications.text, name="text"),
    path("publications/<uuid:publication_id>/versions/<int:number>/", publications.version, name="version"),
    path("timeline/", browsing.timeline, name="timeline"),
    path("trees/<slug:scheme>/", browsing.tree, name="tree"),
    path("trees/<slug:scheme>/<slug:code>/", browsing.node, name="node"),
]
CHANNELS = [
    path("bodies/<slug:code>/feed.atom", feeds.org_feed, name="org-feed"),
    path("catalogue.jsonld", feeds.data_catalogue, name="catalogue"),
    path("collections/", collections.collections, name="collections"),
    path("collections/<slug:code>/", collections.collection, name="collection"),
    path("collections/<slug:code>/questions/", collections.questions, name="collection-questions"),
    path("collections/<slug:code>/years/<int:number>/", collections.year, name="collection-year"),
    path("collections/<slug:code>/<uuid:publication_id>/", collections.volume, name="collection-volume"),
    path(
        "collections/<slug:code>/<uuid:publication_id>/<int:position>/",
        collections.entry,
        name="collection-entry",
    ),
    path("data/", feeds.data, name="data"),
    path("data/<str:name>", feeds.bulk_file, name="bulk"),
    path("error-reports/answer/", error_reports.error_answer, name="error-answer"),
    path("feed.atom", feeds.feed, name="feed"),
    path("publications/<uuid:publication_id>/error-report/", error_reports.error_report, name="error-report"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap/ways.xml", feeds.sitemap_ways, name="sitemap-ways"),
    path("sitemap/<int:year>-<int:month>-<int:page>.xml", feeds.sitemap_part, name="sitemap-part"),
    path("trees/<slug:scheme>/<slug:code>/feed.atom", feeds.node_feed, name="node-feed"),
]
EDITING = [
    path("collections-kept/", collection_keeping.kept_collections, name="kept-collections"),
    path("collections-kept/new/", collection_keeping.collection_start, name="collection-start"),
    path("collections-kept/<slug:code>/", collection_keeping.kept_collection, name="kept-collection"),
    path(
        "collections-kept/<slug:code>/change/", collection_keeping.collection_change, name="collection-change"
    ),
    path("collections-kept/<slug:code>/inclusion/", collection_keeping.inclusion, name="inclusion"),
    path("error-reports/", error_reports.error_reports, name="error-reports"),
    path("error-reports/<uuid:report_id>/", error_reports.error_answering, name="error-answering"),
    path("imports/", importing.imports, name="imports"),
    path("imports/new/", importing.import_start, name="import-start"),
    path("imports/<uuid:run_id>/", importing.import_run, name="import"),
    path("imports/<uuid:run_id>/stop/", importing.import_stop, name="import-stop"),
    path("inclusions/<uuid:inclusion_id>/leaving-out/", collection_keeping.leaving_out, name="leaving-out"),
    path("sources/", harvesting.sources, name="sources"),
    path("sources/new/", harvesting.source_start, name="source-start"),
    path("sources/<uuid:source_id>/", harvesting.source, name="source"),
    path("sources/<uuid:source_id>/check/", harvesting.source_check, name="source-check"),
]
WRITING = [
    path("manuscripts/", manuscripts.manuscripts, name="manuscripts"),
    path("manuscripts/new/", manuscripts.drafting, name="drafting"),
    path("manuscripts/<uuid:version_id>/", manuscripts.manuscript, name="manuscript"),
    path("manuscripts/<uuid:version_id>/attachments/", manuscripts.attaching, name="attaching"),
    path(
        "manuscripts/<uuid:version_id>/attachments/<uuid:attachment_id>/removal/",
        manuscripts.detaching,
        name="detaching",
    ),
    path("manuscripts/<uuid:version_id>/discarding/", manuscripts.discarding, name="discarding"),
    path("manuscripts/<uuid:version_id>/evaluation/", manuscripts.evaluation, name="evaluation"),
    path("manuscripts/<uuid:version_id>/publication/", checking.publishing, name="publishing"),
    path("manuscripts/<uuid:version_id>/schedule/", checking.scheduling, name="scheduling"),
    path("manuscripts/<uuid:version_id>/submission/", manuscripts.submission, name="submission"),
    path("manuscripts/<uuid:version_id>/text/", manuscripts.editing, name="editing"),
    path("publications/<uuid:publication_id>/revision/", manuscripts.revision, name="revision"),
]
CHECKING = [
    path("checks/", checking.checks, name="checks"),
    path("checks/<uuid:check_id>/", checking.check, name="check"),
    path("checks/<uuid:check_id>/first-opinion/", checking.first_opinion, name="first-opinion"),
    path("checks/<uuid:check_id>/referral/", checking.referral, name="referral"),
    path("checks/<uuid:check_id>/return/", checking.returning, name="return"),
    path("checks/<uuid:check_id>/secrecy-opinion/", checking.secrecy_opinion, name="secrecy-opinion"),
    path("checks/<uuid:check_id>/signature/", checking.signature, name="signature"),
    path("checks/<uuid:check_id>/taking-back/", checking.taking_back, name="taking-back"),
    path("referrals/<uuid:referral_id>/answer/", checking.referral_answer, name="referral-answer"),
]
KEEPING = [
    path("bodies/<slug:code>/guide/editing/", keeping.guide_editing, name="guide-editing"),
    path("bodies/<slug:code>/rules/compilation/", keeping.compiling, name="compiling"),
    path("classifications/", keeping.classifications, name="classifications"),
    path("classifications/new/", keeping.classification_new, name="classification-new"),
    path("classifications/<uuid:node_id>/", keeping.classification, name="classification"),
    path("classifications/<uuid:node_id>/end/", keeping.classification_end, name="classification-end"),
    path("publications/<uuid:publication_id>/amendment/", keeping.amendment, name="amendment"),
    path("publications/<uuid:publication_id>/archiving/", keeping.archiving, name="archiving"),
    path("publications/<uuid:publication_id>/prolongation/", keeping.prolongation, name="prolongation"),
    path("publications/<uuid:publication_id>/repeal/", keeping.repeal, name="repeal"),
    path("publications/<uuid:publication_id>/retraction/", keeping.retraction, name="retraction"),
    path(
        "publications/<uuid:publication_id>/retraction-order/",
        keeping.retraction_order,
        name="retraction-order",
    ),
    path("standing-checks/", keeping.standing_checks, name="standing-checks"),
    path("standing-checks/new/", keeping.standing_proposal, name="standing-proposal"),
    path("standing-checks/<uuid:standing_id>/", keeping.standing_check, name="standing-check"),
    path(
        "standing-checks/<uuid:standing_id>/confirmation/",
        keeping.standing_confirmation,
        name="standing-confirmation",
    ),
    path("standing-checks/<uuid:standing_id>/end/", keeping.standing_end, name="standing-end"),
    path(
        "standing-checks/<uuid:standing_id>/signature/", keeping.standing_signature, name="standing-signature"
    ),
]
urlpatterns = [*CHANNELS, *EDITING, *PUBLIC, *WRITING, *CHECKING, *KEEPING]
