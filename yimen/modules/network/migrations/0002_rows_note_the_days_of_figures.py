"""受理日期 and 办结日期 of mirrored cases: the days on which figures count them are noted when they change."""

from django.db import migrations

NOTE = """
CREATE TRIGGER added_row_notes_its_days AFTER INSERT ON network_mirroredcase FOR EACH ROW
    WHEN (NEW.accepted_on IS NOT NULL OR NEW.concluded_on IS NOT NULL)
    EXECUTE FUNCTION metrics_note_days('accepted_on', 'concluded_on');

CREATE TRIGGER changed_row_notes_its_days AFTER UPDATE ON network_mirroredcase FOR EACH ROW
    WHEN (((OLD.accepted_on, OLD.concluded_on, OLD.is_on_time, OLD.node_id, OLD.org_path, OLD.item_code)
          IS DISTINCT FROM
          (NEW.accepted_on, NEW.concluded_on, NEW.is_on_time, NEW.node_id, NEW.org_path, NEW.item_code))
          AND (OLD.accepted_on IS NOT NULL OR OLD.concluded_on IS NOT NULL OR NEW.accepted_on IS NOT NULL OR NEW.concluded_on IS NOT NULL))
    EXECUTE FUNCTION metrics_note_days('accepted_on', 'concluded_on');

CREATE TRIGGER gone_row_notes_its_days AFTER DELETE ON network_mirroredcase FOR EACH ROW
    WHEN (OLD.accepted_on IS NOT NULL OR OLD.concluded_on IS NOT NULL)
    EXECUTE FUNCTION metrics_note_days('accepted_on', 'concluded_on');
"""

UNDO = """
DROP TRIGGER gone_row_notes_its_days ON network_mirroredcase;
DROP TRIGGER changed_row_notes_its_days ON network_mirroredcase;
DROP TRIGGER added_row_notes_its_days ON network_mirroredcase;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0001_nodes_messages_mirrored_cases"),
        ("metrics", "0002_rows_note_their_days"),
    ]

    operations = [migrations.RunSQL(NOTE, UNDO)]
