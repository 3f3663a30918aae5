"""From a folder of TOML files to a `Situation`, or to every mistake in them.

One file a subject, each holding one or more arrays of tables. ``situation.toml`` must
be there; any other file may be missing, and then its vocabulary is empty.
"""

import tomllib
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from concord.situation.mistakes import Mistake, SituationHasMistakes
from concord.situation.references import reference_mistakes
from concord.situation.situation import Situation

__all__ = ["bundled", "load_situation"]

HEAD = "situation.toml"

# File, then the name of each table in it with the field of `Situation` that it fills.
TABLES: Mapping[str, Mapping[str, str]] = {
    "sources.toml": {"source": "sources"},
    "measures.toml": {"measure": "measures", "identity": "identities", "family_size": "family_sizes"},
    "statuses.toml": {"status": "statuses"},
    "places.toml": {"place": "places"},
    "parties.toml": {"party": "parties"},
    "phases.toml": {"phase": "phases", "base_date": "base_dates"},
    "deadlines.toml": {"deadline": "deadlines", "validity": "validities"},
    "standards.toml": {"standard": "standards"},
    "acts.toml": {"act": "acts", "paper": "papers", "gap": "gaps", "advice": "advice"},
}
_WHERE = {field: (file, table) for file, tables in TABLES.items() for table, field in tables.items()}


def load_situation(folder: Path | Traversable) -> Situation:
    """The situation that the files of a folder describe.

    Raises:
        SituationHasMistakes: a file is no TOML, a field is missing, unknown or of the wrong
            type, a code is declared twice, or an entry points at one that is not there.
    """
    tables, mistakes = _placed(_read_all(folder))
    mistakes += [Mistake(message, *_located(path)) for message, path in reference_mistakes(tables)]
    try:
        situation = Situation.model_validate(tables)
    except ValidationError as error:
        raise SituationHasMistakes((*map(_told, error.errors()), *mistakes)) from None
    if mistakes:
        raise SituationHasMistakes(tuple(mistakes))
    return situation


def bundled(name: str) -> Situation:
    """A situation that comes with Concord, as in ``bundled("afghanistan-pakistan")``."""
    return load_situation(resources.files("concord.situation") / "data" / name)


def _read_all(folder: Path | Traversable) -> dict[str, dict[str, Any]]:
    """Content of every file.

    Raises:
        SituationHasMistakes: the files that cannot be read; whatever else is wrong follows from that.
    """
    contents: dict[str, dict[str, Any]] = {}
    mistakes: list[Mistake] = []
    for file in (HEAD, *TABLES):
        try:
            contents[file] = tomllib.loads((folder / file).read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            mistakes.append(Mistake(f"not TOML: {error}", file))
        except FileNotFoundError:
            mistakes += [Mistake("file is missing", file)] if file == HEAD else []
    if mistakes:
        raise SituationHasMistakes(tuple(mistakes))
    return contents


def _placed(contents: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], list[Mistake]]:
    """Every table under the field of `Situation` that it fills, and the tables that fill none."""
    fields = contents.pop(HEAD)
    mistakes: list[Mistake] = []
    for file, content in contents.items():
        for table, rows in content.items():
            if table in TABLES[file]:
                fields[TABLES[file][table]] = rows
            else:
                mistakes.append(Mistake(f'unknown table "{table}"', file, f"$.{table}"))
    return fields, mistakes


def _told(error: Any) -> Mistake:
    """A complaint of the model as a mistake in a file."""
    *_, last = location = error["loc"]
    match error["type"]:
        case "extra_forbidden":
            message = f'unknown field "{last}"'
        case "missing":
            message = f'missing field "{last}"'
        case "value_error":
            message = str(error["ctx"]["error"])
        case _:
            message = error["msg"]
    return Mistake(message, *_located(location))


def _located(location: tuple[str | int, ...]) -> tuple[str, str]:
    """The file, and the path in it as its author sees it."""
    file, table = _WHERE.get(str(location[0]), (HEAD, str(location[0])))
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location[1:])
    return file, f"$.{table}{''.join(steps)}"
