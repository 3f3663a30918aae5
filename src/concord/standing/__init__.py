"""Where somebody stands: a function of the paper held, a day, and the day of knowledge.

Nothing here knows who asks. What is told follows from the acts of the situation that were announced by
the day of knowledge; every sentence carries the act and the sources that it rests on.
"""

from concord.standing.answer import Sentence, SentenceKind, Standing, stand
from concord.standing.question import NothingKnownYet, Question, UnclearStandQuestion, asked
from concord.standing.record import as_record
from concord.standing.state import State
from concord.standing.texts import LANGUAGES, Texts, UnknownLanguage, texts_of

__all__ = [
    "LANGUAGES",
    "NothingKnownYet",
    "Question",
    "Sentence",
    "SentenceKind",
    "Standing",
    "State",
    "Texts",
    "UnclearStandQuestion",
    "UnknownLanguage",
    "as_record",
    "asked",
    "stand",
    "texts_of",
]
