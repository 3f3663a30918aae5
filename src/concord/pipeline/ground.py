"""What an export knows of the evidence before its first row: the parties' word, and what may leave.

Of most figures nobody says anything and no rule asks anything, so little of it is held: views of the figures
that decisions name, ids that a rule is about, and where numbers stand that no quote may tell.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import compress, repeat

import numpy as np

from concord.committee import View, apply, carried
from concord.errors import ConcordError
from concord.evidence import Decision, Figure
from concord.evidence.written import WrittenFigure, as_written
from concord.ledger import Ledger, NotInLedger
from concord.pipeline.check import Checked
from concord.pipeline.leaving import treatment
from concord.pipeline.versions import spoken_by
from concord.publish.disclosure import Gathered, Held, rules_of, withheld
from concord.publish.exports.said import Spans, unsaid_spans
from concord.situation import Situation

__all__ = ["SCOPES", "Ground", "TooManyScopes", "can_be_balanced", "ground_of", "ground_of_claims"]

SCOPES = 1_000  # of one account: with 300 it takes 5 s and 0.3 GB, with 1,000 already 154 s and 1.8 GB


class TooManyScopes(ConcordError):
    """The figures speak of more scopes than one account is made of; findings need the account too."""

    def __init__(self) -> None:
        super().__init__(
            f"this ledger speaks of more than {SCOPES:,} scopes: no account is made of so many. "
            "Its claims can be exported; for an account say --as-of an earlier day, or keep a ledger a topic"
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known of the evidence up to an entry of the log.

    Attributes:
        views: of figures that the parties spoke of, and maybe of others, by id.
        aside: documents that speak no more, because their page was got anew.
        hidden: ids that no row may name: a digest gives a small number away to who knows the rest.
        held: what may leave. unsaid: where numbers stand that no quote may tell, by document.
    """

    last: int
    views: Mapping[str, View] = field(default_factory=dict)
    aside: Collection[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    held: Held = field(default_factory=Held)
    unsaid: Spans = field(default_factory=dict)


def ground_of(checked: Checked, held: Held, last: int) -> Ground:
    """The same out of evidence that stands in memory with its account."""
    views = {view.id: view for view in checked.views}
    small = (v for v in checked.views if withheld(v.figure.value, v.figure.unit))
    return Ground(
        last,
        views,
        {one.id for one in checked.documents} - set(spoken_by(checked.documents).values()),
        frozenset(one for view in small for one in (view.id, view.figure.id)),
        held,
        unsaid_spans({view.id: view.figure for view in checked.views}, held),
    )


def can_be_balanced(ledger: Ledger, last: int) -> bool:
    """Whether an account is made of the figures up to an entry."""
    return ledger.scopes(last, SCOPES + 1) <= SCOPES


def ground_of_claims(
    ledger: Ledger, situation: Situation, last: int, decisions: Iterable[Decision], day: date
) -> Ground:
    """What is known of claims without an account, in one pass over the ledger and little memory."""
    aside, pages = _aside(ledger, last)
    views = {view.id: view for view in _views(ledger, list(decisions), last, aside, pages)}
    gathered = Gathered(rules_of(), treatment(situation, rules_of()), day)
    for portion in ledger.passing(last, documents=False):
        stands = [one.document not in aside for one in portion.figures] if aside else repeat(True)
        figures = [_as_told(one, views) if one.id in views else one for one in portion.figures]
        gathered.add(list(compress(portion.entries, stands)), list(compress(figures, stands)))

    def kept(entries: Collection[int]) -> Iterator[tuple[int, WrittenFigure]]:
        return ((entry, _as_told(figure, views)) for entry, figure in ledger.beside(entries))

    held, unsaid = gathered.held(kept)
    corrected = {views[one].figure.id for one in gathered.hidden if one in views}
    return Ground(last, views, aside, frozenset(gathered.hidden | corrected), held, unsaid)


def _as_told(figure: WrittenFigure, views: Mapping[str, View]) -> WrittenFigure:
    """A figure as the parties' corrections leave it, under its own id."""
    view = views.get(figure.id)
    return figure if view is None else as_written(view.figure, figure.id)


def _aside(ledger: Ledger, last: int) -> tuple[frozenset[str], Mapping[str, list[str]]]:
    """Documents whose page was got anew, and the versions of each such page in the order of the log.

    Only digests of the addresses are held at first: most pages are got once.
    """
    digests = np.fromiter((hash(address or one) for one, address in ledger.pages(last)), np.int64)
    found, times = np.unique(digests, return_counts=True)
    again = set(found[times > 1].tolist())
    pages: dict[str, list[str]] = {}
    if again:
        for one, address in ledger.pages(last):
            if hash(address or one) in again:
                pages.setdefault(address or one, []).append(one)
    return frozenset(one for versions in pages.values() for one in versions[:-1]), pages


def _views(
    ledger: Ledger,
    decisions: list[Decision],
    last: int,
    aside: Collection[str],
    pages: Mapping[str, list[str]],
) -> tuple[View, ...]:
    """Views of the figures that decisions name, after carrying them over to the claims that stand now."""
    named = {claim for decision in decisions for claim in decision.claims}
    standing = [(at, one) for at, one in ledger.standing(named, last) if one.document not in aside]
    earlier = dict(_earlier(ledger, named - {one.id for _, one in standing}))
    versions = {one: page for page, ids in pages.items() for one in ids}
    old = {figure.document for figure in earlier.values()}
    near = old | {one for document in old for one in pages.get(versions.get(document, ""), ())}
    beside = ledger.beside(ledger.newest(sorted(near - set(aside)), last))
    figures = [one.figure() for one in _in_order(standing, beside)]
    told = carried(decisions, figures, earlier, versions)
    wanted = {claim for decision in told for claim in decision.claims}
    return tuple(view for view in apply(told, figures) if view.id in wanted)


def _in_order(
    some: Iterable[tuple[int, WrittenFigure]], whole: Iterable[tuple[int, WrittenFigure]]
) -> list[WrittenFigure]:
    """Figures of some readings and all of others, each once, in the order of the log."""
    readings: dict[int, list[WrittenFigure]] = {}
    for entry, figure in whole:
        readings.setdefault(entry, []).append(figure)
    complete = set(readings)
    for entry, figure in some:
        if entry not in complete:
            readings.setdefault(entry, []).append(figure)
    return [figure for entry in sorted(readings) for figure in readings[entry]]


def _earlier(ledger: Ledger, claims: Iterable[str]) -> Iterator[tuple[str, Figure]]:
    for claim in claims:
        with suppress(NotInLedger):  # a statement
            yield claim, ledger.figure(claim).record
