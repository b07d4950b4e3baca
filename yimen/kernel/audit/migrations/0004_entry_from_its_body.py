from django.db import migrations

APPEND = """
CREATE FUNCTION audit_append(body text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    entry jsonb := body::jsonb;
    link uuid := (entry->>'chain')::uuid;
    before_seq integer;
    before_hash bytea;
    moment timestamptz := clock_timestamp();
    moment_text text := to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
BEGIN
    -- one writer a chain: acts on different subjects of one case wait for each other here, and nowhere else
    PERFORM pg_advisory_xact_lock(hashtextextended(entry->>'chain', 7));
    SELECT e.seq, e.hash INTO before_seq, before_hash FROM audit_entry e
        WHERE e.chain = link ORDER BY e.seq DESC LIMIT 1;
    before_seq := coalesce(before_seq, 0);
    before_hash := coalesce(before_hash, ''::bytea);
    INSERT INTO audit_entry (
        id, chain, seq, code, subject_type, subject_id, subject_label, actor_kind, actor_id, actor_label,
        org_path, happened_at, recorded_at, recorded_text, correlation, origin, body, previous_hash, hash
    ) VALUES (
        (entry->>'id')::uuid, link, before_seq + 1, entry->>'code', entry->>'subject_type', entry->>'subject_id',
        left(entry->>'subject_label', 200), entry->>'actor_kind', entry->>'actor_id', left(entry->>'actor_label', 100),
        entry->>'org_path', (entry->>'happened_at')::timestamptz, moment, moment_text, (entry->>'correlation')::uuid,
        entry->>'origin', body, before_hash,
        sha256(convert_to(
            encode(before_hash, 'hex') || E'\\n' || (before_seq + 1)::text || E'\\n' || moment_text || E'\\n' || body,
            'UTF8'))
    );
END $$;
DROP FUNCTION audit_append(jsonb, text);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_application_role_only_appends")]

    operations = [migrations.RunSQL(APPEND, migrations.RunSQL.noop)]
