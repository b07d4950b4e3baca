from django.db import migrations

INSERT = """
CREATE FUNCTION approvals_issueddocument_insert(rows jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO approvals_issueddocument SELECT * FROM jsonb_populate_recordset(NULL::approvals_issueddocument, rows)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0002_published_version_cannot_change")]

    operations = [migrations.RunSQL(INSERT, "DROP FUNCTION approvals_issueddocument_insert(jsonb)")]
