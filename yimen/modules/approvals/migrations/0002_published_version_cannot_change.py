from django.db import migrations

GUARD = """
CREATE FUNCTION approvals_keep_published() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER published_version_cannot_change BEFORE UPDATE OR DELETE ON approvals_itemversion
    FOR EACH ROW EXECUTE FUNCTION approvals_keep_published();
"""

UNDO = """
DROP TRIGGER published_version_cannot_change ON approvals_itemversion;
DROP FUNCTION approvals_keep_published();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_items_and_applications")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
