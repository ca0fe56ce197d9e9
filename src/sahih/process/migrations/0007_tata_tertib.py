"""The rules of the session that each asesi accepts before it opens."""

import django.db.models.deletion
from django.db import migrations, models

import sahih.kernel.rls


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_ketentuan"), ("process", "0006_appeal_and_receipt")]

    operations = [
        migrations.AddField(
            "asesmen",
            "tata_tertib",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.lembar",
            ),
        ),
        sahih.kernel.rls.SecureTables(),
    ]
