"""The review by the penyelia, its findings, and what is to improve."""

import django.db.models.deletion
from django.db import migrations, models

import sahih.kernel.refs
import sahih.kernel.rls


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("institution", "0004_forms_of_the_lsp"),
        ("materials", "0003_rencana"),
        ("process", "0011_paper"),
    ]

    operations = [
        migrations.CreateModel(
            name="KajiUlang",
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
                            ("disusun", "SPT penyelia menunggu tanda tangan"),
                            ("ditugaskan", "Dikaji penyelia"),
                            ("dikembalikan", "Temuan menunggu jawaban asesor"),
                            ("selesai", "Kaji ulang selesai"),
                        ],
                        default="disusun",
                        max_length=24,
                    ),
                ),
                ("spt_received_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "ak06",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.lembar",
                    ),
                ),
                (
                    "jadwal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kaji_ulang", to="process.jadwal"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "penyelia",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.person"
                    ),
                ),
                (
                    "spt",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.lembar",
                    ),
                ),
                (
                    "va",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.lembar",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Perbaikan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("what", models.TextField()),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institution.person",
                    ),
                ),
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
                    "versi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="materials.skemaversi"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Temuan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("form", models.CharField(blank=True, max_length=24)),
                ("text", models.TextField()),
                ("found_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asesmen",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="process.asesmen",
                    ),
                ),
                (
                    "kaji",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="temuan_set", to="process.kajiulang"
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="kajiulang",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "selesai"), _negated=True),
                    models.Q(("ak06__isnull", False), ("finished_at__isnull", False), ("va__isnull", False)),
                    _connector="OR",
                ),
                name="kajiulang_finished_has_sheets",
            ),
        ),
        migrations.AddConstraint(
            model_name="perbaikan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="perbaikan_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="temuan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="temuan_answered",
            ),
        ),
        sahih.kernel.rls.SecureTables(),
    ]
