"""A confirmed paper is corrected by another row that names it; a corrected review asks for less than before."""

import django.db.models.deletion
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_refused_and_corrected"),
        ("institution", "0007_tuk_months"),
        ("kernel", "0003_one_row_a_file"),
        ("process", "0012_kaji_ulang"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="lembarkertas",
            name="lembarkertas_once",
        ),
        migrations.AddField(
            model_name="lembarkertas",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="process.lembarkertas",
            ),
        ),
        migrations.AddField(
            model_name="perbaikan",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="lembarkertas",
            name="status",
            field=models.CharField(
                choices=[
                    ("menunggu", "Menunggu pindaian"),
                    ("dipindai", "Menunggu isian"),
                    ("dientri", "Menunggu konfirmasi"),
                    ("dikembalikan", "Dikembalikan untuk diperbaiki"),
                    ("sah", "Dikonfirmasi"),
                    ("digantikan", "Digantikan koreksi"),
                    ("batal", "Koreksi dibatalkan"),
                ],
                default="menunggu",
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="lembarkertas",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["digantikan", "batal"]), _negated=True),
                fields=("lsp", "asesmen", "code"),
                name="lembarkertas_once",
            ),
        ),
        sahih.kernel.rls.SecureTables(),
    ]
