"""How long a standing TUK may be used after its verification (T3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institution", "0006_sop_of_the_lsp"),
    ]

    operations = [
        migrations.AddField(
            model_name="lsp",
            name="tuk_months",
            field=models.PositiveSmallIntegerField(db_default=36, default=36),
        ),
    ]
