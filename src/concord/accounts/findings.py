"""Find: all claims in, every contradiction and doubt out, in a fixed order.

Each kind of finding is a module of its own; this one only runs them over one pool. The
result depends on the set of claims alone, not on the order in which they came.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from concord.accounts.finding import Finding, FindingCode
from concord.accounts.flows import totals_as_flows
from concord.accounts.itself import against_itself
from concord.accounts.labels import relabelled
from concord.accounts.parts import parts_and_totals
from concord.accounts.pool import Pool, pool_of
from concord.accounts.shares import shares_and_counts
from concord.accounts.spans import spans_above_wholes
from concord.accounts.totals import falls
from concord.accounts.wholes import wholes_and_rivals
from concord.evidence import Figure
from concord.situation import Situation

__all__ = ["find"]

KINDS: tuple[Callable[[Pool], Iterator[Finding]], ...] = (
    against_itself,
    falls,
    parts_and_totals,
    wholes_and_rivals,
    spans_above_wholes,
    shares_and_counts,
    totals_as_flows,
    relabelled,
)


def find(figures: Iterable[Figure], situation: Situation) -> tuple[Finding, ...]:
    """Every finding about the figures, in the order of the codes and of the claims in reading.

    Two findings of one sentence are one: the same words printed by several outlets are
    echoes of one contradiction.
    """
    pool = pool_of(figures, situation)
    found: dict[tuple[FindingCode, str], Finding] = {}
    for kind in KINDS:
        for finding in kind(pool):
            sentence = finding.words[:1].upper() + finding.words[1:]
            found.setdefault((finding.code, sentence), replace(finding, words=sentence))
    order = {code: at for at, code in enumerate(FindingCode)}
    return tuple(
        sorted(found.values(), key=lambda finding: (order[finding.code], -finding.relative, finding.words))
    )
