from django.db import migrations

SERIALS = """
CREATE FUNCTION cases_next_serial(wanted_area text, wanted_day date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    day text := to_char(wanted_day, 'YYYYMMDD');
    serial integer;
    block record;
    is_held boolean := false;
BEGIN
    FOR block IN
        SELECT first_serial, last_serial FROM cases_numberblock
        WHERE area = wanted_area AND kind = 'held' AND state = 'allocated'
          AND wanted_day >= first_on AND (last_on IS NULL OR wanted_day <= last_on)
        ORDER BY first_serial
    LOOP
        IF NOT is_held THEN
            is_held := true;
            serial := cases_next_number('case:' || wanted_area || ':held', day);
        END IF;
        IF serial <= block.last_serial - block.first_serial + 1 THEN
            RETURN block.first_serial + serial - 1;
        END IF;
        serial := serial - (block.last_serial - block.first_serial + 1);
    END LOOP;
    IF is_held THEN
        RETURN NULL;
    END IF;
    serial := cases_next_number('case:' || wanted_area, day);
    FOR block IN
        SELECT first_serial, last_serial FROM cases_numberblock
        WHERE area = wanted_area AND kind = 'given'
          AND wanted_day >= first_on AND (last_on IS NULL OR wanted_day <= last_on)
        ORDER BY first_serial
    LOOP
        IF serial BETWEEN block.first_serial AND block.last_serial THEN
            serial := block.last_serial + 1;
            UPDATE cases_numberseries SET last = serial WHERE scope = 'case:' || wanted_area AND period = day;
        END IF;
    END LOOP;
    RETURN serial;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_blocks_of_numbers")]

    operations = [migrations.RunSQL(SERIALS, "DROP FUNCTION cases_next_serial(text, date)")]
