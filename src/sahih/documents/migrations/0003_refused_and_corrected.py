"""A refusal to sign is a row of its own; a sheet says why it corrects another."""

import django.db.models.deletion
import sahih.kernel.refs
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_ketentuan"),
        ("institution", "0004_forms_of_the_lsp"),
        ("kernel", "0003_one_row_a_file"),
    ]

    operations = [
        migrations.CreateModel(
            name="Penolakan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("role", models.CharField(max_length=24)),
                ("person_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("recorder_id", models.BigIntegerField()),
                ("recorder", models.CharField(max_length=120)),
                ("level", models.PositiveSmallIntegerField()),
                ("cipher", models.BinaryField()),
                ("refused_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="lembar",
            name="correction_reason",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddConstraint(
            model_name="lembar",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", False)),
                fields=("lsp", "corrects"),
                name="lembar_corrected_once",
            ),
        ),
        migrations.AddField(
            model_name="penolakan",
            name="leaf",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.leaf"),
        ),
        migrations.AddField(
            model_name="penolakan",
            name="lembar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="refusals", to="documents.lembar"
            ),
        ),
        migrations.AddField(
            model_name="penolakan",
            name="lsp",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
            ),
        ),
        migrations.AddField(
            model_name="penolakan",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.lembarpart"
            ),
        ),
        migrations.AddConstraint(
            model_name="penolakan",
            constraint=models.UniqueConstraint(fields=("lsp", "lembar", "role", "person_id"), name="penolakan_once"),
        ),
        sahih.kernel.rls.SecureTables(append_only=["Penolakan"], lockable=["Lembar", "LembarPart"]),
    ]
