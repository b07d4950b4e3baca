from django.db import migrations

TAIL = """
CREATE OR REPLACE FUNCTION cases_tail(rows jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    r jsonb;
BEGIN
    FOR r IN SELECT * FROM jsonb_array_elements(rows) LOOP
        CASE r->>'what'
        WHEN 'work' THEN
            INSERT INTO cases_workitem (id, case_id, kind, role, org_path, centre_path, assignee_id, opened_at, due_on,
                                        done_at, done_by)
            VALUES ((r->>'id')::uuid, (r->>'case')::uuid, r->>'kind', r->>'role', r->>'org_path', r->>'centre_path',
                    (r->>'assignee')::uuid, (r->>'opened_at')::timestamptz, (r->>'due_on')::date, NULL, '');
        WHEN 'work_done' THEN
            UPDATE cases_workitem SET done_at = (r->>'at')::timestamptz, done_by = left(r->>'by', 100)
            WHERE case_id = (r->>'case')::uuid AND done_at IS NULL
              AND (r->>'kind' IS NULL OR kind = r->>'kind')__KEPT__;
        WHEN 'clock' THEN
            INSERT INTO cases_clock (id, case_id, kind, unit, budget, start_on, stop_on, state, due_on, is_provisional,
                                     basis, calendar_version)
            VALUES ((r->>'id')::uuid, (r->>'case')::uuid, r->>'kind', r->>'unit', (r->>'budget')::integer,
                    (r->>'start_on')::date, NULL, 'running', (r->>'due_on')::date, (r->>'is_provisional')::boolean,
                    r->>'basis', (r->>'calendar_version')::integer);
        WHEN 'clock_stop' THEN
            UPDATE cases_clock SET stop_on = (r->>'on')::date, state = 'stopped'
            WHERE case_id = (r->>'case')::uuid AND state <> 'stopped'
              AND kind IN (SELECT jsonb_array_elements_text(r->'kinds'));
        WHEN 'case_closed' THEN
            UPDATE cases_case SET closed_at = (r->>'at')::timestamptz, outcome = r->>'outcome', due_on = NULL,
                                  is_due_provisional = false, is_held = false
            WHERE id = (r->>'case')::uuid AND closed_at IS NULL;
        WHEN 'case_due' THEN
            UPDATE cases_case c SET due_on = d.due_on, is_due_provisional = coalesce(d.is_provisional, false)
            FROM (SELECT (SELECT k.due_on FROM cases_clock k
                          WHERE k.case_id = (r->>'case')::uuid AND k.state <> 'stopped'
                          ORDER BY k.due_on LIMIT 1) AS due_on,
                         (SELECT k.is_provisional FROM cases_clock k
                          WHERE k.case_id = (r->>'case')::uuid AND k.state <> 'stopped'
                          ORDER BY k.due_on LIMIT 1) AS is_provisional) d
            WHERE c.id = (r->>'case')::uuid AND c.closed_at IS NULL;
        ELSE
            RAISE EXCEPTION 'cases_tail does not know %', r->>'what';
        END CASE;
    END LOOP;
END $$;
"""
KEPT = " AND NOT coalesce(r->'keep', '[]'::jsonb) ? kind"


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_hold_says_who_applied")]

    operations = [migrations.RunSQL(TAIL.replace("__KEPT__", KEPT), TAIL.replace("__KEPT__", ""))]
