import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0003_tail_inserts_issued_documents"),
        ("cases", "0002_tail_and_numbers"),
        ("orgs", "0002_country_is_the_root"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="application",
            name="application_by_org",
        ),
        migrations.AlterField(
            model_name="application",
            name="org",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="orgs.org",
                verbose_name="实施机关",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["org", "-submitted_at", "-id"], name="application_by_body"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                fields=["applicant_name"], name="application_by_name", opclasses=["varchar_pattern_ops"]
            ),
        ),
    ]
