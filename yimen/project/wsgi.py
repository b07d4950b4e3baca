"""The WSGI door that the server opens."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.project.settings")  # noqa: TID251 - before Django starts

application = get_wsgi_application()
