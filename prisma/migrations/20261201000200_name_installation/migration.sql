-- Which installation this record is: two of them must not drive one another's processes in one namespace of Temporal.

-- CreateTable
CREATE TABLE "installation" (
    "only" BOOLEAN NOT NULL DEFAULT true,
    "id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("only")
);

ALTER TABLE "installation" ADD CONSTRAINT "installation_only_check" CHECK ("only");
-- Made once, and moved or restored with its record: it stays the same installation.
INSERT INTO "installation" ("id") VALUES (gen_random_uuid()::text);
REVOKE INSERT ON "installation" FROM ancha_app;
