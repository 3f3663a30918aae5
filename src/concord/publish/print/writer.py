"""What every part of a sheet is said with: the language, claims and sources by id, notes and addresses."""

from collections.abc import Sequence
from dataclasses import dataclass

from concord.publish import words
from concord.publish.balances import Balance
from concord.publish.briefing import Briefing, Claim, Said, SourceText
from concord.publish.languages import Texts, amount, in_language
from concord.publish.print.sheet import Note, Run

__all__ = ["QUOTE_WORDS", "Writer"]

QUOTE_WORDS = 15  # of a source, so that the words are a quotation and no reprint
RELEASED = frozenset({"estimates", "figures"})  # what has an address of its own in every release
AROUND = 6  # words before the number in a quote
# Marks of Unicode's bidirectional algorithm: words of another direction keep their own order.
ISOLATE, END = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Writer:
    """The briefing and the language that says it."""

    briefing: Briefing
    texts: Texts
    claims: dict[str, Claim]
    sources: dict[str, SourceText]

    @classmethod
    def of(cls, briefing: Briefing, texts: Texts) -> "Writer":
        """A writer of that briefing."""
        return cls(briefing, texts, {c.id: c for c in briefing.claims}, {s.id: s for s in briefing.sources})

    def say(self, key: str, **values: str) -> str:
        """A sentence of the language."""
        return self.texts.say(key, **values)

    def isolated(self, text: str) -> str:
        """The text in its own direction, where the line runs from the right."""
        return f"{ISOLATE}{text}{END}" if self.texts.direction == "rtl" else text

    def address(self, kind: str, identifier: str) -> str:
        """Where a figure, an estimate or a site stands for good; empty where the record is served nowhere.

        What a signed release tells is found as it stood in that release.
        """
        if not self.briefing.address or not identifier:
            return ""
        release = self.briefing.release
        base = f"releases/{release.number}/" if release is not None and kind in RELEASED else ""
        return f"{self.briefing.address}{base}{kind}/{identifier}/"

    def value(self, balance: Balance, number: float) -> str:
        """A number of an estimate to the digits that its interval bears."""
        return self.texts.written(words.readable(number, balance.wide))

    def quoted(self, text: str) -> str:
        """The first words of a text between the marks of the language."""
        pieces = text.split()
        cut = " ".join(pieces[:QUOTE_WORDS]) + (" …" if len(pieces) > QUOTE_WORDS else "")
        return self.say("quote", words=self.isolated(cut))

    def where(self, source: SourceText) -> str:
        """Who published it, and when."""
        told = [self.isolated(source.publisher or source.title or source.name)]
        if source.published:
            told.append(self.isolated(self.texts.day(source.published)))
        return self.say("comma").join(told)

    def where_of(self, said: Said) -> str:
        """Who published what somebody said, and when."""
        source = self.sources.get(said.document)
        return self.isolated(said.document) if source is None else self.where(source)

    def claim(self, claim: Claim) -> tuple[Run, ...]:
        """A claim with its number, claimant, scope, and the note that leads to its words."""
        texts = self.texts
        who = self.isolated(texts.term(claim.party_label if claim.party else claim.claimant))
        number = self.isolated(amount(claim, texts))
        scope = in_language(claim.what, texts)
        return (
            Run(number, bold=True, link=self.address("figures", claim.id)),
            Run(f" {who}{self.say('comma')}{scope}", note=self.note(claim)),
        )

    def behind(self, balance: Balance) -> Note | None:
        """The words of the claim that moves an estimate most."""
        own = (claim for told in balance.own for claim in told.claims)
        known = (self.claims[c] for c in (*balance.claims, *own) if c in self.claims)
        return next((note for note in map(self.note, known) if note is not None), None)

    def note(self, claim: Claim) -> Note | None:
        """At most fifteen words around a number, and where they stand."""
        source = self.sources.get(claim.document)
        if source is None or claim.start is None or claim.end is None:
            return None
        start = claim.start
        passage = next((p for p in source.passages if p.start <= start < p.start + len(p.text)), None)
        if passage is None:
            return None
        at = start - passage.start
        before = passage.text[:at].split()[-AROUND:]
        quote = " ".join([*before, *passage.text[at:].split()][:QUOTE_WORDS])
        return Note(quote, self.where(source))

    def row(self, cells: Sequence[str]) -> tuple[tuple[Run, ...], ...]:
        """A row of a table without notes."""
        return tuple((Run(cell),) if cell else () for cell in cells)
