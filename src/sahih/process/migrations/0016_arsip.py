"""Archives of whole cases, made in the background."""

import django.db.models.deletion
import sahih.kernel.refs
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institution", "0007_tuk_months"),
        ("kernel", "0003_one_row_a_file"),
        ("process", "0015_muk"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arsip",
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
                            ("disusun", "Sedang disusun"),
                            ("siap", "Siap diunduh"),
                            ("gagal", "Gagal disusun"),
                            ("dimusnahkan", "Sudah dimusnahkan"),
                        ],
                        default="disusun",
                        max_length=24,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("total", models.PositiveSmallIntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institution.person",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.storedfile",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="arsip_set", to="process.permohonan"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "disusun")),
                        fields=("lsp", "permohonan"),
                        name="arsip_one_in_the_making",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["siap", "dimusnahkan"]), _negated=True),
                            ("file__isnull", False),
                            _connector="OR",
                        ),
                        name="arsip_ready_has_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "gagal"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="arsip_failed_has_reason",
                    ),
                ],
            },
        ),
        sahih.kernel.rls.SecureTables(),
    ]
