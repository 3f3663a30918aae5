"""Where Django keeps its own tables: a file beside the ledger, or a PostgreSQL database."""

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

__all__ = ["django_database", "trial_key"]

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds that a writer waits for another
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def django_database(address: str, ledger: str) -> dict[str, Any]:
    """The database of seats, discussion and releases.

    Args:
        address: ``postgresql://…`` or a file; empty for a place beside the ledger.
        ledger: the ledger's address; on a server both share one database, each its own tables.
    """
    where = address or (ledger if ledger.startswith("postgres") else _beside(ledger))
    if where.startswith(("postgres://", "postgresql://")):
        return _server(where)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": where.removeprefix("sqlite:///"),
        "OPTIONS": SQLITE,
    }


def trial_key(production: bool) -> str:
    """A key for trials on one machine; production needs its own, and is refused with this one."""
    return "unset" if production else hashlib.sha256(str(Path.home()).encode()).hexdigest()


def _beside(ledger: str) -> str:
    path = Path(ledger.removeprefix("sqlite:///"))
    return str(path.with_name(f"{path.stem}-web.db"))


def _server(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),  # host of a socket, sslmode, search path
        "CONN_MAX_AGE": 60,  # seconds
        "CONN_HEALTH_CHECKS": True,
    }
