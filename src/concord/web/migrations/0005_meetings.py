"""Meetings, decisions and actions."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = (("web", "0004_notices"),)
    operations: ClassVar = []
