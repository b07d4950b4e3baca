from django.conf import settings
from django.db import migrations

TABLES = "audit_entry, audit_refusal"


def take_away(apps, schema_editor):
    """The role that serves (DATABASE_APP_ROLE, else yimen) keeps INSERT and SELECT on the record, no more."""
    role = settings.DATABASE_APP_ROLE or "yimen"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        if cursor.fetchone():
            name = schema_editor.connection.ops.quote_name(role)
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {TABLES} FROM {name}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_record_cannot_change")]

    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
