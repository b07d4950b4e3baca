"""What the triggers of the counted tables call: the days on which a row counted, and on which it counts now."""

from django.db import migrations

NOTE = """
CREATE FUNCTION metrics_note_days() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    name text;
    value text;
    before jsonb;
    after jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW); END IF;
    FOREACH name IN ARRAY TG_ARGV LOOP
        FOR value IN SELECT DISTINCT v FROM (VALUES (before ->> name), (after ->> name)) AS seen (v) WHERE v IS NOT NULL LOOP
            IF length(value) = 10 THEN
                INSERT INTO metrics_changedday (table_name, day) VALUES (TG_TABLE_NAME, value::date);
            ELSE
                INSERT INTO metrics_changedday (table_name, moment) VALUES (TG_TABLE_NAME, value::timestamptz);
            END IF;
        END LOOP;
    END LOOP;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("metrics", "0001_numbers_kept_by_day")]

    operations = [migrations.RunSQL(NOTE, "DROP FUNCTION metrics_note_days();")]
