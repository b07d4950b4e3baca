"""Journeys: whole stories in a browser, against the real server, worker and database that `make up` starts."""
