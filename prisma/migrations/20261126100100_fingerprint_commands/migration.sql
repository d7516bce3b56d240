-- What a command id was first used for, so that the same id with another content is told apart from a repetition.
-- Commands recorded before this column have none and are taken for repetitions, as they were then.
ALTER TABLE "command" ADD COLUMN "fingerprint" TEXT;
ALTER TABLE "command" ADD CONSTRAINT "command_fingerprint_check" CHECK ("fingerprint" ~ '^[0-9a-f]{64}$');
