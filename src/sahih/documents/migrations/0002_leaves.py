"""A sheet and a signature know their leaf in the ledger, so that a file can carry the proof."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_sheets"), ("kernel", "0001_mechanisms")]

    operations = [
        migrations.AddField(
            model_name="lembar",
            name="leaf",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.leaf"
            ),
        ),
        migrations.AddField(
            model_name="tandatangan",
            name="leaf",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.leaf"
            ),
        ),
        migrations.AlterField(
            model_name="tandatangan",
            name="leaf",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.leaf"),
        ),
    ]
