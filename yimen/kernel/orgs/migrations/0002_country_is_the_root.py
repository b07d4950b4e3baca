from django.db import migrations

ADD = """
INSERT INTO orgs_region (area_code, name, name_en, level, parent_id, is_confirmed)
VALUES ('000000000000', '中华人民共和国', 'People''s Republic of China', 'country', NULL, true)
ON CONFLICT (area_code) DO NOTHING
"""


class Migration(migrations.Migration):
    """The root of the divisions is the same everywhere; with it every other division has a parent to be asked of."""

    dependencies = [("orgs", "0001_regions_orgs_sections_windows")]

    operations = [migrations.RunSQL(ADD, "DELETE FROM orgs_region WHERE area_code = '000000000000'")]
