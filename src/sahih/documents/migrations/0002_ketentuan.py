"""What an LSP decides about its own papers: document control, wordings, masters, confirmations, logo."""

import django.db.models.deletion
import sahih.kernel.refs
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("institution", "0004_forms_of_the_lsp"),
        ("kernel", "0003_one_row_a_file"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormulirLsp",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("code", models.CharField(max_length=24)),
                ("sent_at", models.DateTimeField()),
                ("sent_by", models.BigIntegerField()),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Kendali",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("code", models.CharField(max_length=24)),
                ("version", models.PositiveSmallIntegerField()),
                ("doc_no", models.CharField(blank=True, max_length=60)),
                ("edition", models.CharField(blank=True, max_length=40)),
                ("effective_on", models.DateField(blank=True, null=True)),
                ("alias", models.CharField(blank=True, max_length=24)),
                ("note", models.TextField(blank=True)),
                ("number_code", models.CharField(blank=True, max_length=12)),
                ("number_pattern", models.CharField(blank=True, max_length=60)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.BigIntegerField()),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="lembar",
            name="kendali",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.kendali",
            ),
        ),
        migrations.CreateModel(
            name="Logo",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("width", models.PositiveSmallIntegerField(default=0)),
                ("height", models.PositiveSmallIntegerField(default=0)),
                ("set_at", models.DateTimeField()),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NaskahDraf",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("code", models.CharField(max_length=24)),
                ("content", models.JSONField()),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                ("saved_by", models.BigIntegerField()),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NaskahVersi",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("code", models.CharField(max_length=24)),
                ("version", models.PositiveSmallIntegerField()),
                ("content", models.JSONField(blank=True, null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("adopted_at", models.DateTimeField()),
                ("adopted_by", models.BigIntegerField()),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Konfirmasi",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("code", models.CharField(max_length=24)),
                ("definition_sha256", models.CharField(max_length=64)),
                ("print_sha256", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True)),
                ("confirmed_at", models.DateTimeField()),
                ("confirmed_by", models.BigIntegerField()),
                ("name", models.CharField(max_length=120)),
                (
                    "formulir",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.formulirlsp",
                    ),
                ),
                (
                    "kendali",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.kendali",
                    ),
                ),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "naskah",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.naskahversi",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="kendali",
            constraint=models.UniqueConstraint(fields=("lsp", "code", "version"), name="kendali_once"),
        ),
        migrations.AddConstraint(
            model_name="naskahdraf",
            constraint=models.UniqueConstraint(fields=("lsp", "code"), name="naskahdraf_once"),
        ),
        migrations.AddConstraint(
            model_name="naskahversi",
            constraint=models.UniqueConstraint(fields=("lsp", "code", "version"), name="naskahversi_once"),
        ),
        sahih.kernel.rls.SecureTables(append_only=["Kendali", "NaskahVersi", "FormulirLsp", "Konfirmasi", "Logo"]),
    ]
