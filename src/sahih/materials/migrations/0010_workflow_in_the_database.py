"""A MUK and a skema version begin as drafts and change state along the workflow only, by raw SQL too (PL10, K5, K7)."""

from django.db import migrations

# Two accounts of one human being are one human being (D2).
IS_ONE = """
CREATE OR REPLACE FUNCTION materials_is_one(first bigint, second bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT first = second OR EXISTS (
    SELECT FROM institution_person AS one JOIN institution_person AS other ON other.nik_index = one.nik_index
    WHERE one.id = first AND other.id = second AND one.nik_index <> ''
  )
$$
"""

# Who has signed the sheet, in which part of it.
SIGNED = """
CREATE OR REPLACE FUNCTION materials_signed(sheet bigint, part text, who bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM documents_tandatangan WHERE lembar_id = sheet AND role = part AND person_id = who)
$$
"""

# Handed in, it may be signed or handed back; validated, it may be retired; retired, it stays as it was.
MUK_FROZEN = """
CREATE OR REPLACE FUNCTION materials_muk_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving text[] := '{status,changed_at,retired_at}';
  signing text[] := '{status,changed_at,retired_at,validator_id,validated_at,review_on,note,pengesahan_id,gap_reason,content_sha256}';
  unsigned boolean;
BEGIN
  IF TG_OP <> 'DELETE' THEN
    unsigned := NEW.validator_id IS NULL AND NEW.validated_at IS NULL;
  END IF;
  IF TG_OP = 'INSERT' AND NEW.status = 'draf' AND unsigned AND NEW.content_sha256 = '' AND NEW.retired_at IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'draf' AND unsigned
     AND (NEW.lsp_id, NEW.versi_id, NEW.number, NEW.penyusun_id) = (OLD.lsp_id, OLD.versi_id, OLD.number, OLD.penyusun_id) THEN
    IF NEW.status IN ('draf', 'ditarik')
       OR NEW.status = 'disusun' AND NEW.content_sha256 <> '' AND materials_signed(NEW.pengesahan_id, 'penyusun', NEW.penyusun_id) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'disusun' AND to_jsonb(OLD) - signing = to_jsonb(NEW) - signing THEN
    IF NEW.status = 'draf' AND unsigned OR NEW.status IN ('disusun', 'ditarik') AND unsigned AND NEW.content_sha256 = OLD.content_sha256
       OR NEW.status = 'tervalidasi' AND NEW.content_sha256 = OLD.content_sha256 AND NEW.pengesahan_id = OLD.pengesahan_id
          AND materials_signed(NEW.pengesahan_id, 'validator', NEW.validator_id)
          AND NOT materials_is_one(NEW.validator_id, NEW.penyusun_id) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'tervalidasi' AND NEW.status IN ('tervalidasi', 'ditarik')
     AND to_jsonb(OLD) - moving = to_jsonb(NEW) - moving THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'frozen: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""

# K5: what was reviewed is what is published. K7: nobody reviews what they wrote, under no account of theirs.
VERSI_FROZEN = """
CREATE OR REPLACE FUNCTION materials_versi_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reviewing text[] := '{status,reviewed_by_id,reviewed_at,review_note}';
BEGIN
  IF TG_OP = 'INSERT' AND NEW.status = 'draf' AND NEW.reviewed_at IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'draf' THEN
    IF NEW.status = 'ditinjau' AND (NEW.reviewed_by_id IS NULL OR EXISTS (
      SELECT FROM materials_penyusunskema WHERE versi_id = NEW.id AND materials_is_one(person_id, NEW.reviewed_by_id)
    )) THEN
      RAISE EXCEPTION 'reviewed by its author: %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.status IN ('draf', 'ditinjau', 'ditarik') AND (NEW.lsp_id, NEW.skema_id) = (OLD.lsp_id, OLD.skema_id) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'ditinjau' THEN
    IF NEW.status = 'draf' AND NEW.reviewed_at IS NULL AND to_jsonb(OLD) - reviewing = to_jsonb(NEW) - reviewing
       OR NEW.status = 'ditinjau' AND NEW = OLD
       OR NEW.status = 'terbit' AND to_jsonb(OLD) - '{status,published_at}'::text[] = to_jsonb(NEW) - '{status,published_at}'::text[]
       OR NEW.status = 'ditarik' AND to_jsonb(OLD) - '{status,retired_at}'::text[] = to_jsonb(NEW) - '{status,retired_at}'::text[] THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'terbit' AND (NEW.status = 'terbit' AND NEW = OLD
     OR NEW.status = 'ditarik' AND to_jsonb(OLD) - '{status,retired_at}'::text[] = to_jsonb(NEW) - '{status,retired_at}'::text[]) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'frozen: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def from_the_first_row(table: str, function: str) -> migrations.RunSQL:
    """The same trigger, for new rows too."""
    drop = f"DROP TRIGGER frozen ON materials_{table}"
    create = f"CREATE TRIGGER frozen BEFORE %s ON materials_{table} FOR EACH ROW EXECUTE FUNCTION {function}()"
    return migrations.RunSQL([drop, create % "INSERT OR UPDATE OR DELETE"], [drop, create % "UPDATE OR DELETE"])


class Migration(migrations.Migration):
    dependencies = [
        ("materials", "0009_authors_of_drafts"),
        ("institution", "0007_tuk_months"),
        ("documents", "0003_refused_and_corrected"),
    ]

    operations = [
        migrations.RunSQL(IS_ONE, migrations.RunSQL.noop),
        migrations.RunSQL(SIGNED, migrations.RunSQL.noop),
        migrations.RunSQL(MUK_FROZEN, migrations.RunSQL.noop),
        migrations.RunSQL(VERSI_FROZEN, migrations.RunSQL.noop),
        from_the_first_row("muk", "materials_muk_frozen"),
        from_the_first_row("skemaversi", "materials_versi_frozen"),
    ]
