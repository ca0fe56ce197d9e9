"""Letters of the road in one table; a schedule planned from now on asks for a verified TUK (T4)."""

import django.db.models.deletion
import sahih.kernel.refs
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("institution", "0007_tuk_months"),
        ("kernel", "0003_one_row_a_file"),
        ("materials", "0002_lingkup"),
        ("process", "0008_superseded_results"),
    ]

    operations = [
        migrations.AddField(
            model_name="jadwal",
            name="asks_tuk",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Surat",
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
                            ("disusun", "Disusun"),
                            ("ditandatangani", "Ditandatangani"),
                            ("terkirim", "Terkirim"),
                            ("diterima", "Diterima"),
                            ("batal", "Batal"),
                        ],
                        default="disusun",
                        max_length=24,
                    ),
                ),
                ("code", models.CharField(max_length=24)),
                ("uji_coba", models.BooleanField()),
                ("mode", models.CharField(blank=True, max_length=12)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sesuai", "Sesuai"),
                            ("tidak_sesuai", "Tidak sesuai"),
                            ("setuju", "Disetujui"),
                            ("tolak", "Tidak disetujui"),
                        ],
                        max_length=16,
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("drafted_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "asesor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institution.asesor",
                    ),
                ),
                (
                    "jadwal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surat_set",
                        to="process.jadwal",
                    ),
                ),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.datakey"
                    ),
                ),
                (
                    "lembar",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="surat", to="documents.lembar"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.storedfile",
                    ),
                ),
                (
                    "sertifikat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surat_set",
                        to="process.sertifikat",
                    ),
                ),
                (
                    "tagihan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surat_set",
                        to="process.tagihan",
                    ),
                ),
                (
                    "tuk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institution.tuk",
                    ),
                ),
                (
                    "versi",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="materials.skemaversi",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SuratFoto",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("label", models.CharField(max_length=160)),
                ("added_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.storedfile"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "surat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="foto_set", to="process.surat"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="surat",
            index=models.Index(fields=["lsp", "status", "changed_at"], name="surat_by_status"),
        ),
        migrations.AddConstraint(
            model_name="surat",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("status", "batal"), _negated=True),
                    models.Q(("code__in", ("BA.GANGGUAN",)), _negated=True),
                    models.Q(("outcome", "tidak_sesuai"), _negated=True),
                ),
                fields=("lsp", "code", "jadwal"),
                name="surat_jadwal_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="surat",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["disusun", "batal"]), ("signed_at__isnull", False), _connector="OR"),
                name="surat_signed_has_instant",
            ),
        ),
        migrations.AddConstraint(
            model_name="surat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="surat_dates",
            ),
        ),
        sahih.kernel.rls.SecureTables(append_only=["SuratFoto"]),
    ]
