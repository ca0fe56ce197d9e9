"""What was already to be improved binds the next MUK as well (FX9)."""

from django.db import migrations

# Row security binds the owner too, and lets nobody write across LSPs: each gets its rows by itself.
HOLD_WHAT_IS_OPEN = """
DO $$ DECLARE wanted record; made bigint; BEGIN
PERFORM set_config('app.cross', 'on', true);
FOR wanted IN
  SELECT perbaikan.id, perbaikan.lsp_id, perbaikan.what, perbaikan.opened_at, versi.skema_id
  FROM process_perbaikan AS perbaikan JOIN materials_skemaversi AS versi ON versi.id = perbaikan.versi_id
  WHERE perbaikan.hold_id IS NULL AND perbaikan.answered_at IS NULL AND perbaikan.withdrawn_at IS NULL
  ORDER BY perbaikan.id
LOOP
  PERFORM set_config('app.lsp', wanted.lsp_id::text, true);
  INSERT INTO kernel_hold (ref, lsp_id, subject, subject_id, kind, reason, placed_at) VALUES (
    substr(md5(random()::text), 1, 16), wanted.lsp_id, 'skema', wanted.skema_id, 'perbaikan_muk', wanted.what,
    wanted.opened_at) RETURNING id INTO made;
  UPDATE process_perbaikan SET hold_id = made WHERE id = wanted.id;
END LOOP;
PERFORM set_config('app.lsp', '', true), set_config('app.cross', '', true);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("process", "0017_evidence_judged")]

    operations = [migrations.RunSQL(HOLD_WHAT_IS_OPEN, migrations.RunSQL.noop)]
