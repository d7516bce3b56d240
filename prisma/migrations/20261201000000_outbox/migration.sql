-- The record decides, the engine drives: what processes must hear of is written beside the decision and told after it.

-- AlterTable
ALTER TABLE "process" ADD COLUMN "snapshot" JSONB;
ALTER TABLE "process" ADD COLUMN "digest" TEXT;
ALTER TABLE "clock" ADD COLUMN "digest" TEXT;
ALTER TABLE "task" ADD COLUMN "digest" TEXT;

-- AlterTable
ALTER TABLE "effect" ADD COLUMN "started_at" TIMESTAMPTZ(3);
ALTER TABLE "effect" ADD COLUMN "given_up_at" TIMESTAMPTZ(3);
ALTER TABLE "effect" ADD COLUMN "reason" TEXT;

-- A matter lives in real time or in a simulation; how the engine calls its namespaces is no business of the record.
ALTER TABLE "matter" RENAME COLUMN "namespace" TO "world";
UPDATE "matter" SET "world" = CASE WHEN "world" LIKE '%simulation%' THEN 'simulation' ELSE 'live' END;
ALTER TABLE "matter" ADD CONSTRAINT "matter_world_check" CHECK ("world" IN ('live', 'simulation'));

-- When it was decided, and when it was written down, are two instants; rows from before this kept the second only.
ALTER TABLE "command" ADD COLUMN "decided_at" TIMESTAMPTZ(3);
ALTER TABLE "event" ADD COLUMN "decided_at" TIMESTAMPTZ(3);
ALTER TABLE "audit_entry" ADD COLUMN "decided_at" TIMESTAMPTZ(3);
ALTER TABLE "matter" ADD COLUMN "decided_at" TIMESTAMPTZ(3);
ALTER TABLE "matter" ADD COLUMN "recorded_at" TIMESTAMPTZ(3);
UPDATE "matter" SET "recorded_at" = e."at", "decided_at" = e."at"
  FROM (SELECT "matter_id", max("recorded_at") AS "at" FROM "audit_entry" GROUP BY 1) e WHERE e."matter_id" = "matter"."id";
UPDATE "matter" SET "recorded_at" = "opened_at", "decided_at" = "opened_at" WHERE "recorded_at" IS NULL;
ALTER TABLE "matter" ALTER COLUMN "decided_at" SET NOT NULL;
ALTER TABLE "matter" ALTER COLUMN "recorded_at" SET NOT NULL;

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "matter_id" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "by" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alarm" (
    "id" TEXT NOT NULL,
    "matter_id" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "raised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engine" (
    "part" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "engine_pkey" PRIMARY KEY ("part")
);

-- CreateTable
CREATE TABLE "rule_text" (
    "sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rule_text_pkey" PRIMARY KEY ("sha256")
);

-- CreateIndex
CREATE INDEX "outbox_next_try_idx" ON "outbox"("next_try_at", "id");

-- CreateIndex
CREATE INDEX "outbox_matter_idx" ON "outbox"("matter_id");

-- CreateIndex
CREATE INDEX "alarm_matter_idx" ON "alarm"("matter_id");

-- Calendars that matters were reckoned by were kept before; packs are kept beside them from here on.
INSERT INTO "rule_text" ("sha256", "kind", "content", "kept_at") SELECT "sha256", 'base', "content", "kept_at" FROM "calendar_base";
DROP TABLE "calendar_base";

-- What is told is gone; everything else here is changed and never removed.
GRANT SELECT, INSERT, UPDATE, DELETE ON "outbox" TO ancha_app;
GRANT SELECT, INSERT, UPDATE ON "alarm", "engine" TO ancha_app;
GRANT SELECT, INSERT ON "rule_text" TO ancha_app;

ALTER TABLE "rule_text" ADD CONSTRAINT "rule_text_kind_check" CHECK ("kind" IN ('base', 'shipped'));
-- A pack has two files and one hash over both, which the program checks; a calendar's is that of its text.
ALTER TABLE "rule_text" ADD CONSTRAINT "rule_text_sha256_check"
  CHECK ("kind" <> 'base' OR "sha256" = encode(sha256(convert_to("content", 'UTF8')), 'hex'));
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_kind_check" CHECK ("kind" IN ('effect', 'strike', 'relay'));
-- Work that nobody has done and nobody has given up, oldest first: what a sweep looks for.
CREATE INDEX "effect_undone_idx" ON "effect" ("created_at") WHERE "done_at" IS NULL AND "given_up_at" IS NULL;
CREATE INDEX "process_wake_idx" ON "process" ("next_wake_at") WHERE "open" AND "next_wake_at" IS NOT NULL;

-- Relays hear at once that there is something to tell; the text says nothing of it.
CREATE FUNCTION announce_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END
$$;
CREATE TRIGGER "outbox_announce" AFTER INSERT ON "outbox" FOR EACH STATEMENT EXECUTE FUNCTION announce_outbox();
