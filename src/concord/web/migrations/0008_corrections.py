"""The register of corrections."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = (("web", "0007_conduct"),)
    operations: ClassVar = []
