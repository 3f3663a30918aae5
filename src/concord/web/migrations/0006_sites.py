"""Sites and their days."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = (("web", "0005_meetings"),)
    operations: ClassVar = []
