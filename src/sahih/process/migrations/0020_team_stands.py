"""The team of an FR.VA changes, one person for another, until somebody signs it; then it stands (FX9, FX13)."""

from django.db import migrations

TEAM_STANDS = """
CREATE FUNCTION process_team_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving text[] := '{person_id}';
BEGIN
  IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND to_jsonb(OLD) - moving = to_jsonb(NEW) - moving THEN
    IF EXISTS (
      SELECT FROM process_validasi AS one WHERE one.id = NEW.validasi_id AND one.status = 'diisi' AND one.finished_at IS NULL
        AND NOT EXISTS (SELECT FROM documents_tandatangan WHERE lembar_id = one.lembar_id)
    ) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'frozen: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
STANDS = "CREATE TRIGGER stands BEFORE INSERT OR UPDATE OR DELETE ON process_anggotatim FOR EACH ROW EXECUTE FUNCTION process_team_stands()"


class Migration(migrations.Migration):
    dependencies = [("process", "0019_validasi"), ("documents", "0003_refused_and_corrected")]

    operations = [
        migrations.RunSQL(TEAM_STANDS, "DROP FUNCTION process_team_stands"),
        migrations.RunSQL(STANDS, "DROP TRIGGER stands ON process_anggotatim"),
    ]
