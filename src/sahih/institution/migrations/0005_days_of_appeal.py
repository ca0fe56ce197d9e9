"""How many working days an LSP promises around an appeal (B5)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institution", "0004_forms_of_the_lsp"),
    ]

    operations = [
        migrations.AddField(
            model_name="lsp",
            name="banding_answer_within",
            field=models.PositiveSmallIntegerField(default=3),
        ),
        migrations.AddField(
            model_name="lsp",
            name="banding_decide_within",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddField(
            model_name="lsp",
            name="banding_within",
            field=models.PositiveSmallIntegerField(default=14),
        ),
        migrations.AddConstraint(
            model_name="lsp",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("banding_answer_within__gte", 1),
                    ("banding_decide_within__gte", 1),
                    ("banding_decide_within__lte", 14),
                    ("banding_within__gte", 1),
                ),
                name="lsp_banding_days",
            ),
        ),
    ]
