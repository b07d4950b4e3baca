"""Addresses of the shell."""

from django.urls import path

from . import pages

app_name = "web"
urlpatterns = [
    path("gallery/", pages.gallery, name="gallery"),
    path("gallery/<slug:component>/", pages.gallery, name="component"),
    path("language/", pages.language, name="language"),
    path("size/", pages.size, name="size"),
    path("yimen.<slug:digest>.css", pages.style, name="style"),
]
