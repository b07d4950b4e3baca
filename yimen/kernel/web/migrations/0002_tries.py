from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0001_shared_cache")]

    operations = [
        migrations.CreateModel(
            name="Tries",
            fields=[
                (
                    "key",
                    models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="对象"),
                ),
                ("count", models.PositiveIntegerField(verbose_name="次数")),
                ("until", models.DateTimeField(verbose_name="截止时间")),
            ],
            options={"verbose_name": "查询次数", "verbose_name_plural": "查询次数"},
        ),
        migrations.RunSQL("ALTER TABLE web_tries SET UNLOGGED", "ALTER TABLE web_tries SET LOGGED"),
    ]
