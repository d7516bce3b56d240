-- CreateTable
CREATE TABLE "matter" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "case_no" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "packs" JSONB NOT NULL,
    "blocked" JSONB NOT NULL,
    "ball" JSONB,
    "namespace" TEXT NOT NULL,
    "shift_ms" BIGINT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "audit_head" TEXT NOT NULL,
    "audit_seq" INTEGER NOT NULL,

    CONSTRAINT "matter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "command" (
    "matter_id" TEXT NOT NULL,
    "command_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" JSONB NOT NULL,

    CONSTRAINT "command_pkey" PRIMARY KEY ("matter_id","command_id")
);

-- CreateTable
CREATE TABLE "event" (
    "matter_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "type_version" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "command_id" TEXT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("matter_id","seq")
);

-- CreateTable
CREATE TABLE "clock" (
    "matter_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "live" BOOLEAN NOT NULL,
    "due_date" DATE,
    "due_at" TIMESTAMPTZ(3),
    "body" JSONB NOT NULL,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("matter_id","code")
);

-- CreateTable
CREATE TABLE "process" (
    "matter_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "next_wake_at" TIMESTAMPTZ(3),

    CONSTRAINT "process_pkey" PRIMARY KEY ("matter_id","name")
);

-- CreateTable
CREATE TABLE "task" (
    "id" TEXT NOT NULL,
    "matter_id" TEXT NOT NULL,
    "body_id" TEXT NOT NULL,
    "act" TEXT,
    "clock_code" TEXT,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" TEXT NOT NULL,
    "matter_id" TEXT NOT NULL,
    "body_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "clock_code" TEXT,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "cite" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "effect" (
    "id" TEXT NOT NULL,
    "matter_id" TEXT NOT NULL,
    "process" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "effect_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "matter_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("matter_id","seq")
);

-- CreateTable
CREATE TABLE "document" (
    "id" TEXT NOT NULL,
    "matter_id" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "doc_no" TEXT NOT NULL,
    "model" JSONB NOT NULL,
    "model_sha256" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "pdf" BYTEA,
    "pdf_sha256" TEXT,
    "renderer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent_code" TEXT,

    CONSTRAINT "region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "body" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "body_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "body_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "sid" VARCHAR NOT NULL,
    "sess" JSON NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateIndex
CREATE UNIQUE INDEX "matter_case_no_key" ON "matter"("case_no");

-- CreateIndex
CREATE INDEX "matter_region_idx" ON "matter"("region_code");

-- CreateIndex
CREATE INDEX "clock_due_at_idx" ON "clock"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "process_workflow_id_key" ON "process"("workflow_id");

-- CreateIndex
CREATE INDEX "task_body_state_idx" ON "task"("body_id", "state");

-- CreateIndex
CREATE INDEX "task_matter_idx" ON "task"("matter_id");

-- CreateIndex
CREATE INDEX "notice_body_at_idx" ON "notice"("body_id", "at");

-- CreateIndex
CREATE INDEX "notice_matter_idx" ON "notice"("matter_id");

-- CreateIndex
CREATE INDEX "effect_matter_done_idx" ON "effect"("matter_id", "done_at");

-- CreateIndex
CREATE INDEX "document_matter_idx" ON "document"("matter_id");

-- CreateIndex
CREATE UNIQUE INDEX "body_kind_region_key" ON "body"("kind", "region_code");

-- CreateIndex
CREATE INDEX "post_person_idx" ON "post"("person_id");

-- CreateIndex
CREATE INDEX "session_expire_idx" ON "session"("expire");
