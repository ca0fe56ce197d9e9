"""What an item stands under: what is presented (FR.IA.04B), the evidence asked about (09), the part of the product (11)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("materials", "0007_skema_ditinjau")]

    operations = [
        migrations.AddField(
            model_name="butir",
            name="scope",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
