-- AlterTable
ALTER TABLE "matter" ADD COLUMN     "calendars" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "rule_change" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "impact" JSONB,
    "drafted_by" JSONB NOT NULL,
    "approved_by" JSONB,
    "applied_by" JSONB,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_at" TIMESTAMPTZ(3),
    "applied_at" TIMESTAMPTZ(3),
    "audit_head" TEXT NOT NULL,
    "audit_seq" INTEGER NOT NULL,

    CONSTRAINT "rule_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_change_item" (
    "change_id" TEXT NOT NULL,
    "matter_id" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "moves" JSONB NOT NULL,
    "confirmed" JSONB NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_change_item_pkey" PRIMARY KEY ("change_id","matter_id")
);

-- CreateIndex
CREATE INDEX "rule_change_sha256_idx" ON "rule_change"("sha256");

-- CreateIndex
CREATE INDEX "rule_change_item_matter_idx" ON "rule_change_item"("matter_id");
