"""An appeal against a decision, and the handing over of a certificate (FX11, CT10)."""

import django.db.models.deletion
import sahih.kernel.refs
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("institution", "0005_days_of_appeal"),
        ("process", "0005_feedback"),
    ]

    operations = [
        migrations.CreateModel(
            name="Banding",
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
                            ("draf", "Diisi"),
                            ("diajukan", "Diajukan"),
                            ("diterima", "Diterima LSP, sedang ditangani"),
                            ("selesai", "Selesai"),
                        ],
                        default="draf",
                        max_length=24,
                    ),
                ),
                ("kind", models.CharField(choices=[("banding", "Banding"), ("keluhan", "Keluhan")], max_length=12)),
                ("number", models.CharField(blank=True, max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(blank=True, null=True)),
                ("file_by", models.DateField()),
                ("is_late", models.BooleanField(default=False)),
                ("answer_by", models.DateField(blank=True, null=True)),
                ("decide_by", models.DateField(blank=True, null=True)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "keputusan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="banding", to="process.keputusan"
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("filed_at__isnull", True), ("number", ""), ("status", "draf")),
                            models.Q(
                                ("filed_at__isnull", False),
                                ("status__in", ["diajukan", "diterima", "selesai"]),
                                models.Q(("number", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="banding_filed_has_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "selesai"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="banding_end_has_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Penyerahan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("opened_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("courier", models.CharField(blank=True, max_length=60)),
                ("resi", models.CharField(blank=True, max_length=60)),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("receiver", models.CharField(blank=True, max_length=120)),
                ("received_on", models.DateField(blank=True, null=True)),
                (
                    "komitmen",
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
                    "sertifikat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="penyerahan", to="process.sertifikat"
                    ),
                ),
                (
                    "tanda_terima",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.lembar"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_on__isnull", True), ("signed_at__isnull", False), _connector="OR"),
                        name="penyerahan_sent_after_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True), ("received_on__gte", models.F("sent_on")), _connector="OR"
                        ),
                        name="penyerahan_received_after_sent",
                    ),
                ],
            },
        ),
        sahih.kernel.rls.SecureTables(),
    ]
