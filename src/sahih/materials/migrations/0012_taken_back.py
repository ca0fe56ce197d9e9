"""A MUK that was handed in becomes a draft again under a new sheet only, and not once its validator signed (PL10, FX13)."""

from django.db import migrations

# As before; handed back or taken back, what was signed stays with the sheet that bears it.
MUK_FROZEN = """
CREATE OR REPLACE FUNCTION materials_muk_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving text[] := '{status,changed_at,retired_at}';
  signing text[] := '{status,changed_at,retired_at,validator_id,validated_at,review_on,note,pengesahan_id,gap_reason,content_sha256,sealed_salt}';
  unsigned boolean;
  same_hash boolean;
BEGIN
  IF TG_OP <> 'DELETE' THEN
    unsigned := NEW.validator_id IS NULL AND NEW.validated_at IS NULL;
  END IF;
  IF TG_OP = 'INSERT' AND NEW.status = 'draf' AND unsigned AND NEW.content_sha256 = '' AND NEW.retired_at IS NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    same_hash := NEW.content_sha256 = OLD.content_sha256 AND NEW.sealed_salt IS NOT DISTINCT FROM OLD.sealed_salt;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'draf' AND unsigned
     AND (NEW.lsp_id, NEW.versi_id, NEW.number, NEW.penyusun_id) = (OLD.lsp_id, OLD.versi_id, OLD.number, OLD.penyusun_id) THEN
    IF NEW.status IN ('draf', 'ditarik')
       OR NEW.status = 'disusun' AND NEW.content_sha256 <> '' AND materials_signed(NEW.pengesahan_id, 'penyusun', NEW.penyusun_id) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'disusun' AND to_jsonb(OLD) - signing = to_jsonb(NEW) - signing THEN
    IF NEW.status = 'draf' AND unsigned AND NEW.content_sha256 = '' AND NEW.pengesahan_id <> OLD.pengesahan_id
       AND NOT EXISTS (SELECT FROM documents_tandatangan WHERE lembar_id = OLD.pengesahan_id AND role = 'validator') OR NEW.status IN ('disusun', 'ditarik') AND unsigned AND same_hash
       OR NEW.status = 'tervalidasi' AND same_hash AND NEW.pengesahan_id = OLD.pengesahan_id
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


class Migration(migrations.Migration):
    dependencies = [("materials", "0011_salted_hash")]

    operations = [migrations.RunSQL(MUK_FROZEN, migrations.RunSQL.noop)]
