"""A change in the language of a reader: its numbers, what it counts, who says so, and why it changed.

Changes hold what English prints; the hedge, the digits and the scope are said again from it.
"""

from concord.evidence import Precision
from concord.publish.changes import OURS, Change, Reason
from concord.publish.disclosure import rules_of, small_shown
from concord.publish.languages.scopes import in_language
from concord.publish.languages.texts import Texts
from concord.publish.words import HEDGES

__all__ = ["change_line", "change_numbers", "change_reason", "change_scope", "change_who", "printed_in"]


def change_line(change: Change, texts: Texts) -> str:
    """One line: numbers, scope, whose word, and the reason."""
    told = f"{change_numbers(change, texts)} · {change_scope(change, texts)} · {change_who(change, texts)}"
    return f"{told} ({change_reason(change, texts)})"


def change_numbers(change: Change, texts: Texts) -> str:
    """The number before and after, or the one there is."""
    before, after = printed_in(change.before, texts), printed_in(change.after, texts)
    if before and after and before != after:
        return texts.say("arrow", group="changes", before=before, after=after)
    return after or before


def change_scope(change: Change, texts: Texts) -> str:
    """Whom, where and when it counts."""
    return change.what if texts.code == "en" else in_language(change.what, texts)


def change_reason(change: Change, texts: Texts) -> str:
    """Why it stands otherwise."""
    if change.reason is Reason.FEW:
        few = texts.number(rules_of().small.cover + 1)
        return texts.say(change.reason, group="reasons", few=few)
    return texts.say(change.reason, group="reasons")


def printed_in(shown: str, texts: Texts) -> str:
    """A printed number as the language writes it; published words and withheld numbers in its own words.

    >>> from concord.publish.languages.texts import texts_of
    >>> printed_in("about 1,200", texts_of("ur"))
    'تقریباً 1,200'
    """
    if shown in ("", small_shown()) or shown.startswith("“"):
        return texts.term(shown) if shown else ""
    for precision, hedge in HEDGES.items():
        if shown.startswith(hedge):
            return _hedged(precision, texts.written(shown.removeprefix(hedge)), texts)
    return texts.written(shown)


def _hedged(precision: Precision, written: str, texts: Texts) -> str:
    return texts.say(precision, group="hedges", number=written)


def change_who(change: Change, texts: Texts) -> str:
    """The claimant, with the party in the language: "Talal Chaudhry (Government of Pakistan)"."""
    name, bracket, party = change.who.rpartition(" (")
    if bracket and party.endswith(")"):
        return f"{texts.term(name)} ({texts.term(party.removesuffix(')'))})"
    return OURS if change.who == OURS else texts.term(change.who)
