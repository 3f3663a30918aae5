"""Read annotated training reports; as a command, check them.

    training_text.py FILE...

The form is described in training/README.md. Every mistake of every file is told.
"""

import pathlib
import re
import sys
from collections.abc import Iterator
from typing import Any

from concord.errors import ConcordError
from concord.evidence import Document, Kind, PartialDate, Precision, Unit
from concord.reading.measures import MEASURES

STOCKS = frozenset({"hosted", "registered", "awaiting", "displaced", "in_need", "other"})
FIGURE = re.compile(r"\{([^{}|]+)\|([a-z_]+)\|?([^{}]*)\}")
KEYS = {"v": "value", "vh": "value_high", "p": "precision", "u": "unit", "j": "projected", "st": "status",
        "sa": "sex_age", "nat": "nationality", "c": "country", "pl": "place", "k": "kind",
        "s": "period_start", "e": "period_end", "src": "source", "party": "party"}  # fmt: skip
STATUSES = ("por", "acc", "undocumented", "documented", "refugee", "asylum_seeker", "mixed")
GROUPS = (
    "women",
    "men",
    "girls",
    "boys",
    "children",
    "women_and_children",
    "women_and_girls",
    "elderly",
    "other",
)
PARTIES = (
    "gov-pk",
    "gov-af",
    "gov-ir",
    "gov-other",
    "unhcr",
    "iom",
    "un-other",
    "ngo",
    "media",
    "individual",
    "other",
)
CLOSED = {"precision": tuple(Precision), "unit": tuple(Unit), "kind": tuple(Kind), "measure": MEASURES,
          "status": STATUSES, "sex_age": GROUPS, "party": PARTIES}  # fmt: skip
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class TrainingMistakes(ConcordError):
    """A training report does not keep to its form; carries every mistake."""

    def __init__(self, name: str, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(f"{name}: {mistake}" for mistake in mistakes))


def parse(name: str, written: str) -> tuple[Document, list[dict[str, Any]]]:
    """The document without its annotations, and the annotated figures with offsets into its text.

    Raises:
        TrainingMistakes
    """
    head, _, body = written.partition("\n---\n")
    header = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    mistakes: list[str] = []
    text, figures = "", []
    at = 0
    for match in FIGURE.finditer(body):
        text += body[at : match.start()]
        figure = _figure(match[1], match[2], f"{header.get('defaults', '')};{match[3]}", mistakes)
        figures.append({**figure, "start": len(text), "end": len(text) + len(match[1])})
        text += match[1]
        at = match.end()
    text += body[at:]
    if "{" in text or "}" in text:
        mistakes.append(
            f"a brace that opens or closes no figure near {text[max(0, text.find('{') - 20) :][:60]!r}"
        )
    if mistakes:
        raise TrainingMistakes(name, mistakes)
    published = PartialDate(header["published"]) if header.get("published") else None
    document = Document(
        name, "", "text/plain", text, header.get("title"), header.get("publisher"), published, header["lang"]
    )
    return document, figures


def _figure(words: str, measure: str, keys: str, mistakes: list[str]) -> dict[str, Any]:
    percent = re.search(r"[%٪]|per ?cent|فیصد|درصد|سلنه", words) is not None
    figure: dict[str, Any] = {"text": words, "measure": measure, **dict.fromkeys(KEYS.values())}
    figure |= {"value": _value(words), "precision": "exact", "unit": "percent" if percent else "individuals"}
    figure |= {"nationality": "AFG", "country": "PAK", "kind": "stock" if measure in STOCKS else "flow"}
    for pair in filter(str.strip, keys.split(";")):
        key, equals, value = pair.strip().partition("=")
        if key not in KEYS or not equals:
            mistakes.append(f"{pair.strip()!r} at {words!r} is no key=value of the form")
            continue
        figure[KEYS[key]] = None if value == "-" else value
    _type(figure, mistakes)
    return figure


def _type(figure: dict[str, Any], mistakes: list[str]) -> None:
    for name, allowed in CLOSED.items():
        if figure[name] is not None and figure[name] not in allowed:
            mistakes.append(f"{figure[name]!r} at {figure['text']!r} is no {name}")
    figure["projected"] = figure["projected"] in ("1", True)
    for name in ("value", "value_high"):
        figure[name] = float(figure[name]) if figure[name] is not None else None
    if figure["value"] is None:
        mistakes.append(f"{figure['text']!r} needs v=")
    if figure["kind"] == "stock" and figure["period_start"]:
        figure["period_start"] = None
    for name in ("period_start", "period_end"):
        if figure[name] and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", figure[name]):
            mistakes.append(f"{figure[name]!r} at {figure['text']!r} is no date")


def _value(words: str) -> float | None:
    """The value of plain digits, with separators or a per cent sign; None for all else."""
    plain = re.sub(
        r"\s*(%|٪|per ?cent|percent|pc|فیصد|فی صد|درصد|سلنه)$", "", words.translate(DIGITS).strip()
    )
    if re.fullmatch(r"\d{1,3}([,٬، ]\d{2,3})*[,٬، ]\d{3}|\d+", plain):
        return float(re.sub(r"\D", "", plain))
    return float(plain) if re.fullmatch(r"\d+\.\d+", plain) else None


def load_training(folder: pathlib.Path) -> Iterator[tuple[str, tuple[Document, list[dict[str, Any]]]]]:
    """Every training report of a folder, by name."""
    for path in sorted(folder.glob("*.txt")):
        yield path.stem, parse(path.stem, path.read_text("utf-8"))


def main() -> None:
    failed = False
    for name in sys.argv[1:]:
        try:
            document, figures = parse(name, pathlib.Path(name).read_text("utf-8"))
            print(f"{name}: {len(figures)} figures in {len(document.text)} characters")  # noqa: T201
        except (TrainingMistakes, KeyError, ValueError) as error:
            failed = True
            print(error if isinstance(error, TrainingMistakes) else f"{name}: {error!r}", file=sys.stderr)  # noqa: T201
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
