"""Valid, Asli, Terkini, Memadai of each piece of evidence, as its asesor answered (E4)."""

import django.db.models.deletion
from django.db import migrations, models

import sahih.kernel.refs
import sahih.kernel.rls


class Migration(migrations.Migration):
    dependencies = [
        ("institution", "0007_tuk_months"),
        ("process", "0016_arsip"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vatm",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("code", models.CharField(blank=True, max_length=24)),
                ("elemen", models.CharField(max_length=60)),
                ("valid", models.BooleanField()),
                ("asli", models.BooleanField()),
                ("terkini", models.BooleanField()),
                ("memadai", models.BooleanField()),
                ("note", models.TextField(blank=True)),
                ("remedy", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "asesmen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="vatm_set", to="process.asesmen"
                    ),
                ),
                (
                    "bukti",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="process.bukti",
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["lsp", "asesmen"], name="vatm_by_asesmen")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("bukti__isnull", True), ("code", ""), _connector="XOR"),
                        name="vatm_one_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asli", True), ("memadai", True), ("terkini", True), ("valid", True)),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="vatm_no_is_explained",
                    ),
                ],
            },
        ),
        sahih.kernel.rls.SecureTables(append_only=["Vatm"]),
    ]
