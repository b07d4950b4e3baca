from django.conf import settings
from django.db import migrations

TABLES = ("ledger_leaf", "ledger_node", "ledger_head", "ledger_key", "ledger_check")

WAITING = """
CREATE TABLE ledger_waiting (entry uuid NOT NULL);
COMMENT ON TABLE ledger_waiting IS 'entries that are not sealed yet; a row becomes visible with its entry, so none is passed over';
INSERT INTO ledger_waiting SELECT id FROM audit_entry ORDER BY id;
CREATE FUNCTION ledger_note_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_waiting VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER entry_waits_for_its_seal AFTER INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_note_entry();
"""

NO_MORE_WAITING = """
DROP TRIGGER entry_waits_for_its_seal ON audit_entry;
DROP FUNCTION ledger_note_entry();
DROP TABLE ledger_waiting;
"""


def guard(table):
    return f"""
CREATE TRIGGER {table}_cannot_change BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER {table}_cannot_be_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""


def unguard(table):
    return (
        f"DROP TRIGGER {table}_cannot_change ON {table}; DROP TRIGGER {table}_cannot_be_emptied ON {table};"
    )


def take_away(apps, schema_editor):
    """The role that serves (DATABASE_APP_ROLE, else yimen) keeps INSERT and SELECT on the ledger, no more."""
    role = settings.DATABASE_APP_ROLE or "yimen"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        if cursor.fetchone():
            name = schema_editor.connection.ops.quote_name(role)
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(TABLES)} FROM {name}")


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_tree_heads_and_keys"),
        ("audit", "0004_entry_from_its_body"),
    ]

    operations = [
        migrations.RunSQL(WAITING, NO_MORE_WAITING),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in (*TABLES, "ledger_ledger")),
        migrations.RunPython(take_away, migrations.RunPython.noop),
    ]
