from django.db import migrations

GUARD = """
CREATE FUNCTION documents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'uses of seals cannot be changed: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER seal_use_cannot_change BEFORE UPDATE OR DELETE ON documents_sealuse
    FOR EACH ROW EXECUTE FUNCTION documents_refuse_change();

CREATE FUNCTION documents_keep_contents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.kind, NEW.title, NEW.number, NEW.org_id, NEW.verify_code, NEW.template_version, NEW.data, NEW.data_sha256)
        IS DISTINCT FROM
       (OLD.kind, OLD.title, OLD.number, OLD.org_id, OLD.verify_code, OLD.template_version, OLD.data, OLD.data_sha256)
    THEN
        RAISE EXCEPTION 'what a document says cannot be changed: %', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.sealed_file_id IS NOT NULL AND (NEW.sealed_file_id, NEW.sealed_at)
        IS DISTINCT FROM (OLD.sealed_file_id, OLD.sealed_at)
    THEN
        RAISE EXCEPTION 'a sealed document keeps its file: %', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_keeps_its_contents BEFORE UPDATE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_keep_contents();
"""

UNDO = """
DROP TRIGGER document_keeps_its_contents ON documents_document;
DROP FUNCTION documents_keep_contents();
DROP TRIGGER seal_use_cannot_change ON documents_sealuse;
DROP FUNCTION documents_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_files_seals_documents")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
