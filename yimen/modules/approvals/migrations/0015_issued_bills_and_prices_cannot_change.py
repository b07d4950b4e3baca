from django.db import migrations

GUARD = """
CREATE FUNCTION approvals_keep_bill() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['state', 'paid', 'refunded', 'receipt_id', 'paid_at', 'voided_at', 'void_reason'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a bill is never deleted' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.number IS NOT NULL AND (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
        RAISE EXCEPTION 'an issued bill cannot change' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.state = 'void' AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW) THEN
        RAISE EXCEPTION 'a void bill cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER issued_bill_cannot_change BEFORE UPDATE OR DELETE ON approvals_chargeorder
    FOR EACH ROW EXECUTE FUNCTION approvals_keep_bill();

CREATE FUNCTION approvals_keep_bill_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    bill_state text;
BEGIN
    IF TG_OP = 'UPDATE' AND (to_jsonb(OLD) - 'is_refunded') IS NOT DISTINCT FROM (to_jsonb(NEW) - 'is_refunded') THEN
        RETURN NEW;
    END IF;
    SELECT state INTO bill_state FROM approvals_chargeorder
        WHERE id = (CASE WHEN TG_OP = 'INSERT' THEN NEW.order_id ELSE OLD.order_id END);
    IF bill_state IS DISTINCT FROM 'drafted' OR TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'the lines of a confirmed bill cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER lines_of_a_confirmed_bill_cannot_change BEFORE INSERT OR UPDATE OR DELETE ON approvals_chargeline
    FOR EACH ROW EXECUTE FUNCTION approvals_keep_bill_lines();

CREATE FUNCTION approvals_keep_price() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['effective_to', 'end_basis'];
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
        RAISE EXCEPTION 'a published fee standard cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER published_price_cannot_change BEFORE UPDATE OR DELETE ON approvals_feestandard
    FOR EACH ROW EXECUTE FUNCTION approvals_keep_price();

CREATE FUNCTION approvals_keep_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['state', 'reason', 'order_id', 'settled', 'returned', 'settled_at', 'proposed_order_id',
                           'proposed_reason', 'proposed_by_id', 'confirmed_by_id'];
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
        RAISE EXCEPTION 'what the bank reported cannot change' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER what_the_bank_reported_cannot_change BEFORE UPDATE OR DELETE ON approvals_payment
    FOR EACH ROW EXECUTE FUNCTION approvals_keep_payment();
"""

UNDO = """
DROP TRIGGER what_the_bank_reported_cannot_change ON approvals_payment;
DROP FUNCTION approvals_keep_payment();
DROP TRIGGER published_price_cannot_change ON approvals_feestandard;
DROP FUNCTION approvals_keep_price();
DROP TRIGGER lines_of_a_confirmed_bill_cannot_change ON approvals_chargeline;
DROP FUNCTION approvals_keep_bill_lines();
DROP TRIGGER issued_bill_cannot_change ON approvals_chargeorder;
DROP FUNCTION approvals_keep_bill();
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0014_fee_standards_and_the_one_bill")]

    operations = [migrations.RunSQL(GUARD, UNDO)]
