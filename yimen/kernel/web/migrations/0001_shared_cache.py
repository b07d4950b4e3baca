from django.db import migrations

# What web processes share for minutes: counters of rate limits, parts of public pages. It may be lost at a crash of
# the database, so it is not logged. The columns are those of django.core.cache.backends.db.
CACHE = """
CREATE UNLOGGED TABLE web_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX web_cache_expires ON web_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True

    operations = [migrations.RunSQL(CACHE, "DROP TABLE web_cache")]
