"""A count of an item belongs to a batch; what stands there already is one batch without a name (FX9)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("process", "0021_left_the_team")]

    operations = [
        migrations.AddField("hasilbutir", "batch", models.CharField(blank=True, db_default="", max_length=80)),
    ]
