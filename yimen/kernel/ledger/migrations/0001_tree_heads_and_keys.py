import uuid

import django.db.models.deletion
from django.db import migrations, models

import yimen.kernel.base.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Ledger",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.UUID("a3f1c0de-0000-7000-8000-000000000001"),
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("origin", models.CharField(max_length=200, verbose_name="账本名称")),
            ],
            options={
                "verbose_name": "公开账本",
                "verbose_name_plural": "公开账本",
            },
        ),
        migrations.CreateModel(
            name="TreeNode",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "level", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("level", models.SmallIntegerField(verbose_name="层")),
                ("number", models.BigIntegerField(verbose_name="序号")),
                ("hash", models.BinaryField(max_length=32, verbose_name="散列")),
            ],
            options={
                "db_table": "ledger_node",
                "verbose_name": "账本节点",
                "verbose_name_plural": "账本节点",
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.base.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                ("seconds", models.FloatField(verbose_name="用时（秒）")),
                ("entry_count", models.BigIntegerField(verbose_name="留痕条数")),
                ("leaf_count", models.BigIntegerField(verbose_name="账页数")),
                ("head_count", models.PositiveIntegerField(verbose_name="签署次数")),
                ("fault_count", models.PositiveIntegerField(verbose_name="不符")),
                ("faults", models.JSONField(default=list, verbose_name="不符之处")),
            ],
            options={
                "verbose_name": "核对",
                "verbose_name_plural": "核对",
                "indexes": [models.Index(fields=["-begun_at"], name="check_by_time")],
            },
        ),
        migrations.CreateModel(
            name="Key",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.base.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="序号")),
                ("public", models.BinaryField(max_length=32, verbose_name="公钥")),
                ("since", models.DateTimeField(verbose_name="启用时间")),
                (
                    "endorsement",
                    models.BinaryField(blank=True, max_length=64, verbose_name="前一把密钥的签认"),
                ),
            ],
            options={
                "verbose_name": "账本密钥",
                "verbose_name_plural": "账本密钥",
                "constraints": [models.UniqueConstraint(fields=("since",), name="keys_follow_each_other")],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                (
                    "number",
                    models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="序号"),
                ),
                ("size", models.BigIntegerField(unique=True, verbose_name="账页数")),
                ("root", models.BinaryField(max_length=32, verbose_name="根散列")),
                ("at", models.DateTimeField(unique=True, verbose_name="签署时间")),
                ("note", models.TextField(verbose_name="签署原文")),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="ledger.key", verbose_name="密钥"
                    ),
                ),
            ],
            options={
                "verbose_name": "账本签署",
                "verbose_name_plural": "账本签署",
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="位置")),
                ("entry", models.UUIDField(unique=True, verbose_name="留痕")),
                ("seed", models.BinaryField(max_length=16, verbose_name="盐种")),
                ("hash", models.BinaryField(max_length=32, verbose_name="叶散列")),
                ("mark", models.BigIntegerField(verbose_name="留痕散列开头")),
            ],
            options={
                "verbose_name": "账页",
                "verbose_name_plural": "账页",
                "indexes": [models.Index(fields=["mark"], name="leaf_by_mark")],
            },
        ),
    ]
