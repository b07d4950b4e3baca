"""Addresses of the words of the search, under /search/words/."""

from django.urls import path

from . import pages

app_name = "search"

urlpatterns = [
    path("empty/", pages.empty, name="empty"),
    path("empty/<int:row>/", pages.empty_query, name="empty-query"),
    path("synonyms/", pages.synonyms, name="synonyms"),
    path("synonyms/new/", pages.new_synonym, name="new-synonym"),
    path("synonyms/<uuid:synonym_id>/", pages.synonym, name="synonym"),
    path("promotions/", pages.promotions, name="promotions"),
    path("promotions/new/", pages.new_promotion, name="new-promotion"),
    path("promotions/<uuid:promotion_id>/", pages.promotion, name="promotion"),
]
