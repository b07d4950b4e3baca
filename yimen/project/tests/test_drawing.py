"""数据表: a new database is the same, drawn table by table or Django's way with all models anew."""

from __future__ import annotations

from django.core.management import get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django.plugin import DjangoDbBlocker

from tests import database

PARTS = {
    "columns": """
        SELECT table_name, ordinal_position, column_name, udt_name, character_maximum_length, numeric_precision,
               numeric_scale, is_nullable, column_default, is_identity, is_generated, generation_expression
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal",
    "functions": """
        SELECT proname, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')""",
    "sequences": "SELECT sequencename, data_type::text FROM pg_sequences WHERE schemaname = 'public'",
    "rights": "SELECT table_name, grantee, privilege_type FROM information_schema.role_table_grants",
    "history": "SELECT app, name FROM django_migrations",
}


def tables() -> dict[str, list[str]]:
    """Everything that the migrations made, as lines."""
    with connection.cursor() as cursor:
        found = {}
        for part, question in PARTS.items():
            cursor.execute(question)
            found[part] = sorted(map(str, cursor.fetchall()))
        return found


def test_the_same_tables_as_djangos_own_way(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    assert get_commands()["migrate"] == "yimen.project"
    with django_db_blocker.unblock():
        made = tables()
        with database.empty():
            plain = MigrationExecutor(connection)
            plain.migrate(plain.loader.graph.leaf_nodes())
            assert tables() == made
    assert len(made["columns"]) > 1000
