"""`make up`: everything that runs Yimen on one machine, started in order, watched, and stopped in order.

checks.py     what must be right before anything starts: port, disk, rights, no second start
steps.py      what makes it ready: PostgreSQL, secret key, translations, tables, city, static files
processes.py  what runs: the web server and the worker; what happens when one of them dies
"""
