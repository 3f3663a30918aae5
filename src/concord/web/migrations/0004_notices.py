"""Mentions and notices."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = (("web", "0003_draft_document"),)
    operations: ClassVar = []
