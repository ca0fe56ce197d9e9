"""The plan of an assessment; once validated its row is read-only too (PL10)."""

import django.db.models.deletion
import sahih.kernel.refs
from django.db import migrations, models

from sahih.kernel.rls import SecureTables

# A validated plan is read-only (PL10): it may be retired, and nothing else; a retired one stays as it was.
RENCANA_FROZEN = """
CREATE FUNCTION materials_rencana_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving text[] := '{status,changed_at,retired_at}';
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.status IN ('draf', 'disusun', 'divalidasi') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'berlaku' AND NEW.status IN ('berlaku', 'ditarik')
     AND to_jsonb(OLD) - moving = to_jsonb(NEW) - moving THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'frozen: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
FREEZE = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON materials_rencana
FOR EACH ROW EXECUTE FUNCTION materials_rencana_frozen()
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("institution", "0003_rehearsal_lsp"),
        ("kernel", "0003_one_row_a_file"),
        ("materials", "0002_lingkup"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rencana",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draf", "Sedang disusun"),
                            ("disusun", "Menunggu validator"),
                            ("divalidasi", "Menunggu manajer sertifikasi"),
                            ("berlaku", "Tervalidasi"),
                            ("ditarik", "Ditarik"),
                        ],
                        default="draf",
                        max_length=24,
                    ),
                ),
                ("potensi", models.CharField(max_length=1)),
                ("note", models.TextField(blank=True)),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("validated_at", models.DateTimeField(blank=True, null=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.datakey"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "mapa01",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.lembar"
                    ),
                ),
                (
                    "mapa02",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.lembar"
                    ),
                ),
                (
                    "penyusun",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.person"
                    ),
                ),
                (
                    "validator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institution.person",
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rencana_set",
                        to="materials.skemaversi",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "berlaku")),
                        fields=("lsp", "versi", "potensi"),
                        name="rencana_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["draf", "disusun", "divalidasi"])),
                        fields=("lsp", "versi", "potensi"),
                        name="rencana_one_in_making",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("potensi__in", ["1", "2", "3", "4", "5"])), name="rencana_potensi"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "berlaku"), _negated=True),
                            models.Q(("validated_at__isnull", False), ("validator__isnull", False)),
                            _connector="OR",
                        ),
                        name="rencana_in_force_is_validated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("validator__isnull", True),
                            models.Q(("validator", models.F("penyusun")), _negated=True),
                            _connector="OR",
                        ),
                        name="rencana_two_people",
                    ),
                ],
            },
        ),
        SecureTables(),
        migrations.RunSQL(RENCANA_FROZEN, "DROP FUNCTION materials_rencana_frozen()"),
        migrations.RunSQL(FREEZE, "DROP TRIGGER frozen ON materials_rencana"),
    ]
