"""受理日期 and 办结时间 of applications: the days on which figures count them are noted when they change."""

from django.db import migrations, models

NOTE = """
CREATE TRIGGER added_row_notes_its_days AFTER INSERT ON approvals_application FOR EACH ROW
    WHEN (NEW.accepted_on IS NOT NULL OR NEW.concluded_at IS NOT NULL)
    EXECUTE FUNCTION metrics_note_days('accepted_on', 'concluded_at');

CREATE TRIGGER changed_row_notes_its_days AFTER UPDATE ON approvals_application FOR EACH ROW
    WHEN (((OLD.accepted_on, OLD.concluded_at, OLD.decided_at, OLD.org_id, OLD.org_path, OLD.centre_id, OLD.centre_path,
          OLD.item_id, OLD.version_id, OLD.window_id, OLD.channel, OLD.outcome, OLD.pattern, OLD.is_on_time)
          IS DISTINCT FROM
          (NEW.accepted_on, NEW.concluded_at, NEW.decided_at, NEW.org_id, NEW.org_path, NEW.centre_id, NEW.centre_path,
          NEW.item_id, NEW.version_id, NEW.window_id, NEW.channel, NEW.outcome, NEW.pattern, NEW.is_on_time))
          AND (OLD.accepted_on IS NOT NULL OR OLD.concluded_at IS NOT NULL OR NEW.accepted_on IS NOT NULL OR NEW.concluded_at IS NOT NULL))
    EXECUTE FUNCTION metrics_note_days('accepted_on', 'concluded_at');

CREATE TRIGGER gone_row_notes_its_days AFTER DELETE ON approvals_application FOR EACH ROW
    WHEN (OLD.accepted_on IS NOT NULL OR OLD.concluded_at IS NOT NULL)
    EXECUTE FUNCTION metrics_note_days('accepted_on', 'concluded_at');
"""

UNDO = """
DROP TRIGGER gone_row_notes_its_days ON approvals_application;
DROP TRIGGER changed_row_notes_its_days ON approvals_application;
DROP TRIGGER added_row_notes_its_days ON approvals_application;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("approvals", "0024_basis_knows_when_it_was_warned_of"),
        ("metrics", "0002_rows_note_their_days"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(accepted_on__isnull=False, concluded_at__isnull=True),
                fields=["ended_at"],
                name="accepted_application_by_end",
            ),
        ),
        migrations.RunSQL(NOTE, UNDO),
    ]
