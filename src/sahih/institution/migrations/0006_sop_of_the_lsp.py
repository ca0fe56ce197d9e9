"""How an LSP's own SOP numbers our steps; each version stays as it was laid."""

import django.db.models.deletion
import sahih.kernel.refs
import sahih.kernel.rls
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institution", "0005_days_of_appeal"),
    ]

    operations = [
        migrations.CreateModel(
            name="PetaSop",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "ref",
                    models.CharField(default=sahih.kernel.refs.new_ref, editable=False, max_length=16, unique=True),
                ),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("steps", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "lsp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.lsp"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institution.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("lsp", "version"), name="petasop_version_once")],
            },
        ),
        # The policies of the whole app are written anew: what a person reads of their own is said again.
        sahih.kernel.rls.SecureTables(
            own={"Membership": "person_id", "Invitation": "accepted_by_id"}, append_only=["PetaSop"]
        ),
    ]
