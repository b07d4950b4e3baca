from django.db import migrations

GUARD = """
CREATE FUNCTION disclosure_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is published or closed cannot be changed: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- a version: free until it has its number, never changed after that
CREATE TRIGGER published_version_cannot_change BEFORE UPDATE OR DELETE ON disclosure_publicationversion
    FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION disclosure_refuse_change();

-- its files: which they are is fixed with it; the text that is read from them comes later
CREATE FUNCTION disclosure_attachment_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.version_id, OLD.file_id, OLD.name, OLD."order", OLD.pages)
            IS NOT DISTINCT FROM (NEW.version_id, NEW.file_id, NEW.name, NEW."order", NEW.pages) THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM disclosure_publicationversion v WHERE v.number IS NOT NULL
            AND v.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END,
                         CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END)
    ) THEN
        RAISE EXCEPTION 'the files of a published version cannot be changed: %', TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attachment_of_published_version_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON disclosure_attachment
    FOR EACH ROW EXECUTE FUNCTION disclosure_attachment_is_fixed();

-- a check: nothing after it is closed; a signature: never
CREATE TRIGGER closed_check_cannot_change BEFORE UPDATE OR DELETE ON disclosure_secrecycheck
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER signature_cannot_change BEFORE UPDATE OR DELETE ON disclosure_checkopinion
    FOR EACH ROW EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER answered_referral_cannot_change BEFORE UPDATE OR DELETE ON disclosure_referral
    FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION disclosure_refuse_change();

-- a number once given stays
CREATE TRIGGER index_number_cannot_change BEFORE UPDATE ON disclosure_publication
    FOR EACH ROW WHEN (OLD.index_number IS NOT NULL AND OLD.index_number IS DISTINCT FROM NEW.index_number)
    EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER published_cannot_be_deleted BEFORE DELETE ON disclosure_publication
    FOR EACH ROW WHEN (OLD.index_number IS NOT NULL) EXECUTE FUNCTION disclosure_refuse_change();

-- editions and changes of force are history
CREATE TRIGGER guide_cannot_change BEFORE UPDATE OR DELETE ON disclosure_guide
    FOR EACH ROW EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER compilation_cannot_change BEFORE UPDATE OR DELETE ON disclosure_rulecompilation
    FOR EACH ROW EXECUTE FUNCTION disclosure_refuse_change();
CREATE TRIGGER validity_change_cannot_change BEFORE UPDATE OR DELETE ON disclosure_validitychange
    FOR EACH ROW EXECUTE FUNCTION disclosure_refuse_change();
"""

UNDO = """
DROP TRIGGER published_version_cannot_change ON disclosure_publicationversion;
DROP TRIGGER attachment_of_published_version_is_fixed ON disclosure_attachment;
DROP TRIGGER closed_check_cannot_change ON disclosure_secrecycheck;
DROP TRIGGER signature_cannot_change ON disclosure_checkopinion;
DROP TRIGGER answered_referral_cannot_change ON disclosure_referral;
DROP TRIGGER index_number_cannot_change ON disclosure_publication;
DROP TRIGGER published_cannot_be_deleted ON disclosure_publication;
DROP TRIGGER guide_cannot_change ON disclosure_guide;
DROP TRIGGER compilation_cannot_change ON disclosure_rulecompilation;
DROP TRIGGER validity_change_cannot_change ON disclosure_validitychange;
DROP FUNCTION disclosure_attachment_is_fixed();
DROP FUNCTION disclosure_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_publications_checks_and_guides")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
