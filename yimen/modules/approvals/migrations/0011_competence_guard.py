from django.db import migrations

GUARD = """
CREATE FUNCTION approvals_places(code varchar) RETURNS TABLE (area_code varchar) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE above AS (
        SELECT r.area_code, r.parent_id FROM orgs_region r WHERE r.area_code = code
        UNION ALL
        SELECT r.area_code, r.parent_id FROM orgs_region r JOIN above a ON r.area_code = a.parent_id
    ) SELECT above.area_code FROM above
$$;

CREATE FUNCTION approvals_guard_competence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.place_id IS NULL OR (TG_OP = 'UPDATE' AND OLD.state <> 'draft') THEN
        RETURN NEW;
    END IF;
    -- who publishes a delegation holds this row: one of the two comes first, and is seen by the other
    PERFORM 1 FROM approvals_item WHERE id = NEW.item_id FOR SHARE;
    PERFORM 1 FROM approvals_delegationline d
        WHERE d.item_id = NEW.item_id AND d.is_live AND d.kind = 'devolved'
          AND d.starts_on <= NEW.received_on AND (d.ends_on IS NULL OR d.ends_on > NEW.received_on)
          AND d.project_class IN ('', NEW.project_class)
          AND (d.amount_from IS NULL OR NEW.amount >= d.amount_from)
          AND (d.amount_below IS NULL OR NEW.amount < d.amount_below)
          AND d.territory_id IN (SELECT area_code FROM approvals_places(NEW.place_id));
    IF FOUND THEN
        RAISE EXCEPTION 'item was devolved for this place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'devolved_item_has_left_its_owner';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER competence_of_the_day BEFORE INSERT OR UPDATE OF state ON approvals_application
    FOR EACH ROW WHEN (NEW.state = 'submitted') EXECUTE FUNCTION approvals_guard_competence();
"""

UNDO = """
DROP TRIGGER competence_of_the_day ON approvals_application;
DROP FUNCTION approvals_guard_competence();
DROP FUNCTION approvals_places(varchar);
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0010_delegation_rounds_and_network"), ("orgs", "__first__")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
