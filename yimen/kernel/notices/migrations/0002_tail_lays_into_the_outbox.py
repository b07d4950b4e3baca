from django.db import migrations

TAIL = """
CREATE FUNCTION notices_tail(rows jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO notices_notice (
        id, person_id, address, code, case_ref, language, subject, body, link, created_at, read_at
    )
    SELECT r.id, r.person_id, r.address, r.code, r.case_ref, r.language, r.subject, r.body, r.link, r.created_at, NULL
    FROM jsonb_to_recordset(rows) AS r (
        id uuid, person_id uuid, address text, code text, case_ref uuid, language text, subject text, body text,
        link text, created_at timestamptz
    );
    INSERT INTO notices_delivery (
        id, notice_id, channel, address, state, attempts, next_try_at, last_error, sent_at
    )
    SELECT d.id, (r.value->>'id')::uuid, d.channel, d.address, 'waiting', 0, clock_timestamp(), '', NULL
    FROM jsonb_array_elements(rows) AS r,
        LATERAL jsonb_to_recordset(r.value->'deliveries') AS d (id uuid, channel text, address text);
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_notices_and_deliveries")]

    operations = [migrations.RunSQL(TAIL, "DROP FUNCTION notices_tail(jsonb)")]
