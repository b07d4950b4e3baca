"""The WSGI door that the server opens; public pages are kept before it (kernel/web/edge)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.project.settings")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - the settings are there once Django is set up

from yimen.kernel.web.edge import PageCache  # noqa: E402

application = PageCache(django_application, settings.PAGE_CACHE_MEGABYTES)
