"""BNSP's numbers are taken once in the whole installation."""

from django.db import migrations, models

import sahih.kernel.rls

# Row security binds the owner too; the setting ends with the migration's transaction.
TAKE_WHAT_IS_THERE = """
SELECT set_config('app.cross', 'on', true);
INSERT INTO process_nomorterpakai (digest)
SELECT encode(sha256(convert_to(taken.value, 'UTF8')), 'hex') FROM (
  SELECT number AS value FROM process_sertifikat UNION SELECT registration FROM process_sertifikat
  UNION SELECT blanko FROM process_sertifikat UNION SELECT number FROM process_nomorbatal
) AS taken ON CONFLICT DO NOTHING;
SELECT set_config('app.cross', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("process", "0002_seats")]

    operations = [
        migrations.CreateModel(
            name="NomorTerpakai",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
            ],
        ),
        migrations.RunSQL(TAKE_WHAT_IS_THERE, migrations.RunSQL.noop),
        sahih.kernel.rls.SecureTables(append_only=["NomorTerpakai"]),
    ]
