-- What the schema file cannot say of rule changes: who may write what, and what may never be otherwise.

-- The text, its hash and who drafted it are written once; the rest moves on with the change.
GRANT SELECT, INSERT ON "rule_change" TO ancha_app;
GRANT UPDATE ("state", "version", "impact", "approved_by", "approved_at", "applied_by", "applied_at", "audit_head", "audit_seq")
  ON "rule_change" TO ancha_app;
-- A list that is reckoned anew replaces the one nobody has approved; what was applied stays (see the trigger).
GRANT SELECT, INSERT, UPDATE, DELETE ON "rule_change_item" TO ancha_app;

ALTER TABLE "rule_change" ADD CONSTRAINT "rule_change_kind_check" CHECK ("kind" IN ('calendar', 'pack'));
ALTER TABLE "rule_change" ADD CONSTRAINT "rule_change_state_check"
  CHECK ("state" IN ('drafted', 'computed', 'approved', 'applying', 'applied', 'withdrawn'));
ALTER TABLE "rule_change" ADD CONSTRAINT "rule_change_sha256_check" CHECK ("sha256" ~ '^[0-9a-f]{64}$');
ALTER TABLE "rule_change" ADD CONSTRAINT "rule_change_audit_head_check" CHECK ("audit_head" ~ '^[0-9a-f]{64}$');
-- Drafter and approver are two people, whatever a program believes; and nothing is applied that nobody approved.
ALTER TABLE "rule_change" ADD CONSTRAINT "rule_change_second_person_check"
  CHECK ("approved_by" IS NULL OR ("approved_by"->>'personId') IS DISTINCT FROM ("drafted_by"->>'personId'));
ALTER TABLE "rule_change" ADD CONSTRAINT "rule_change_approved_check"
  CHECK ("state" NOT IN ('approved', 'applying', 'applied') OR ("approved_by" IS NOT NULL AND "approved_at" IS NOT NULL));
ALTER TABLE "rule_change_item" ADD CONSTRAINT "rule_change_item_choice_check" CHECK ("choice" IN ('adopts', 'keeps'));
-- One text is on its way once; a withdrawn one may be drafted again.
CREATE UNIQUE INDEX "rule_change_open_sha256_key" ON "rule_change" ("sha256") WHERE "state" <> 'withdrawn';
-- What is still to be done is found without reading what has been done.
CREATE INDEX "rule_change_item_open_idx" ON "rule_change_item" ("change_id", "matter_id") WHERE "applied_at" IS NULL;

CREATE FUNCTION refuse_change_of_applied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."applied_at" IS NOT NULL THEN
    RAISE EXCEPTION 'an applied % is final', TG_TABLE_NAME USING ERRCODE = 'AC001';
  END IF;
  RETURN COALESCE(NEW, OLD);
END
$$;
CREATE TRIGGER "rule_change_item_final" BEFORE UPDATE OR DELETE ON "rule_change_item"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_applied();
