"""A ledger file as large as a bench asks for: what parties, crossings and offices say, day after day.

Documents of ten figures each. On every day a hundred offices report: each belongs to a party and
speaks of one crossing. A report holds a running total since the base date with its parts by legal
status, the day's returns with men, women and children, deportations, arrests in a province, and
families or people at a site. Counts are of every size, about one in a hundred below ten; some
places, statuses and dates are left open, some numbers rounded, and parties have a word about one claim
in five hundred. Everything follows from the number of the report.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from concord.evidence import (
    Because,
    Decision,
    DecisionKind,
    Document,
    Figure,
    Kind,
    PartialDate,
    Precision,
    Reading,
    Unit,
    digest,
)
from concord.ledger import Ledger

__all__ = ["EACH", "filled"]

EACH, OFFICES, BATCH = 10, 100, 200  # figures a report, reports a day, reports a transaction
FIRST = date(2023, 9, 15)
NOW = "2026-11-23T10:00:00+00:00"
CROSSINGS = ("Torkham", "Chaman", "Ghulam Khan", "Kharlachi", "Angoor Adda", "Badini", "Bahramcha",
             "Islam Qala", "Zaranj", None)  # fmt: skip
PROVINCES = ("Punjab", "Sindh", "Balochistan", "Khyber Pakhtunkhwa", "Islamabad")
SITES = ("Hajj Complex", "Omari camp", "Landi Kotal holding camp", "Takhta Pul registration centre")
SPEAKERS = (
    ("gov-pk", "Ministry of Interior"), ("gov-pk", "Home Department"), ("gov-af", "High Commission"),
    ("gov-af", "Border Authority"), ("unhcr", "UNHCR"), ("iom", "IOM"), ("un-other", "OCHA"),
    ("ngo", "Relief Agency"), ("gov-ir", "Bureau for Foreigners"), (None, "an official"),
)  # fmt: skip
STATUSES = ("por", "acc", "undocumented")
WORDED = 500  # claims for each that a party has a word about
SPOKEN = (DecisionKind.AGREED, DecisionKind.DISPUTED, DecisionKind.OUT_OF_SCOPE)

Report = tuple[Document, bytes, Reading]


def filled(where: str, figures: int) -> None:
    """Make a ledger at this address with so many figures and what parties say of some of them."""
    made = (report(number) for number in range(figures // EACH))
    with Ledger.open(where) as ledger:
        while batch := list(islice(made, BATCH)):
            with ledger.batch():
                for one in batch:
                    ledger.record(*one, at=NOW)
                for number, claim in _worded(batch):
                    ledger.decide(_word(number, claim), at=NOW)


def report(number: int) -> Report:
    """The report of one office on one day, with the reading of it."""
    chance = random.Random(number)
    day, office = FIRST + timedelta(days=number // OFFICES), number % OFFICES
    party, speaker = SPEAKERS[office // len(CROSSINGS)]
    lines, told = [f"Report {number} of {day:%d %B %Y}, {speaker}."], []
    at = len(lines[0]) + 1
    for words, fields in _counts(chance, day, CROSSINGS[office % len(CROSSINGS)]):
        value = fields["value"]
        text = f"{value:,}"
        start = at + words.index("#")
        lines.append(words.replace("#", text))
        fields = {**fields, "start": start, "end": start + len(text), "text": text}
        told.append(fields)
        at += len(lines[-1]) + 1
    body = "\n".join(lines)
    content = body.encode()
    document = Document(
        f"report-{number}", digest(content), "text/plain", body,
        title=lines[0], publisher=f"{speaker} bulletin",
        published=PartialDate.of(day), language="en", address=f"https://example.org/{number}",
        retrieved=NOW,
    )  # fmt: skip
    said, identity = PartialDate.of(day), document.id
    read = []
    for fields in told:
        whole = fields.pop("whole", None)
        read.append(Figure(
            document=identity, party=party, source=speaker, publisher=document.publisher, said=said,
            nationality="AFG", country="IRN" if party == "gov-ir" else "PAK",
            part_of=None if whole is None else read[whole].start,
            because=tuple(Because(name, fields["end"] + 1, fields["end"] + 9) for name in
                          ("measure", "status", "place", "period_end", "source")),
            **fields,
        ))  # fmt: skip
    return document, content, Reading(identity, "bench", tuple(read))


def _counts(chance: random.Random, day: date, crossing: str | None) -> Iterator[tuple[str, dict]]:
    """The sentences of a report, ``#`` where the number stands, and the fields of each figure."""
    where = f" at {crossing}" if crossing else ""
    since, today = PartialDate.of(date(day.year, day.month // 7 * 6 + 1, 1)), PartialDate.of(day)
    run = {
        "kind": Kind.FLOW,
        "place": crossing,
        "period_start": since,
        "period_end": today,
        "cumulative": True,
    }
    flow = {"kind": Kind.FLOW, "place": crossing, "period_start": today, "period_end": today}
    parts = [_size(chance, 8) for _ in STATUSES]
    yield f"Since {since} # people returned{where},", {**run, "measure": "returned", "value": sum(parts)}
    for status, value in zip(STATUSES, parts, strict=True):
        yield (
            f"of them # {status},",
            {**run, "measure": "returned", "status": status, "value": value, "whole": 0},
        )
    men, women = _size(chance, 5), _size(chance, 5)
    yield f"On that day # people returned{where}:", {**flow, "measure": "returned", "value": men + women}
    yield "# men", {**flow, "measure": "returned", "sex_age": "men", "value": men, "whole": 4}
    yield "and # women.", {**flow, "measure": "returned", "sex_age": "women", "value": women, "whole": 4}
    bound = chance.choice((Precision.EXACT, Precision.EXACT, Precision.ABOUT, Precision.AT_LEAST))
    rounded = {"precision": bound, "value": max(10, _size(chance, 5) // 10 * 10)}
    yield f"More than # were deported{where}.", {**flow, "measure": "deported", **rounded}
    held = {"measure": "arrested", "kind": Kind.FLOW, "place": chance.choice(PROVINCES), "period_end": today}
    yield "Police arrested #.", {**held, "value": _size(chance, 3.5)}
    site = {"measure": chance.choice(("hosted", "assisted", "registered")), "kind": Kind.STOCK,
            "place": chance.choice((*SITES, None, None)), "period_end": today,
            "unit": chance.choice((Unit.INDIVIDUALS, Unit.FAMILIES))}  # fmt: skip
    yield "A camp holds # of them.", {**site, "value": _size(chance, 6)}


def _size(chance: random.Random, middle: float) -> int:
    """A count whose logarithm is spread around ``middle``."""
    return int(chance.lognormvariate(middle, 0.8)) + 1


def _worded(batch: list[Report]) -> Iterator[tuple[int, Figure]]:
    for document, _, reading in batch:
        number = int(document.name.rpartition("-")[2])
        if number % (WORDED // EACH) == 0:
            yield number, reading.figures[number // (WORDED // EACH) % EACH]


def _word(number: int, claim: Figure) -> Decision:
    kind = SPOKEN[number // (WORDED // EACH) % len(SPOKEN)]
    party = ("unhcr", "gov-pk", "gov-af")[number % 7 % 3]
    return Decision(
        kind=kind, claims=(claim.id,), party=party, by="bench", at=NOW, why="as our own count tells"
    )
