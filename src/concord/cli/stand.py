"""concord stand: where the holder of a paper stands on a day, as known on another."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from concord.cli.options import SituationName, situation_of
from concord.standing import SentenceKind, Standing, Texts, as_record, asked, texts_of
from concord.standing import stand as answer

__all__ = ["stand"]


def stand(
    document: Annotated[
        str, typer.Option(help="none, acc, por, visa, slip or awaiting.", show_default=False)
    ],
    on: Annotated[str, typer.Option(help="The day asked about, as 2025-09-01; today if not given.")] = "",
    known: Annotated[str, typer.Option(help="What was known on this day; today if not given.")] = "",
    language: Annotated[str, typer.Option(help="en, ur, fa-AF or ps.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, as the API gives it.")] = False,
    situation: SituationName = "afghanistan-pakistan",
) -> None:
    """Tell what a paper confers on a day: deadlines, extensions, disputes, sources. Nothing is kept."""
    words, facts = texts_of(language), situation_of(situation)
    question = asked(document, on, known, facts, today=datetime.now(UTC).date())
    standing = answer(question, facts)
    record = as_record(standing, facts, words)
    typer.echo(
        json.dumps(record, ensure_ascii=False, indent=2) if as_json else _printed(standing, record, words)
    )


def _printed(standing: Standing, record: dict[str, object], words: Texts) -> str:
    """Sections of sentences, each with its sources in brackets, and the sources at the foot."""
    lines = [
        str(record["state_in_words"]) + (f" · {words.headings['disputed']}" if standing.disputed else "")
    ]
    for kind in SentenceKind:
        told = standing.of(kind)
        if told and kind is not SentenceKind.VERDICT:
            lines += ["", words.headings[kind.value]]
        lines += [f"- {words.tell(one)} [{', '.join(one.sources)}]" for one in told]
    lines += ["", words.headings["sources"]]
    sources: object = record["sources"]
    if isinstance(sources, dict):
        for name, told_of in sources.items():
            parts = [told_of["publisher"], told_of["title"], told_of["date"], told_of["address"]]
            lines.append(f"{name}: " + ", ".join(part for part in parts if part))
    return "\n".join([*lines, "", words.headings["not_advice"]])
