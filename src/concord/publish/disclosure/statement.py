"""The public statement: by which rules numbers are withheld, why, and how many are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from concord.publish.disclosure.hold import Held, Mark
from concord.publish.disclosure.rules import Coarse, Delayed, Rules

__all__ = ["Statement", "statement_of"]

MARKS = {
    Mark.SMALL: "too small to be told",
    Mark.COVER: "withheld because a small count would follow",
    Mark.COARSE: "told for a wider place",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What is withheld and why, as sentences; ``counts`` by mark for claims and estimates."""

    as_of: date
    rules: tuple[str, ...]
    counts: tuple[tuple[str, int, int], ...]
    waiting: int
    exposed: int

    def as_markdown(self) -> str:
        """The statement as a page."""
        lines = [
            "# What is withheld, and why",
            "",
            f"As of {self.as_of}.",
            "",
            *(f"- {one}" for one in self.rules),
        ]
        lines += ["", "| | claims | estimates |", "|---|---:|---:|"]
        lines += [f"| {words} | {claims} | {estimates} |" for words, claims, estimates in self.counts]
        lines += ["", f"Waiting for their day: {self.waiting}."]
        if self.exposed:
            lines.append(f"Given away by earlier releases, whatever is withheld now: {self.exposed}.")
        return "\n".join([*lines, ""])


def statement_of(held: Held, rules: Rules, as_of: date) -> Statement:
    """The statement that goes with a release."""
    claims, estimates = Counter(held.claims.values()), Counter(held.estimates.values())
    return Statement(
        as_of=as_of,
        rules=tuple(_sentences(rules)),
        counts=tuple((words, claims[mark], estimates[mark]) for mark, words in MARKS.items()),
        waiting=len(held.waiting),
        exposed=held.exposed,
    )


def _sentences(rules: Rules) -> list[str]:
    small, units = rules.small, " and ".join(sorted(rules.small.units))
    told = [
        f"Counts of {small.low} to {small.cover} {units} are told as “{small.shown}”. {small.because}",
        f"No count of {small.low} to {small.high} can be placed within less than {small.width:g}. "
        f"{rules.differences.because}",
    ]
    told += [f"{_about(one)} are told for the {one.to} only. {one.because}" for one in rules.coarse]
    told += [
        f"{_about(one)} are told {one.days} days after their period. {one.because}" for one in rules.delayed
    ]
    return told + [f"Of a {one.what} no words are told. {one.because}" for one in rules.never]


def _about(rule: Coarse | Delayed) -> str:
    measures = f"Counts of people {' or '.join(rule.measures)}" if rule.measures else ""
    places = f"counts at a {' or '.join(rule.place_kinds)}" if rule.place_kinds else ""
    told = " and ".join(filter(None, [measures, places]))
    return told[:1].upper() + told[1:]
