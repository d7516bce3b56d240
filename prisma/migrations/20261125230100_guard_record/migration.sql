-- What the schema file cannot say: who may write what, what may never change, and which words a column may hold.

-- The application's rights hang on a group role without login; an installation puts its login roles into it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ancha_app') THEN
    CREATE ROLE ancha_app NOLOGIN;
  END IF;
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ancha_app;

-- Append-only: what happened, what was asked and answered, and who did it under which rule.
GRANT SELECT, INSERT ON "event", "audit_entry", "command" TO ancha_app;
-- Current state and work derived from it: changed, never removed.
GRANT SELECT, INSERT, UPDATE ON "matter", "clock", "process", "task", "notice", "effect", "document" TO ancha_app;
-- Reference data and sessions.
GRANT SELECT, INSERT, UPDATE, DELETE ON "region", "body", "person", "post", "session" TO ancha_app;
-- A process that does not migrate still wants to know whether the database is at its version.
DO $$
BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON "_prisma_migrations" TO ancha_app;
  END IF;
END
$$;
-- Later tables are append-only until their migration says more: forgetting a grant then fails loudly, not silently.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO ancha_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO ancha_app;

-- Grants bind the application; this binds the owner as well, so that a repair by hand cannot rewrite history unseen.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'AC001';
END
$$;

CREATE TRIGGER "event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Closed vocabularies of the schema file.
ALTER TABLE "region" ADD CONSTRAINT "region_level_check" CHECK ("level" IN ('county', 'city', 'province', 'state'));
ALTER TABLE "body" ADD CONSTRAINT "body_level_check" CHECK ("level" IN ('county', 'city', 'province', 'state'));
ALTER TABLE "task" ADD CONSTRAINT "task_state_check" CHECK ("state" IN ('open', 'done', 'cancelled'));
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind_check"
  CHECK ("kind" IN ('reminder', 'due', 'escalation', 'opens', 'copy'));
ALTER TABLE "effect" ADD CONSTRAINT "effect_kind_check"
  CHECK ("kind" IN ('notify', 'start-process', 'wake-process', 'render-document'));
ALTER TABLE "document" ADD CONSTRAINT "document_state_check" CHECK ("state" IN ('ready', 'unavailable'));

-- Counters start at one and hashes are SHA-256 in lower-case hex; the chain can be trusted to be countable.
ALTER TABLE "event" ADD CONSTRAINT "event_seq_check" CHECK ("seq" > 0);
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_seq_check" CHECK ("seq" > 0);
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_hash_check"
  CHECK ("hash" ~ '^[0-9a-f]{64}$' AND "prev_hash" ~ '^[0-9a-f]{64}$');
ALTER TABLE "matter" ADD CONSTRAINT "matter_version_check" CHECK ("version" >= 0);
