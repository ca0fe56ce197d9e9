"""Who was replaced in the team of an FR.VA keeps a row that says until when they sat in it (17024 5.2, 7.4)."""

from django.db import migrations, models

# As before; whoever left stays as they are.
TEAM_STANDS = """
CREATE OR REPLACE FUNCTION process_team_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving text[] := '{person_id}';
BEGIN
  IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND OLD.left_at IS NULL AND to_jsonb(OLD) - moving = to_jsonb(NEW) - moving THEN
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


class Migration(migrations.Migration):
    dependencies = [("process", "0020_team_stands")]

    operations = [
        migrations.AddField("anggotatim", "left_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveConstraint("anggotatim", "anggotatim_once"),
        migrations.RemoveConstraint("anggotatim", "anggotatim_one_lead"),
        migrations.AddConstraint(
            "anggotatim",
            models.UniqueConstraint(
                condition=models.Q(("left_at", None)), fields=("lsp", "validasi", "person"), name="anggotatim_once"
            ),
        ),
        migrations.AddConstraint(
            "anggotatim",
            models.UniqueConstraint(
                condition=models.Q(("left_at", None), ("peran", "lead")),
                fields=("lsp", "validasi"),
                name="anggotatim_one_lead",
            ),
        ),
        migrations.RunSQL(TEAM_STANDS, migrations.RunSQL.noop),
    ]
