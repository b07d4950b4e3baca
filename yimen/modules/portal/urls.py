"""Addresses of the portal, at the root of the site."""

from django.urls import path

from .pages import (
    desk,
    feed,
    figures,
    health,
    home,
    jobs,
    one_figure,
    overview,
    progress,
    record,
    robots,
    saved,
    search,
    words,
)

app_name = "portal"

urlpatterns = [
    # 公众
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/feed.atom", feed.search_feed, name="search-feed"),
    path("search/suggestions/", search.suggested, name="suggestions"),
    path("search/saved/", saved.saved, name="saved"),
    path("search/saved/new/", saved.saving, name="saving"),
    path("search/saved/<uuid:search_id>/ending/", saved.dropping, name="dropping"),
    path("progress/", progress.progress, name="progress"),
    path("about/", words.about, name="about"),
    path("accessibility/", words.accessibility, name="accessibility"),
    path("privacy/", words.privacy, name="privacy"),
    path("robots.txt", robots.robots, name="robots"),
    path("health/", health.health, name="health"),
    # 工作人员
    path("desk/", desk.desk, name="desk"),
    path("figures/", figures.figures, name="figures"),
    path("figures/definitions/", one_figure.definitions, name="definitions"),
    path("figures/one/<str:code>/", one_figure.one_figure, name="figure"),
    path("figures/<slug:dimension>/", figures.split, name="figures-by"),
    path("overview/", overview.overview, name="overview"),
    path("overview/wall/<str:code>/", overview.wall, name="wall"),
    path("overview/walls/", overview.walls, name="walls"),
    path("overview/walls/<uuid:wall_id>/closing/", overview.wall_closing, name="wall-closing"),
    # 管理和监督
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:job_id>/retry/", jobs.retry, name="job-retry"),
    path("record/", record.record, name="record"),
    path("record/refusals/", record.refusals, name="refusals"),
    path("record/<uuid:entry_id>/", record.entry, name="entry"),
    path("record/<uuid:entry_id>/proof/", record.entry_proof, name="entry-proof"),
]
