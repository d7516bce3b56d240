-- Open pages hear at once that a matter moved on, whoever moved it; the text says which one and nothing of its content.
CREATE FUNCTION announce_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('matter_moved', NEW."id");
  RETURN NULL;
END
$$;

CREATE TRIGGER "matter_announce" AFTER INSERT OR UPDATE OF "version" ON "matter"
  FOR EACH ROW EXECUTE FUNCTION announce_matter();
