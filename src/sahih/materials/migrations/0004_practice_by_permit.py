"""A permit may say that practice too may be remote (K2)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("materials", "0003_rencana"),
    ]

    operations = [
        migrations.AddField(
            model_name="lingkupizin",
            name="covers_practice",
            field=models.BooleanField(default=False),
        ),
    ]
