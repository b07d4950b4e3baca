from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION approvals_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['state', 'effective_to'];
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF OLD.state = 'in_review' THEN
        free := free || ARRAY['effective_from', 'return_reason', 'approved_by', 'published_at', 'instrument_no'];
    END IF;
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - free) IS DISTINCT FROM (to_jsonb(NEW) - free) THEN
        RAISE EXCEPTION 'a published item version cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION approvals_take_in_open_items_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM approvals_item WHERE id = NEW.item_id FOR SHARE;
    IF EXISTS (SELECT 1 FROM approvals_cancellation c WHERE c.item_id = NEW.item_id AND c."on" <= NEW.received_on)
    OR EXISTS (SELECT 1 FROM approvals_suspension s WHERE s.item_id = NEW.item_id
            AND s.from_on <= NEW.received_on AND coalesce(s.resumed_on, s.to_on) > NEW.received_on) THEN
        RAISE EXCEPTION 'the item takes no application on this day' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER closed_item_takes_no_application BEFORE UPDATE ON approvals_application
    FOR EACH ROW WHEN (OLD.received_on IS NULL AND NEW.received_on IS NOT NULL)
    EXECUTE FUNCTION approvals_take_in_open_items_only();
"""

UNDO = """
DROP TRIGGER closed_item_takes_no_application ON approvals_application;
DROP FUNCTION approvals_take_in_open_items_only();
CREATE OR REPLACE FUNCTION approvals_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'draft' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - ARRAY['state', 'effective_to'])
            IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['state', 'effective_to']) THEN
        RAISE EXCEPTION 'a published item version cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0006_life_of_versions")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
