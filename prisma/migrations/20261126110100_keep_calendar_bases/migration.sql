-- CreateTable
CREATE TABLE "calendar_base" (
    "sha256" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_base_pkey" PRIMARY KEY ("sha256")
);

-- What matters were reckoned by is written once and never changed.
GRANT SELECT, INSERT ON "calendar_base" TO ancha_app;
ALTER TABLE "calendar_base" ADD CONSTRAINT "calendar_base_sha256_check"
  CHECK ("sha256" = encode(sha256(convert_to("content", 'UTF8')), 'hex'));
