from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institution", "0002_revoked_invitations"),
    ]

    operations = [
        migrations.AddField(
            model_name="lsp",
            name="uji_coba",
            field=models.BooleanField(default=False),
        ),
    ]
