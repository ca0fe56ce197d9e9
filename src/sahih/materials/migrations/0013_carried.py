"""What a MUK that was begun from another version's did not take over, line by line (K5)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("materials", "0012_taken_back")]

    operations = [migrations.AddField("muk", "carried", models.TextField(blank=True, db_default=""))]
