"""Every text of Concord against the field's terms, and the list of words that wait for a translator.

python tools/glossary.py            write docs/translators.md
python tools/glossary.py --check    fail where a text departs from the glossary, or the page is not current

A text is held to a term where its English has the term's word. Terms stand in quality/glossary.toml with
the forms seen in native texts of the field and those that are our own; EXCEPTIONS there have their reason.
"""

import argparse
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

HERE = Path(__file__).resolve().parents[1]
GLOSSARY = HERE / "quality" / "glossary.toml"
PAGE = HERE / "docs" / "translators.md"
WEB = HERE / "src" / "concord" / "web" / "locale"
PRINTED = HERE / "src" / "concord" / "publish" / "languages"
STANDING = HERE / "src" / "concord" / "standing" / "texts"
ACTS = HERE / "src" / "concord" / "situation" / "data"
LANGUAGES = {"ur": ("Urdu", "ur", "ur"), "fa": ("Dari", "fa_AF", "fa-AF"), "ps": ("Pashto", "ps", "ps")}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field: the pattern of its English word and its forms by language."""

    name: str
    english: re.Pattern[str]
    seen: dict[str, list[str]]
    unsure: dict[str, list[str]]

    def found(self, language: str, text: str) -> tuple[str, bool] | None:
        """The form that stands in a text, and whether it was seen in native texts; None without one."""
        for forms, sure in ((self.seen, True), (self.unsure, False)):
            for form in forms.get(language, ()):
                if form in text:
                    return form, sure
        return None


@dataclass(frozen=True, slots=True)
class Text:
    """One text in English and in another language, with the file that holds it."""

    where: str
    english: str
    told: str


def terms() -> list[Term]:
    """The glossary."""
    told = tomllib.loads(GLOSSARY.read_text("utf-8"))
    told.pop("exceptions", None)
    return [
        Term(
            name,
            re.compile(rf"\b(?:{one['english']})\b", re.IGNORECASE),
            {code: one[code].get("seen", []) for code in LANGUAGES},
            {code: one[code].get("unsure", []) for code in LANGUAGES},
        )
        for name, one in told.items()
    ]


def exceptions() -> dict[tuple[str, str], str]:
    """Texts that say a term otherwise on purpose: by term and English text, with the reason."""
    told = tomllib.loads(GLOSSARY.read_text("utf-8")).get("exceptions", [])
    return {(one["term"], one["english"]): one["because"] for one in told}


def texts(language: str) -> Iterator[Text]:
    """Every text of the pages and of what is printed, in one language."""
    _, locale, code = LANGUAGES[language]
    with (WEB / locale / "LC_MESSAGES" / "django.po").open("rb") as source:
        for message in read_po(source):
            if message.id:
                yield Text("pages", _first(message.id), _first(message.string))
    for where, folder in (("print", PRINTED), ("standing", STANDING)):
        english_texts = tomllib.loads((folder / "en.toml").read_text("utf-8"))
        told_texts = tomllib.loads((folder / f"{code}.toml").read_text("utf-8"))
        for group, sentences in english_texts.items():
            if isinstance(sentences, dict):
                for key, english in sentences.items():
                    yield Text(where, english, told_texts[group][key])
    for path in sorted(ACTS.glob("*/acts.toml")):
        for told in _told(tomllib.loads(path.read_text("utf-8"))):
            yield Text("acts", told["en"], told[language])


def _told(value: object) -> Iterator[dict[str, str]]:
    """Every sentence in four languages inside tables and lists."""
    if isinstance(value, dict) and {"en", "ur", "fa", "ps"} <= value.keys():
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _told(inner)


def _first(told: object) -> str:
    """A text, or the singular of one with a plural."""
    return str(told[0]) if isinstance(told, tuple | list) else str(told)


def departures() -> Iterator[tuple[str, str, Text]]:
    """Each text that has a term's English word and none of its forms: language, term, text."""
    known = exceptions()
    for language in LANGUAGES:
        for text in texts(language):
            for term in terms():
                told = term.english.search(text.english) and not term.found(language, text.told)
                if told and (term.name, text.english) not in known:
                    yield language, term.name, text


def page() -> str:
    """The list for a translator."""
    lines = [
        "# For translators",
        "",
        "The texts of the pages and of what is printed were written in Urdu, Dari and Pashto without a",
        "native reader beside us. They are held to the terms of the field by the check of",
        "`tools/glossary.py`; this page, which the same tool writes, lists what needs a translator's eye",
        "first. Correct the texts in `src/concord/web/locale`, `src/concord/publish/languages`,",
        "`src/concord/standing/texts` and `acts.toml` of the situation, move a form from `unsure` to `seen`",
        "in `quality/glossary.toml` when it is right, and run the tool again.",
    ]
    for language, (name, _, _) in LANGUAGES.items():
        lines += ["", f"## {name}", "", "| term | form in use | texts | |", "| --- | --- | ---: | --- |"]
        lines += _rows(language)
    lines += [
        "",
        "## Said otherwise on purpose",
        "",
        "| term | English text | because |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {term} | {english} | {why} |" for (term, english), why in exceptions().items()]
    return "\n".join([*lines, ""])


def _rows(language: str) -> Iterator[str]:
    counted: dict[tuple[str, str, bool], int] = defaultdict(int)
    for text in texts(language):
        for term in terms():
            found = term.found(language, text.told) if term.english.search(text.english) else None
            if found:
                counted[term.name, *found] += 1
    for (name, form, sure), count in sorted(counted.items(), key=lambda item: (item[0][2], item[0])):
        yield f"| {name} | {form} | {count} | {'seen in the field' if sure else '**unverified**'} |"


def main() -> int:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a text departs from the glossary")
    check = parser.parse_args().check
    found = list(departures())
    for language, term, text in found:
        print(f"{language} {term} ({text.where}): {text.english!r} is told as {text.told!r}")  # noqa: T201
    if not check:
        PAGE.write_text(page(), "utf-8")
        return 0
    current = PAGE.read_text("utf-8") == page()
    if not current:
        print("docs/translators.md is not current: run python tools/glossary.py")  # noqa: T201
    return 1 if found or not current else 0


if __name__ == "__main__":
    sys.exit(main())
