-- A measure that the rules command is told to whoever has to take it.
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind_check";
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind_check"
  CHECK ("kind" IN ('reminder', 'due', 'escalation', 'opens', 'copy', 'finding'));
