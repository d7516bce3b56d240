-- What was decided on a program's memory of a matter is written only where the matter still stands like that: the row is
-- locked, and everything after it in the transaction fails where it has moved on, or where the program was wrong about the time.
CREATE FUNCTION expect_matter(its_id text, its_version int, its_audit_seq int, its_shift_ms bigint, said timestamptz)
RETURNS double precision LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "matter" WHERE "id" = its_id AND "version" = its_version AND "audit_seq" = its_audit_seq AND "shift_ms" = its_shift_ms FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'matter % has moved on from version %', its_id, its_version USING ERRCODE = 'AN001';
  END IF;
  IF said NOT BETWEEN clock_timestamp() - interval '500 milliseconds' AND clock_timestamp() THEN
    RAISE EXCEPTION 'it is not % any more, or not yet', said USING ERRCODE = 'AN001';
  END IF;
  RETURN extract(epoch FROM clock_timestamp()) * 1000;
END
$$;

-- Notifications make commits wait for each other, down to the disk: programs say after the commit what was said within.
DROP TRIGGER "outbox_announce" ON "outbox";
DROP FUNCTION announce_outbox();
DROP TRIGGER "matter_announce" ON "matter";
DROP FUNCTION announce_matter();
