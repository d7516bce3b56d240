-- AlterTable
ALTER TABLE "notice" ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawn_reason" TEXT;

-- What was withdrawn says why.
ALTER TABLE "notice" ADD CONSTRAINT "notice_withdrawn_check"
  CHECK (("withdrawn_at" IS NULL) = ("withdrawn_reason" IS NULL));

-- DropIndex
DROP INDEX "notice_body_at_idx";
-- An inbox shows what came last in front: a notice that was held or sent late lies behind others by its legal instant.
CREATE INDEX "notice_body_delivered_idx" ON "notice" ("body_id", (coalesce("delivered_at", "at")) DESC);
