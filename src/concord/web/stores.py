"""Where Django keeps its own tables: a file beside the ledger, or a PostgreSQL database.

On the ledger's own server they stand in a schema of their own, since the ledger's holds nothing else:
whatever else stood there could change how it works, and ``concord verify`` says so.
"""

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = ["SCHEMA", "django_database", "make_room", "trial_key"]

SCHEMA = "concord_pages"  # of Django's tables in the database of a ledger that names no schema of its own
_PATH = "-csearch_path="

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds that a writer waits for another
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def django_database(address: str, ledger: str) -> dict[str, Any]:
    """The database of seats, discussion and releases.

    Args:
        address: ``postgresql://…`` or a file; empty for a place beside the ledger.
        ledger: the ledger's address; on a server both share one database, each its own schema.
    """
    where = address or (ledger if ledger.startswith("postgres") else _beside(ledger))
    if where.startswith(("postgres://", "postgresql://")):
        return _server(where, shared=not address)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": where.removeprefix("sqlite:///"),
        "OPTIONS": SQLITE,
    }


def make_room() -> None:
    """Make the schema of Django's tables where they share the database of a ledger."""
    from django.db import connection

    options = str(connection.settings_dict.get("OPTIONS", {}).get("options", ""))
    if connection.vendor == "postgresql" and options.startswith(_PATH):
        with connection.cursor() as cursor:
            schema = connection.ops.quote_name(options.removeprefix(_PATH))
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")


def trial_key(production: bool) -> str:
    """A key for trials on one machine; production needs its own, and is refused with this one."""
    return "unset" if production else hashlib.sha256(str(Path.home()).encode()).hexdigest()


def _beside(ledger: str) -> str:
    path = Path(ledger.removeprefix("sqlite:///"))
    return str(path.with_name(f"{path.stem}-web.db"))


def _server(address: str, *, shared: bool) -> dict[str, Any]:
    parts = urlsplit(address)
    told = dict(parse_qsl(parts.query))  # host of a socket, sslmode, search path
    ledger = told.get("options", "").removeprefix(_PATH)
    own = {"options": f"{_PATH}{ledger}_pages" if ledger else f"{_PATH}{SCHEMA}"} if shared else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": told | own,
        "CONN_MAX_AGE": 60,  # seconds
        "CONN_HEALTH_CHECKS": True,
    }
