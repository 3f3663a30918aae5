"""Sites, and the entries of their days; the role of those who enter them."""

import django.db.models.deletion
from django.db import migrations, models

from concord.web.staying import rows_stay


class Migration(migrations.Migration):
    """Every table here is only added to."""

    dependencies = (("web", "0005_meetings"),)
    operations = [
        migrations.AlterField(
            model_name="seat",
            name="role",
            field=models.CharField(
                choices=[
                    ("observer", "observer"),
                    ("reviewer", "reviewer"),
                    ("delegate", "delegate"),
                    ("manager", "manager"),
                    ("secretary", "secretary"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="SiteRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[("transit", "transit"), ("accommodation", "accommodation")], max_length=20
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=60)),
                ("party", models.CharField(db_index=True, max_length=40)),
                ("cold", models.BooleanField(default=False)),
                ("services_outside", models.BooleanField(default=False)),
                ("settlement_area", models.FloatField(null=True)),
                ("example", models.BooleanField(default=False)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="SiteEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("day", models.DateField()),
                ("values", models.JSONField()),
                ("key", models.CharField(max_length=36, unique=True)),
                ("way", models.CharField(max_length=10)),
                ("contested", models.BooleanField(default=False)),
                ("party", models.CharField(max_length=40)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
                (
                    "settles",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="web.siteentry",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="web.siteentry",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="web.siterow"
                    ),
                ),
            ],
            options={
                "ordering": ("day", "id"),
            },
        ),
        migrations.AddConstraint(
            model_name="siterow",
            constraint=models.UniqueConstraint(fields=("party", "name"), name="one_site_a_name"),
        ),
        migrations.AddConstraint(
            model_name="siteentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("contested", False), ("supersedes__isnull", True)),
                fields=("site", "day"),
                name="one_first_entry_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="siteentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("contested", False)),
                fields=("supersedes",),
                name="one_entry_in_the_place_of_one",
            ),
        ),
        rows_stay("web_siterow", "web_siteentry"),
    ]
