"""The precision of a figure, from the words beside it."""

import pytest

from concord.evidence import Document
from concord.reading.reader import Reader
from concord.situation import bundled

HEDGES = [
    ("907 refugees came.", ["exact"]),
    ("Some 84,000 refugees came.", ["about"]),
    ("The 13 lakh-odd refugees came.", ["about"]),
    ("At least 13 refugees and no more than 90 deportees came.", ["at_least", "at_most"]),
    ("Two hundred plus persons came.", ["at_least"]),
    ("Nine hundred refugees, perhaps less, came.", ["at_most"]),
    ("Nearly 40 men and 30 women came.", ["about", "about"]),
    ("Nearly 40 men from the hill camps and 30 women came.", ["about", "about"]),
    ("He counts 12,400 refugees for the week, roughly, and no deportees.", ["about"]),
    ("On Friday 26,000 refugees (est.) came.", ["about"]),
    ("They sheltered 10,000 refugees there, at the very most.", ["at_most"]),
    ("Police say 27 refugees came.", ["exact"]),
    ("Between 4,000 and 5,000 refugees came.", ["range"]),
    ("Thousands of refugees came.", ["vague"]),
]


@pytest.mark.parametrize(("text", "expected"), HEDGES)
def test_words_beside_a_number_tell_its_precision(text: str, expected: list[str]) -> None:
    scene = READER.scene(Document("note", "", "text/plain", text))
    assert [str(draft.get("precision")) for draft in READER.drafts(scene)] == expected


READER = Reader(bundled("afghanistan-pakistan"))
