"""The register of corrections to what was published."""

import django.db.models.deletion
from django.db import migrations, models

from concord.web.staying import rows_stay

STATES = ("open", "reported", "acknowledged", "fixed")


class Migration(migrations.Migration):
    """The table is only added to."""

    dependencies = (("web", "0007_conduct"),)
    operations = [
        migrations.CreateModel(
            name="CorrectionStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("number", models.PositiveSmallIntegerField(default=0)),
                ("claim", models.CharField(db_index=True, max_length=64)),
                ("state", models.CharField(choices=[(one, one) for one in STATES], max_length=12)),
                ("why", models.TextField(max_length=2000)),
                ("party", models.CharField(max_length=40)),
                (
                    "first",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="web.correctionstep",
                    ),
                ),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("at", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("first", "number"), name="one_step_a_number")
                ],
            },
        ),
        rows_stay("web_correctionstep"),
    ]
