"""What can go wrong when days are worked out from totals, or days ahead from days."""

from concord.errors import ConcordError

__all__ = ["BadScenario", "NothingToGoOn", "OutsideTheGrid", "TotalsContradict", "UnknownSeries"]


class NothingToGoOn(ConcordError):
    """Neither a claim nor a total says how many people there were; carries what was looked for."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        super().__init__(f"no {wanted}: give claims of a period with a start and an end, or balanced totals")


class OutsideTheGrid(ConcordError):
    """A period has days that the series do not have; carries the claim's name and its period."""

    def __init__(self, name: str, start: object, end: object) -> None:
        self.name, self.start, self.end = name, start, end
        super().__init__(
            f"{name}: {start} to {end} is no period inside the days asked for; widen --from or --to"
        )


class UnknownSeries(ConcordError):
    """A crossing or a status is not among those asked for; carries the word and those that are there."""

    def __init__(self, word: str, known: tuple[str, ...]) -> None:
        self.word, self.known = word, known
        super().__init__(f"{word!r} is none of {', '.join(known) or 'no names at all'}")


class TotalsContradict(ConcordError):
    """Balanced totals cannot all be met by flows of no less than zero; carries the worst and its miss."""

    def __init__(self, name: str, miss: float) -> None:
        self.name, self.miss = name, miss
        super().__init__(
            f"the balanced totals contradict each other: {name} is missed by {miss:,.1f} persons; "
            "balance the account first"
        )


class BadScenario(ConcordError):
    """A scenario's data are not of its form; carries every mistake with its path."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("the scenario has mistakes: " + "; ".join(mistakes))
