"""到账款 are settled on what other modules ask for too: the payment code says on what."""

from django.conf import settings
from django.db import migrations, models

KEEP = """
CREATE OR REPLACE FUNCTION approvals_keep_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['state', 'reason', 'order_id', 'settled', 'returned', 'settled_at', 'proposed_order_id',
                           'proposed_reason', 'proposed_by_id', 'confirmed_by_id'%s];
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
        RAISE EXCEPTION 'what the bank reported cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0025_rows_note_the_days_of_figures"),
        ("orgs", "0002_country_is_the_root"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="payment",
            name="what_is_settled_names_its_order",
        ),
        migrations.AddField(
            model_name="payment",
            name="due_code",
            field=models.CharField(blank=True, db_default="", max_length=20, verbose_name="应缴款的缴款码"),
        ),
        migrations.AddField(
            model_name="payment",
            name="proposed_due",
            field=models.CharField(blank=True, db_default="", max_length=20, verbose_name="拟核销的应缴款"),
        ),
        migrations.AlterField(
            model_name="payment",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_reference", "附言中没有缴款码"),
                    ("unknown", "没有这个缴款码的通知单"),
                    ("void", "通知单已作废"),
                    ("already_paid", "通知单已缴清"),
                    ("overpaid", "多缴"),
                    ("short", "少于应缴金额"),
                    ("odd_day", "到账日期早于通知日期或者晚于今天"),
                ],
                max_length=20,
                verbose_name="未核销原因",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled", 0),
                    ("order__isnull", False),
                    models.Q(("due_code", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_is_settled_names_its_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("order__isnull", True), ("due_code", ""), _connector="OR"),
                name="a_sum_is_settled_in_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposed_order__isnull", True), ("proposed_due", ""), _connector="OR"),
                name="a_match_is_proposed_to_one_place",
            ),
        ),
        migrations.RunSQL(KEEP % ", 'due_code', 'proposed_due'", KEEP % ""),
    ]
