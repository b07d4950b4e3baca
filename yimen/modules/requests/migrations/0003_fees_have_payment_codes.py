"""信息处理费: a fee notice has its payment code and account, and notes what the bank reported."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0002_rows_note_the_days_of_figures"),
    ]

    operations = [
        migrations.AddField(
            model_name="feenotice",
            name="account",
            field=models.JSONField(
                blank=True,
                db_default=models.Value({}, models.JSONField()),
                default=dict,
                verbose_name="收款账户",
            ),
        ),
        migrations.AddField(
            model_name="feenotice",
            name="bank_reference",
            field=models.CharField(blank=True, db_default="", max_length=60, verbose_name="到账银行流水号"),
        ),
        migrations.AddField(
            model_name="feenotice",
            name="code",
            field=models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name="缴款码"),
        ),
        migrations.AddConstraint(
            model_name="feenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("bank_reference", ""), ("paid_on__isnull", False), _connector="OR"),
                name="fee_in_the_bank_is_paid",
            ),
        ),
    ]
