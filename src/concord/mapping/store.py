"""Mappings on disk: a folder beside the ledger, one TOML file a header, made to be read and reviewed."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from concord.mapping.errors import BrokenMapping
from concord.mapping.mapping import ColumnRule, TableMapping

__all__ = ["load_mappings", "read_mapping", "save_mapping", "to_toml"]

KEYS = frozenset({"name", "situation", "fingerprint", "by", "at", "table", "column"})
COLUMN_KEYS = frozenset({"column", "field", "fixed", "values", "total_of", "order"})


def save_mapping(mapping: TableMapping, folder: Path) -> Path:
    """Write a mapping into the folder, in the place of an earlier one for the same header."""
    folder.mkdir(parents=True, exist_ok=True)
    path = next(
        (path for path, known in _files(folder) if known.fingerprint == mapping.fingerprint),
        folder / f"{_file_name(mapping.name)}-{mapping.fingerprint[:8]}.toml",
    )
    fresh = path.with_suffix(".tmp")
    fresh.write_text(to_toml(mapping), "utf-8")
    fresh.replace(path)
    return path


def load_mappings(folder: Path) -> dict[str, TableMapping]:
    """Every mapping of a folder by the fingerprint of its header; none where there is no folder.

    Raises:
        BrokenMapping: a file of it is no mapping.
    """
    return {mapping.fingerprint: mapping for _, mapping in _files(folder)}


def read_mapping(path: Path) -> TableMapping:
    """The mapping in a file.

    Raises:
        BrokenMapping: it is none, or its header was changed without its fingerprint.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        mapping = _mapping(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BrokenMapping(str(path), f"it is no mapping ({error or type(error).__name__})") from None
    if data["fingerprint"] != mapping.fingerprint:
        raise BrokenMapping(str(path), "its columns are not those that its fingerprint stands for")
    return mapping


def to_toml(mapping: TableMapping) -> str:
    """The mapping as text, always the same for the same mapping."""
    lines = [
        "# How tables with this header are read; reviewed by the person named below.",
        *_pairs(
            {
                "name": mapping.name,
                "situation": mapping.situation,
                "fingerprint": mapping.fingerprint,
                "by": mapping.by,
                "at": mapping.at,
            }
        ),
        "",
        "[table]  # what holds for every figure",
        *_pairs(mapping.fixed),
    ]
    for rule in mapping.columns:
        lines += ["", "[[column]]", *_pairs({"column": rule.column, "field": rule.field})]
        if rule.total_of:
            lines.append(f"total_of = [{', '.join(map(_quoted, rule.total_of))}]")
        if rule.order:
            lines += _pairs({"order": rule.order})
        for name, pairs in (("fixed", rule.fixed), ("values", rule.values)):
            if pairs:
                lines.append(f"{name} = {{ {', '.join(_inline(pairs))} }}")
    return "\n".join(lines) + "\n"


def _files(folder: Path) -> Iterator[tuple[Path, TableMapping]]:
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else []:
        yield path, read_mapping(path)


def _mapping(data: dict[str, Any]) -> TableMapping:
    if unknown := set(data) - KEYS:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return TableMapping(
        name=_text(data["name"]),
        situation=_text(data["situation"]),
        columns=tuple(_rule(column) for column in data["column"]),
        fixed=_texts(data.get("table", {})),
        by=_text(data["by"]),
        at=_text(data["at"]),
    )


def _rule(data: dict[str, Any]) -> ColumnRule:
    if unknown := set(data) - COLUMN_KEYS:
        raise ValueError(f"unknown in a column: {', '.join(sorted(unknown))}")
    return ColumnRule(
        _text(data["column"]),
        _text(data["field"]),
        _texts(data.get("fixed", {})),
        _texts(data.get("values", {})),
        tuple(_text(part) for part in data.get("total_of", [])),
        _text(data["order"]) if "order" in data else None,
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _texts(values: Any) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in dict(values).items()}


def _pairs(values: Mapping[str, str]) -> list[str]:
    return [f"{name} = {_quoted(value)}" for name, value in values.items()]


def _inline(values: Mapping[str, str]) -> Iterable[str]:
    return (f"{_quoted(name)} = {_quoted(value)}" for name, value in values.items())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _file_name(name: str) -> str:
    bare = "".join(c if c.isalnum() else "-" for c in name.casefold()).strip("-")
    return bare[:60] or "table"
