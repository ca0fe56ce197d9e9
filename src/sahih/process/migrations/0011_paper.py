"""Sheets of paper: what was printed, scanned, typed and confirmed (L12)."""

import django.db.models.deletion
import sahih.kernel.refs
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("institution", "0001_people_and_lsp"),
        ("kernel", "0001_mechanisms"),
        ("process", "0010_rencana"),
    ]

    operations = [
        migrations.CreateModel(
            name="LembarKertas",
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
                            ("menunggu", "Menunggu pindaian"),
                            ("dipindai", "Menunggu isian"),
                            ("dientri", "Menunggu konfirmasi"),
                            ("dikembalikan", "Dikembalikan untuk diperbaiki"),
                            ("sah", "Dikonfirmasi"),
                        ],
                        default="menunggu",
                        max_length=24,
                    ),
                ),
                ("code", models.CharField(max_length=24)),
                ("pages", models.PositiveSmallIntegerField()),
                ("entered_at", models.DateTimeField(blank=True, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("refusal", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "asesmen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kertas_set", to="process.asesmen"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institution.person",
                    ),
                ),
                (
                    "entered_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.lembar",
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.storedfile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("lsp", "asesmen", "code"), name="lembarkertas_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "sah"), _negated=True),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("entered_by__isnull", False),
                                ("lembar__isnull", False),
                                ("scan__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="lembarkertas_confirmed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="lembarkertas_two_people",
                    ),
                ],
            },
        ),
        sahih.kernel.rls.SecureTables(),
    ]
