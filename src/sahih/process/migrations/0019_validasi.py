"""The validation of a MUK by a team; findings about a MUK, and how its items were answered (FX9)."""

import django.db.models.deletion
import sahih.kernel.refs
from django.db import migrations, models

from sahih.kernel.rls import SecureTables


def of_this_muk(table: str) -> migrations.RunSQL:
    """An item that is named belongs to the MUK that is named."""
    name = f"process_{table}_butir_one"
    return migrations.RunSQL(
        f"ALTER TABLE process_{table} ADD CONSTRAINT {name} FOREIGN KEY (muk_id, butir_id) "
        "REFERENCES materials_butir (muk_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE process_{table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_refused_and_corrected"),
        ("institution", "0007_tuk_months"),
        ("materials", "0009_authors_of_drafts"),
        ("process", "0018_improvements_held"),
    ]

    operations = [
        migrations.AddField(
            model_name="perbaikan",
            name="butir",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="materials.butir",
            ),
        ),
        migrations.AddField(
            model_name="perbaikan",
            name="found_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="perbaikan",
            name="noted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="institution.person",
            ),
        ),
        migrations.AddField(
            model_name="perbaikan",
            name="source",
            field=models.CharField(
                blank=True,
                choices=[("FR.IA.11", "FR.IA.11 Ceklis meninjau instrumen asesmen"), ("lain", "Sumber lain")],
                db_default="",
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="HasilButir",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("right_count", models.PositiveIntegerField()),
                ("wrong_count", models.PositiveIntegerField()),
                ("noted_at", models.DateTimeField()),
                (
                    "butir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.butir"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "muk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hasil_set", to="materials.muk"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institution.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Validasi",
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
                            ("diisi", "Diisi ketua tim"),
                            ("menunggu", "Menunggu tanda tangan anggota tim"),
                            ("selesai", "Validasi selesai"),
                            ("batal", "Dibatalkan"),
                        ],
                        default="diisi",
                        max_length=24,
                    ),
                ),
                (
                    "periode",
                    models.CharField(
                        choices=[
                            ("sebelum", "Sebelum asesmen"),
                            ("saat", "Pada saat asesmen"),
                            ("setelah", "Setelah asesmen"),
                        ],
                        max_length=8,
                    ),
                ),
                ("day", models.DateField()),
                ("place", models.CharField(max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("layak", "Layak digunakan tanpa perbaikan"),
                            ("layak_perbaikan", "Layak digunakan dengan perbaikan"),
                            ("tidak_layak", "Tidak layak digunakan"),
                        ],
                        max_length=16,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lembar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.lembar"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "muk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="validasi_set", to="materials.muk"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnggotaTim",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                (
                    "peran",
                    models.CharField(
                        choices=[
                            ("lead", "Ketua tim (Lead Asesor)"),
                            ("asesor", "Asesor kompetensi"),
                            ("manajer", "Manager, supervisor"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.person"
                    ),
                ),
                (
                    "validasi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="anggota_set", to="process.validasi"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="validasi",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("diisi", "menunggu"))),
                fields=("lsp", "muk"),
                name="validasi_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="validasi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "selesai"), _negated=True),
                    models.Q(("finished_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                    _connector="OR",
                ),
                name="validasi_finished_has_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="validasi",
            constraint=models.CheckConstraint(
                condition=models.Q(("periode__in", ["sebelum", "saat", "setelah"])), name="validasi_periode"
            ),
        ),
        migrations.AddConstraint(
            model_name="anggotatim",
            constraint=models.UniqueConstraint(fields=("lsp", "validasi", "person"), name="anggotatim_once"),
        ),
        migrations.AddConstraint(
            model_name="anggotatim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("peran", "lead")), fields=("lsp", "validasi"), name="anggotatim_one_lead"
            ),
        ),
        migrations.AddConstraint(
            model_name="anggotatim",
            constraint=models.CheckConstraint(
                condition=models.Q(("peran__in", ["lead", "asesor", "manajer"])), name="anggotatim_peran"
            ),
        ),
        SecureTables(append_only=["HasilButir"]),
        of_this_muk("perbaikan"),
        of_this_muk("hasilbutir"),
    ]
