"""An assessment has its plan, and FR.AK.07 or the word that none is needed; older ones go on without."""

import django.db.models.deletion
from django.db import migrations, models

from sahih.kernel.rls import SecureTables


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_sheets"),
        ("materials", "0003_rencana"),
        ("process", "0009_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="asesmen",
            name="ak07",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.lembar",
            ),
        ),
        migrations.AddField(
            model_name="asesmen",
            name="ak07_skipped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="asesmen",
            name="rencana",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="asesmen_set",
                to="materials.rencana",
            ),
        ),
        SecureTables(),
    ]
