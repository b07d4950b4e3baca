"""收到日期 and 送达日期 of requests: the days on which figures count them are noted when they change."""

from django.db import migrations

NOTE = """
CREATE TRIGGER added_row_notes_its_days AFTER INSERT ON requests_informationrequest FOR EACH ROW
    WHEN (NEW.received_on IS NOT NULL OR NEW.served_on IS NOT NULL)
    EXECUTE FUNCTION metrics_note_days('received_on', 'served_on');

CREATE TRIGGER changed_row_notes_its_days AFTER UPDATE ON requests_informationrequest FOR EACH ROW
    WHEN (((OLD.received_on, OLD.served_on, OLD.due_when_served, OLD.org_id, OLD.org_path, OLD.applicant_kind)
          IS DISTINCT FROM
          (NEW.received_on, NEW.served_on, NEW.due_when_served, NEW.org_id, NEW.org_path, NEW.applicant_kind))
          AND (OLD.received_on IS NOT NULL OR OLD.served_on IS NOT NULL OR NEW.received_on IS NOT NULL OR NEW.served_on IS NOT NULL))
    EXECUTE FUNCTION metrics_note_days('received_on', 'served_on');

CREATE TRIGGER gone_row_notes_its_days AFTER DELETE ON requests_informationrequest FOR EACH ROW
    WHEN (OLD.received_on IS NOT NULL OR OLD.served_on IS NOT NULL)
    EXECUTE FUNCTION metrics_note_days('received_on', 'served_on');
"""

UNDO = """
DROP TRIGGER gone_row_notes_its_days ON requests_informationrequest;
DROP TRIGGER changed_row_notes_its_days ON requests_informationrequest;
DROP TRIGGER added_row_notes_its_days ON requests_informationrequest;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0001_requests_outcomes_and_answers"),
        ("metrics", "0002_rows_note_their_days"),
    ]

    operations = [migrations.RunSQL(NOTE, UNDO)]
