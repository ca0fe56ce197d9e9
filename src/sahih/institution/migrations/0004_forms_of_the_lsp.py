"""How an LSP's own prints look: the head of its forms, the parts of FR.AK.07."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institution", "0003_rehearsal_lsp")]

    operations = [
        migrations.AddField(
            model_name="lsp",
            name="form_head",
            field=models.CharField(
                choices=[
                    ("kop", "Kop surat LSP"),
                    ("blok", "Kotak nomor dokumen"),
                    ("keduanya", "Kop surat dan kotak nomor dokumen"),
                ],
                default="keduanya",
                max_length=12,
            ),
        ),
        migrations.AddField(model_name="lsp", name="ak07_two_part", field=models.BooleanField(default=True)),
    ]
