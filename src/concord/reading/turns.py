"""Questions and answers: who has the floor in an interview, a hearing or a written answer.

Surface forms: Q. ... A. ..., سوال: ... جواب: ..., پرسش: ... پاسخ: ..., پوښتنه: ... ځواب: ...; or, without
such marks, paragraphs that only ask between paragraphs that answer. What an answer says is the word of
whoever is asked, unless it names another voice.
"""

from concord.reading.drafts import Scene
from concord.reading.text import prepare

__all__ = ["Turns"]

_MARKS = frozenset(".:)-")
_ASKING = "?؟"
_FEW = 2  # questions; fewer make no interview
_SHORT = 60  # tokens; a longer paragraph that ends in a question mark is no question
_HEADING = 4  # tokens; "Why now?" heads a section and asks nobody


def _folded(*words: str) -> frozenset[str]:
    return frozenset(prepare(word).words[0] for word in words)


_QUESTION = _folded("q", "question", "سوال", "س", "پرسش", "پوښتنه")
_ANSWER = _folded("a", "answer", "reply", "جواب", "ج", "پاسخ", "ځواب")


class Turns:
    """The paragraphs of a document that ask and those that answer.

    Attributes:
        opening: the first token of the first answer; None where nobody is asked.
    """

    def __init__(self, scene: Scene) -> None:
        self._page = scene.page
        starts = self._starts()
        kinds = {number: self._kind(start, end) for number, (start, end) in starts.items()}
        asked = [number for number, kind in kinds.items() if kind == "question"]
        self._answers: set[int] = set()
        if len(asked) >= _FEW or (asked and "answer" in kinds.values()):
            self._answers = self._following(asked, kinds)
        self.opening = min((starts[number][0] for number in self._answers), default=None)

    def answers(self, sentence: int) -> bool:
        """Whether a sentence stands in an answer."""
        return bool(self._answers) and self._paragraph(sentence) in self._answers

    def _paragraph(self, sentence: int) -> int:
        return self._page.paragraph[self._page.bounds[sentence][0]]

    def _starts(self) -> dict[int, tuple[int, int]]:
        """The first token of each paragraph and the one after its last, without line breaks."""
        found: dict[int, tuple[int, int]] = {}
        for at, word in enumerate(self._page.words):
            if word != "\n":
                number = self._page.paragraph[at]
                found[number] = (found.get(number, (at, at))[0], at + 1)
        return found

    def _kind(self, start: int, end: int) -> str | None:
        words = self._page.words
        if (
            words[start] in _QUESTION | _ANSWER
            and end - start > 1
            and _MARKS & set(words[start + 1 : start + 5])
        ):
            return "question" if words[start] in _QUESTION else "answer"
        asks = words[end - 1] in _ASKING and _HEADING < end - start <= _SHORT
        return "question" if asks else None

    def _following(self, asked: list[int], kinds: dict[int, str | None]) -> set[int]:
        """Answers that are marked, and the plain paragraphs after each question up to the next."""
        found, open_to_answer = set(), False
        for number in sorted(kinds):
            if number in asked:
                open_to_answer = True
            elif kinds[number] == "answer" or open_to_answer:
                found.add(number)
        return found
