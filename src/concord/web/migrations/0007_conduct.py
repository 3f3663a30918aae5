"""Reports of conduct with their answers, words about dignity and about commitments."""

import django.db.models.deletion
from django.db import migrations, models

from concord.web.staying import rows_stay


class Migration(migrations.Migration):
    """Every table here is only added to."""

    dependencies = (("web", "0006_sites"),)
    operations = [
        migrations.CreateModel(
            name="CommitmentWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("statement", models.CharField(db_index=True, max_length=64)),
                (
                    "kept",
                    models.CharField(
                        choices=[
                            ("kept", "kept"),
                            ("not_kept", "not_kept"),
                            ("not_yet", "not_yet"),
                            ("unknown", "unknown"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.TextField(max_length=1000)),
                ("evidence", models.CharField(blank=True, max_length=1000)),
                ("party", models.CharField(max_length=40)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="ConductReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("arrest", "arrest"),
                            ("detention", "detention"),
                            ("harassment", "harassment"),
                            ("extortion", "extortion"),
                            ("mistreatment", "mistreatment"),
                            ("separation", "separation"),
                            ("eviction", "eviction"),
                            ("confiscation", "confiscation"),
                        ],
                        max_length=14,
                    ),
                ),
                ("authority", models.CharField(db_index=True, max_length=40)),
                ("place", models.CharField(db_index=True, max_length=40)),
                ("month", models.CharField(db_index=True, max_length=7)),
                ("count", models.PositiveIntegerField(null=True)),
                ("source", models.CharField(blank=True, max_length=1000)),
                ("words", models.TextField(blank=True, max_length=1000)),
                ("party", models.CharField(db_index=True, max_length=40)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("-month", "-id"),
            },
        ),
        migrations.CreateModel(
            name="ConductAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("denied", "denied"),
                            ("acknowledged", "acknowledged"),
                            ("explained", "explained"),
                            ("promised", "promised"),
                            ("followed_up", "followed_up"),
                            ("upheld", "upheld"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=14,
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                ("party", models.CharField(max_length=40)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="web.conductreport",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="DignityWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("month", models.CharField(db_index=True, max_length=7)),
                ("place", models.CharField(db_index=True, max_length=40)),
                ("check_code", models.CharField(max_length=40)),
                (
                    "word",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")], max_length=7
                    ),
                ),
                ("why", models.TextField(max_length=1000)),
                ("evidence", models.CharField(blank=True, max_length=1000)),
                ("party", models.CharField(max_length=40)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        rows_stay("web_conductreport", "web_conductanswer", "web_dignityword", "web_commitmentword"),
    ]
