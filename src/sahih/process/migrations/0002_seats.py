"""A seat of a committee may be left when the committee is composed anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("process", "0001_road")]

    operations = [
        migrations.AddField(
            model_name="anggota",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RemoveConstraint(model_name="anggota", name="anggota_once"),
        migrations.AddConstraint(
            model_name="anggota",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)), fields=("lsp", "rapat", "person"), name="anggota_once"
            ),
        ),
    ]
