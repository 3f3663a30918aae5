"""Reports of conduct and the answers to them."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = (("web", "0006_sites"),)
    operations: ClassVar = []
