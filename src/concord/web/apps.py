"""The application as Django knows it."""

from django.apps import AppConfig

__all__ = ["WebConfig"]


class WebConfig(AppConfig):
    """Concord's pages; its tables begin with ``web_``."""

    name = "concord.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
