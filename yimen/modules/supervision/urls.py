"""The addresses of the pages: each names the act as a thing."""

from django.urls import URLPattern

from .case_urls import CASE_PATTERNS

app_name = "supervision"
urlpatterns: list[URLPattern] = [*CASE_PATTERNS]
