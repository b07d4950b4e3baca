"""The addresses of the pages: each names the act as a thing."""

from django.urls import URLPattern

app_name = "projects"
urlpatterns: list[URLPattern] = []
