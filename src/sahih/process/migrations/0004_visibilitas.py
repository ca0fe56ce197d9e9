"""How each asesi is to be assessed, recorded before any date (SOP 1.3)."""

import django.db.models.deletion
import sahih.kernel.refs
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("institution", "0003_rehearsal_lsp"),
        ("process", "0003_reserved_numbers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Visibilitas",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("tatap_muka", "Tatap muka"), ("jarak_jauh", "Jarak jauh"), ("hibrida", "Hibrida")],
                        max_length=12,
                    ),
                ),
                ("is_live", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
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
                    "permohonan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visibilitas_set",
                        to="process.permohonan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True)),
                        fields=("lsp", "permohonan"),
                        name="visibilitas_live_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("signed_at__isnull", True)),
                        fields=("lsp", "permohonan"),
                        name="visibilitas_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_live", False), ("signed_at__isnull", False), _connector="OR"),
                        name="visibilitas_live_signed",
                    ),
                ],
            },
        ),
        sahih.kernel.rls.SecureTables(),
    ]
