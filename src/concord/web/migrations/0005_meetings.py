"""Meetings, decisions and actions."""

import django.db.models.deletion
from django.db import migrations, models

from concord.web.staying import rows_stay


class Migration(migrations.Migration):
    """Every table here is only added to."""

    dependencies = (("web", "0004_notices"),)
    operations = [
        migrations.CreateModel(
            name="CommitteeAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("words", models.TextField(max_length=1000)),
                ("owner_party", models.CharField(db_index=True, max_length=40)),
                ("owner_office", models.CharField(max_length=120)),
                ("due", models.DateField()),
                ("party", models.CharField(max_length=40)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="ActionEvent",
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
                            ("begun", "begun"),
                            ("completed", "completed"),
                            ("reopened", "reopened"),
                            ("moved", "moved"),
                            ("dropped", "dropped"),
                            ("commented", "commented"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000)),
                ("evidence_kind", models.CharField(blank=True, max_length=10)),
                ("evidence", models.CharField(blank=True, max_length=1000)),
                ("due", models.DateField(null=True)),
                ("party", models.CharField(max_length=40)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="web.committeeaction",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("title", models.CharField(max_length=200)),
                ("starts_at", models.DateTimeField()),
                ("where", models.CharField(blank=True, max_length=200)),
                ("public", models.BooleanField(default=False)),
                ("party", models.CharField(max_length=40)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("-starts_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
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
                            ("action", "action"),
                            ("proposal", "proposal"),
                            ("demand", "demand"),
                            ("finding", "finding"),
                            ("own", "own"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=64)),
                ("words", models.TextField(max_length=1000)),
                ("parties", models.JSONField(default=list)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="web.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="MeetingDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("words", models.TextField(max_length=2000)),
                ("party", models.CharField(max_length=40)),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="web.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="web.meeting",
                    ),
                ),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="DecisionWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("party", models.CharField(max_length=40)),
                (
                    "word",
                    models.CharField(
                        choices=[("agreed", "agreed"), ("reserved", "reserved"), ("disputed", "disputed")],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spoken",
                        to="web.meetingdecision",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.AddField(
            model_name="committeeaction",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="web.meetingdecision"
            ),
        ),
        migrations.CreateModel(
            name="MeetingEvent",
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
                            ("moved", "moved"),
                            ("opened", "opened"),
                            ("minuted", "minuted"),
                            ("taken_off", "taken_off"),
                            ("commented", "commented"),
                            ("closed", "closed"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("starts_at", models.DateTimeField(null=True)),
                ("party", models.CharField(max_length=40)),
                (
                    "item",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="web.agendaitem"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="web.meeting"
                    ),
                ),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="web.seat")),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.AddConstraint(
            model_name="meetingdecision",
            constraint=models.UniqueConstraint(fields=("meeting", "number"), name="one_decision_a_number"),
        ),
        rows_stay(
            "web_meeting",
            "web_agendaitem",
            "web_meetingevent",
            "web_meetingdecision",
            "web_decisionword",
            "web_committeeaction",
            "web_actionevent",
        ),
    ]
