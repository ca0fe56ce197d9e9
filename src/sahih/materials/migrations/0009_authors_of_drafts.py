"""Who wrote in a draft before authors were kept is read from the trail: they do not review it (K7)."""

from django.db import migrations

# Row security binds the owner too, and lets nobody write across LSPs: each gets its rows by itself.
NAME_AUTHORS = """
DO $$ DECLARE wrote record; BEGIN
PERFORM set_config('app.cross', 'on', true);
FOR wrote IN
  SELECT DISTINCT entry.lsp_id, entry.subject_id, entry.person_id
  FROM kernel_auditentry AS entry JOIN materials_skemaversi AS versi ON versi.id = entry.subject_id
  WHERE entry.subject = 'skemaversi' AND entry.kind IN ('skema.imported', 'skemaversi.completed')
    AND entry.person_id IS NOT NULL AND versi.status = 'draf'
LOOP
  PERFORM set_config('app.lsp', wrote.lsp_id::text, true);
  INSERT INTO materials_penyusunskema (ref, lsp_id, versi_id, person_id) VALUES (
    substr(md5(random()::text), 1, 16), wrote.lsp_id, wrote.subject_id, wrote.person_id) ON CONFLICT DO NOTHING;
END LOOP;
PERFORM set_config('app.lsp', '', true), set_config('app.cross', '', true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("materials", "0008_butir_scope"), ("kernel", "0003_one_row_a_file")]

    operations = [migrations.RunSQL(NAME_AUTHORS, migrations.RunSQL.noop)]
