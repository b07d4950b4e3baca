"""一审一验 is called one_review_one_inspection; `one_inspection` said half of it. Versions, cases and their contents follow."""

import hashlib
import json

from django.db import migrations

OLD, NEW = "one_inspection", "one_review_one_inspection"
BATCH = 1000
GUARD = "ALTER TABLE approvals_itemversion {} TRIGGER published_version_cannot_change"


def rename(apps, schema_editor):
    _rename(apps, schema_editor, OLD, NEW)


def rename_back(apps, schema_editor):
    _rename(apps, schema_editor, NEW, OLD)


def _rename(apps, schema_editor, old, new):
    """May run again: what was renamed is not found any more."""
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
    schema_editor.execute(GUARD.format("DISABLE"))
    versions = apps.get_model("approvals", "ItemVersion").objects
    versions.filter(pattern=old).update(pattern=new)
    for version in versions.filter(content__contains={"variants": [{"pattern": old}]}).iterator(BATCH):
        _rename_in_content(version, old, new)
    schema_editor.execute(GUARD.format("ENABLE"))
    applications = apps.get_model("approvals", "Application").objects
    applications.filter(pattern=old).update(pattern=new)
    for application in applications.filter(outline__pattern=old).only("outline").iterator(BATCH):
        application.outline["pattern"] = new
        application.save(update_fields=["outline"])


def _rename_in_content(version, old, new):
    for variant in version.content["variants"]:
        if variant.get("pattern") == old:
            variant["pattern"] = new
    text = json.dumps(version.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    version.content_hash = hashlib.sha256(text.encode()).hexdigest()
    version.save(update_fields=["content", "content_hash"])


class Migration(migrations.Migration):
    dependencies = [("approvals", "0022_pattern_has_room_for_its_name")]

    operations = [migrations.RunPython(rename, rename_back)]
