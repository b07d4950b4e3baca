"""The addresses of the pages: each names the act as a thing."""

from django.urls import URLPattern, path

from .pages import filling, guide, projects, reviews, stages, tasks, templates

app_name = "projects"
PROJECT, STAGE, TASK = "<uuid:project_id>/", "stages/<uuid:stage_id>/", "tasks/<uuid:task_id>/"
REVIEW, SEAT = "reviews/<uuid:review_id>/", "seats/<uuid:seat_id>/"
VERSION = "templates/versions/<uuid:version_id>/"

urlpatterns: list[URLPattern] = [
    path("", projects.projects, name="projects"),
    path("new/", projects.registration, name="registration"),
    path("guide/", guide.guide, name="guide"),
    path("guide/<slug:code>/", guide.stage_guide, name="stage-guide"),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/", templates.new_template, name="new-template"),
    path("templates/<slug:code>/draft/", templates.drafting, name="drafting"),
    path(VERSION, templates.version, name="version"),
    path(f"{VERSION}item/", templates.item_put, name="item-put"),
    path(f"{VERSION}item-removal/", templates.item_drop, name="item-drop"),
    path(f"{VERSION}order/", templates.order_put, name="order-put"),
    path(f"{VERSION}order-removal/", templates.order_drop, name="order-drop"),
    path(f"{VERSION}need/", templates.need_put, name="need-put"),
    path(f"{VERSION}need-removal/", templates.need_drop, name="need-drop"),
    path(f"{VERSION}publication/", templates.publication, name="publication"),
    path(STAGE, stages.stage, name="stage"),
    path(f"{STAGE}tasks/", stages.own_tasks, name="own-tasks"),
    path(f"{STAGE}filling/", filling.filling, name="filling"),
    path(f"{STAGE}form/", filling.form, name="form"),
    path(f"{STAGE}materials/", filling.materials, name="materials"),
    path(f"{STAGE}materials/<str:key>/", filling.material, name="material"),
    path(f"{STAGE}files/<uuid:material_id>/", filling.material_file, name="material-file"),
    path(f"{STAGE}submission/", stages.submission, name="submission"),
    path(f"{STAGE}acceptance/", stages.acceptance, name="acceptance"),
    path(f"{STAGE}declining/", stages.declining, name="declining"),
    path(f"{STAGE}extension/", stages.extension, name="extension"),
    path(f"{STAGE}correction/", stages.correction, name="correction"),
    path(f"{STAGE}supply/", stages.supply, name="supply"),
    path(f"{STAGE}issue/", stages.issue, name="issue"),
    path(f"{STAGE}wish/", stages.wish, name="wish"),
    path(f"{STAGE}withdrawal/", stages.withdrawal, name="withdrawal"),
    path(f"{STAGE}review/", reviews.review_call, name="review-call"),
    path(f"{STAGE}visit/", reviews.visit_call, name="visit-call"),
    path(TASK, tasks.task, name="task"),
    path(f"{TASK}receipt/", tasks.receipt, name="receipt"),
    path(f"{TASK}completeness/", tasks.completeness, name="completeness"),
    path(f"{TASK}supplement/", tasks.supplement, name="supplement"),
    path(REVIEW, reviews.review, name="review"),
    path(f"{REVIEW}minutes/", reviews.minutes, name="minutes"),
    path(f"{REVIEW}cancellation/", reviews.review_cancellation, name="review-cancellation"),
    path(f"{SEAT}opinion/", reviews.review_opinion, name="review-opinion"),
    path(f"{SEAT}excuse/", reviews.review_excuse, name="review-excuse"),
    path(PROJECT, projects.project, name="project"),
    path(f"{PROJECT}amendment/", projects.amendment, name="amendment"),
    path(f"{PROJECT}hand-over/", projects.hand_over, name="hand-over"),
    path(f"{PROJECT}completion/", projects.completion, name="completion"),
    path(f"{PROJECT}stages/new/", projects.preparation, name="preparation"),
]
