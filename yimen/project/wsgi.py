"""The WSGI door that the server opens; public pages are kept before it (kernel/web/edge)."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.project.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - the settings are there once Django is set up
from django.urls import get_resolver  # noqa: E402

from yimen.kernel.web.edge import PageCache  # noqa: E402
from yimen.project import garbage  # noqa: E402

garbage.rest()  # until the pages are loaded too
application = PageCache(django_application, settings.PAGE_CACHE_MEGABYTES)

get_resolver().url_patterns  # noqa: B018 - read now, so that no process makes its first visitor wait for it
gc.collect()  # what loading leaves behind is a sixth of all, and the process lives long
garbage.look_for_new()
