"""FR.AK.03 of each asesi, and the first FR.AK.06 of each schedule."""

import django.db.models.deletion
from django.db import migrations, models

import sahih.kernel.refs
import sahih.kernel.rls


def link(to: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("institution", "0003_rehearsal_lsp"),
        ("process", "0004_visibilitas"),
    ]

    operations = [
        migrations.AddField(
            "asesmen",
            "ak03",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.lembar",
            ),
        ),
        migrations.AddField("asesmen", "ak03_reminded_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("asesmen", "ak03_waived_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("asesmen", "ak03_waiver", models.TextField(blank=True, db_default="")),
        migrations.AddConstraint(
            "asesmen",
            models.CheckConstraint(
                condition=models.Q(
                    ("ak03_waived_at", None),
                    models.Q(
                        models.Q(("ak03_waiver", ""), _negated=True),
                        ("ak03_reminded_at__isnull", False),
                        ("ak03_reminded_at__lt", models.F("ak03_waived_at")),
                    ),
                    _connector="OR",
                ),
                name="asesmen_waiver_has_reason",
            ),
        ),
        migrations.CreateModel(
            name="Tinjauan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("opened_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "jadwal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tinjauan", to="process.jadwal"
                    ),
                ),
                ("lembar", link("documents.lembar")),
                ("lsp", link("institution.lsp")),
            ],
            options={"abstract": False},
        ),
        sahih.kernel.rls.SecureTables(),
    ]
