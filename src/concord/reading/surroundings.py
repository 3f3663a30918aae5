"""The places of a page by sentence, and those that hold beyond the sentence that names them."""

from bisect import bisect_left
from collections import Counter

from concord.reading.drafts import Scene
from concord.reading.toponyms import Mention, find_mentions

__all__ = ["Toponyms", "toponyms_of"]

_LEAD_MARKS = frozenset({".", ":", "\n", "|", "]", "(", ","})
_OPENING = 4  # lines
_LINE = 16  # tokens; a longer line is a sentence


class Toponyms:
    """The places of a page by sentence, and those that hold beyond the sentence that names them.

    Attributes:
        mentions: in the order of the text.
        counts: how often each name occurs.
        site: the place that the report itself is about, as its opening lines name it, if they do.
        leads: by paragraph, the place that opens it: *Chaman.* More than 50,000 · [*Mashhad*, 18 October].
    """

    def __init__(self, scene: Scene) -> None:
        self.mentions = find_mentions(scene)
        self._firsts = [mention.first for mention in self.mentions]
        self.counts = Counter(mention.name for mention in self.mentions)
        self.site = next((m for m in self.mentions if _opens(scene, m)), None)
        self.leads: dict[int, Mention] = {}
        for mention in self.mentions:
            if _leads(scene, mention):
                self.leads.setdefault(scene.page.paragraph[mention.first], mention)

    def within(self, first: int, last: int) -> list[Mention]:
        """The places named at tokens first to last - 1."""
        return self.mentions[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]


def _opens(scene: Scene, mention: Mention) -> bool:
    """Whether a place stands in one of the lines that open a report: ISLAM QALA RECEPTION CENTRE."""
    sentence = scene.page.sentence[mention.first]
    first, last = scene.page.bounds[sentence]
    line = last - first <= _LINE and scene.page.words[last - 1] == "\n"
    return line and sentence < _OPENING and mention.form != "label"


def _leads(scene: Scene, mention: Mention) -> bool:
    """Whether a place opens its paragraph, after no more than a number, a time or a mark."""
    words, paragraph = scene.page.words, scene.page.paragraph
    if mention.last < len(words) and words[mention.last] not in _LEAD_MARKS:
        return False
    at = mention.first
    while at and paragraph[at - 1] == paragraph[mention.first] and words[at - 1] != "\n":
        at -= 1
    return not any(
        word.isalpha() and len(word) > 1 and not _is_kind(scene, i)
        for i, word in enumerate(words[at : mention.first], at)
    )


def _is_kind(scene: Scene, at: int) -> bool:
    return scene.starting(at, "place_kind") is not None


def toponyms_of(scene: Scene) -> Toponyms:
    """The places of a scene, found once."""
    if scene.toponyms is None:
        scene.toponyms = Toponyms(scene)
    return scene.toponyms
