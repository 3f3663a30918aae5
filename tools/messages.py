"""Translations of the pages: gather what they say, keep the catalogues current, compile them.

python tools/messages.py            new strings into locale/*/LC_MESSAGES/django.po, and compile
python tools/messages.py --check    fail where a string of a page is missing from a language
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parents[1]
WEB = HERE / "src" / "concord" / "web"
LOCALES = {"ur": "ur", "fa_AF": "fa_AF", "ps": "ps"}
PLURAL = "nplurals=2; plural=(n != 1);"
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}
TAG = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
PLURAL_TAG = re.compile(r"\{%\s*plural\s*%\}")
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")

Message = str | tuple[str, str]

# What the libraries of sign-in say on our pages; they know neither Urdu nor Pashto.
OF_LIBRARIES = (
    "Incorrect code.",
    "Incorrect password.",
    "Invalid login.",
    "The username and/or password you specified are not correct.",
    "Too many failed login attempts. Try again later.",
    "Please type your current password.",
    "You must type the same password each time.",
    "The new value must be different from the current one.",
    "Be patient, you are sending too many requests.",
    "This password is too common.",
    "This password is entirely numeric.",
    "This field is required.",
    "Use your password",
    "Use authenticator app or code",
)


def messages() -> Iterator[Message]:
    """Every string that pages and views translate."""
    for path in sorted([*WEB.rglob("*.html"), *(WEB / "templates").rglob("*.txt")]):
        yield from _of_template(path.read_text("utf-8"))
    for path in sorted(WEB.rglob("*.py")):
        with path.open("rb") as source:
            for _, _, told, _ in extract_python(source, KEYWORDS, (), {}):
                if isinstance(told, tuple) and all(told[:2]):
                    yield str(told[0]), str(told[1])
                elif isinstance(told, str):
                    yield told
    yield from _codes()
    yield from OF_LIBRARIES


def _of_template(text: str) -> Iterator[Message]:
    for found in TAG.finditer(text):
        yield (found[1] or found[2]).replace("%", "%%")  # as Django looks it up
    for found in BLOCK.finditer(text):
        parts = [VARIABLE.sub(r"%(\1)s", part.replace("%", "%%")) for part in PLURAL_TAG.split(found[1])]
        yield (parts[0], parts[1]) if len(parts) == 2 else parts[0]


def _codes() -> Iterator[str]:
    """States, kinds and roles that pages show as words."""
    from concord.accounts import FindingCode
    from concord.committee import State
    from concord.committee.agreement import Outcome, Rule, Word
    from concord.committee.settling import EventKind, FindingState, Settlement
    from concord.evidence import DecisionKind, StatementKind

    of_claims = (FindingCode, State, DecisionKind, StatementKind)
    for kind in (*of_claims, Outcome, Rule, Word, EventKind, FindingState, Settlement):
        yield from (member.value.replace("_", " ") for member in kind)
    yield from (
        "stranger",
        "observer",
        "reviewer",
        "delegate",
        "manager",
        "secretary",
        "about",
        "at least",
        "at most",
    )


def catalogue(locale: str) -> Catalog:
    """The catalogue of a language with every string, kept translations and no dead ones."""
    path = _path(locale)
    known = _read(path) if path.exists() else Catalog()
    fresh = Catalog(project="Concord", charset="utf-8", fuzzy=False)  # no locale: two forms for each
    for told in messages():
        key = told if isinstance(told, str) else told[0]
        old = known.get(key)
        fresh.add(told, old.string if old is not None and old.string else None)
    return fresh


def missing(locale: str) -> list[str]:
    """The strings without a translation in a language."""
    return [str(message.id) for message in catalogue(locale) if message.id and not _is_told(message.string)]


def write(locale: str) -> None:
    """Write the catalogue and compile it."""
    path, told = _path(locale), catalogue(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as po:
        write_po(po, told, omit_header=False, sort_output=True, no_location=True, width=110)
    _settle_header(path)
    with path.with_suffix(".mo").open("wb") as mo:
        write_mo(mo, _read(path))


def _read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source)


def _is_told(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def _settle_header(path: Path) -> None:
    """Keep only what a reader of the catalogue needs, so that it changes only with its strings."""
    body = path.read_text("utf-8").split("\n\n", 1)[1]
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {PLURAL}\\n"\n'
    path.write_text(f"{head}\n{body}", "utf-8")


def _path(locale: str) -> Path:
    return WEB / "locale" / locale / "LC_MESSAGES" / "django.po"


def main() -> int:
    """Check or write all languages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a string is missing")
    failed = 0
    check = parser.parse_args().check
    for locale in LOCALES:
        if not check:
            write(locale)
        absent = missing(locale)
        failed += len(absent)
        print(f"{locale}: {len(absent)} strings without a translation")  # noqa: T201
        for told in absent if check else ():
            print(f"  {told}")  # noqa: T201
    return 1 if check and failed else 0


if __name__ == "__main__":
    sys.exit(main())
