"""How to read a briefing: the paragraphs that every briefing carries."""

__all__ = ["HOW_TO_READ"]

HOW_TO_READ = (
    "Every number is somebody's claim until the account balances it. The claimant stands beside each"
    " claimed number; following the number leads to the words in the document that carry it.",
    "An estimate is Concord's own: the value that disturbs all usable claims least while the sums that must"
    " hold do hold. The true number is expected inside the 80 % interval four times out of five, and inside"
    " the 95 % interval nineteen times out of twenty. Digits finer than the interval are not printed.",
    "Figures of different parties are never added up. Two totals compare only from the same base date, for"
    " the same people and the same kind of movement; returns include deportations.",
    "A contradiction is a question, not a verdict. The likely causes are listed in order; which of the"
    " claims is right is for the parties to say.",
    "Counts of one to nine people are printed as “fewer than 10”. Documents are quoted as published.",
)
