from django.db import migrations

INSERT = """
CREATE FUNCTION documents_document_insert(rows jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO documents_document SELECT * FROM jsonb_populate_recordset(NULL::documents_document, rows)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_seal_uses_and_contents_cannot_change")]

    operations = [migrations.RunSQL(INSERT, "DROP FUNCTION documents_document_insert(jsonb)")]
