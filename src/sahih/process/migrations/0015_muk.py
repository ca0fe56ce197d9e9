"""The MUK of an assessment, and improvements that the next MUK answers; what was there goes on without one (PL10, FX9)."""

import django.db.models.deletion
from django.db import migrations, models

from sahih.kernel.rls import SecureTables


def link(to: str, related: str = "+") -> models.ForeignKey:
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0003_one_row_a_file"),
        ("materials", "0008_butir_scope"),
        ("process", "0014_taken_back_adjustment"),
    ]

    operations = [
        migrations.AddField(model_name="asesmen", name="muk", field=link("materials.muk", "asesmen_set")),
        migrations.AddField(model_name="perbaikan", name="muk", field=link("materials.muk")),
        migrations.AddField(model_name="perbaikan", name="hold", field=link("kernel.hold")),
        migrations.AlterField(model_name="perbaikan", name="lembar", field=link("documents.lembar")),
        SecureTables(),
    ]
