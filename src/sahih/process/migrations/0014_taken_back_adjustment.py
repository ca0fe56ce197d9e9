"""A FR.AK.07 that the asesi refused and that was taken back stays named, so that the report tells it."""

import django.db.models.deletion
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_refused_and_corrected"),
        ("process", "0013_corrected_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="asesmen",
            name="ak07_taken_back",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.lembar",
            ),
        ),
        sahih.kernel.rls.SecureTables(),
    ]
