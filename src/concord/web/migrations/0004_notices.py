"""Notices, what was read, and how each seat wants to be told."""

import django.db.models.deletion
from django.db import migrations, models

import concord.web.records.views
from concord.web.staying import rows_stay


class Migration(migrations.Migration):
    """What was told stays as it was told; how a seat wants to be told takes the place of its weekly mail."""

    dependencies = (("web", "0003_draft_document"),)
    operations = [
        migrations.RemoveField(model_name="seat", name="digest_mail"),
        migrations.CreateModel(
            name="FindingSeen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("finding", models.CharField(max_length=16, unique=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="webhook",
            name="kinds",
            field=models.JSONField(default=concord.web.records.views.of_releases),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("kind", models.CharField(max_length=20)),
                ("about", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=64)),
                ("mark", models.CharField(max_length=120)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("by_party", models.CharField(blank=True, max_length=40)),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="web.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mail", models.EmailField(blank=True, max_length=254)),
                ("confirmed", models.BooleanField(default=False)),
                (
                    "frequency",
                    models.CharField(
                        choices=[("never", "never"), ("daily", "daily"), ("weekly", "weekly")],
                        default="never",
                        max_length=8,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=8)),
                ("not_shown", models.JSONField(default=list)),
                ("not_mailed", models.JSONField(default=list)),
                ("calendar", models.PositiveIntegerField(default=0)),
                ("last_digest", models.DateTimeField(null=True)),
                (
                    "seat",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choice", to="web.seat"
                    ),
                ),
            ],
            options={
                "ordering": ("seat_id",),
            },
        ),
        migrations.CreateModel(
            name="NoticeRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="read", to="web.notice"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("seat", "mark"), name="one_notice_a_mark"),
        ),
        rows_stay(
            "web_notice",
            "web_noticeread",
            "web_findingseen",
        ),
    ]
