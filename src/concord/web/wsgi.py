"""The door through which a server calls the application."""

import os

from django.core.wsgi import get_wsgi_application

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.web.settings")
application = get_wsgi_application()

import concord.web.urls  # noqa: E402, F401 - pages say what a board has ready when it is shown
from concord.web.board import begin  # noqa: E402 - after Django is ready

begin()
