"""One row for each file of the vault, found by its path."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_audit_seal")]

    operations = [
        migrations.AlterField(
            model_name="storedfile", name="path", field=models.CharField(max_length=120, unique=True)
        ),
    ]
