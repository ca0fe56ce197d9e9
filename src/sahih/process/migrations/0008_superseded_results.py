"""Results of a corrected record stay, superseded; a case before its committee takes no correction any more."""

from django.db import migrations, models


# Row security binds the owner too, and lets nobody write across LSPs: each gets its rows by itself.
HOLD_WHAT_IS_DECIDED = """
DO $$ DECLARE rapat record; BEGIN
PERFORM set_config('app.cross', 'on', true);
FOR rapat IN SELECT lsp_id, jadwal_id, changed_at FROM process_rapat LOOP
  PERFORM set_config('app.lsp', rapat.lsp_id::text, true);
  INSERT INTO kernel_hold (ref, lsp_id, subject, subject_id, kind, reason, placed_at) VALUES (
    substr(md5(random()::text), 1, 16), rapat.lsp_id, 'jadwal', rapat.jadwal_id, 'komite',
    'Komite teknis sudah disusun atas rekaman ini.', rapat.changed_at);
END LOOP;
PERFORM set_config('app.lsp', '', true), set_config('app.cross', '', true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("process", "0007_tata_tertib"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="hasilunit",
            name="hasilunit_once",
        ),
        migrations.AddField(
            model_name="hasilunit",
            name="superseded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="hasilunit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("lsp", "asesmen", "unit_code"),
                name="hasilunit_once",
            ),
        ),
        migrations.RunSQL(HOLD_WHAT_IS_DECIDED, migrations.RunSQL.noop),
    ]
