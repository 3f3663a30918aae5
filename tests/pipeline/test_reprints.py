"""Agency copy printed by several papers is one source; the same event told by others is another."""

import tomllib
from dataclasses import replace
from pathlib import Path

from concord.evidence import Document, Figure, PartialDate, Reading, digest
from concord.ledger import Ledger
from concord.pipeline.check import check
from concord.pipeline.reprints import SHARE, reprints, shared
from concord.situation import bundled

HERE = Path(__file__).parent
STORIES = tomllib.loads((HERE / "reprints.toml").read_text("utf-8"))["story"]
TRAINING = HERE.parents[1] / "training"


def _document(text, name="story", published=None):
    return Document(name, digest(text.encode()), "text/plain", text, published=published)


def _shares(story, others):
    return [float(shared([story["text"], other])[0, 1]) for other in others]


def test_copies_share_far_more_than_retellings():
    """The two sides of the threshold, as its description tells them."""
    copies = [share for story in STORIES for share in _shares(story, story["copies"])]
    retold = [share for story in STORIES for share in _shares(story, story["retold"])]
    assert min(copies) > 0.75 > SHARE > 0.05 > max(retold)


def test_every_copy_is_linked_to_the_first_print_and_no_retelling_is():
    texts = [text for story in STORIES for text in (story["text"], *story["copies"], *story["retold"])]
    documents = [_document(text, f"d{at}") for at, text in enumerate(texts)]
    by_text = {document.text: document.id for document in documents}
    assert reprints(documents) == {
        by_text[copy]: by_text[story["text"]] for story in STORIES for copy in story["copies"]
    }


def test_reports_about_the_same_matters_are_no_reprints_of_each_other():
    texts = [path.read_text("utf-8") for path in sorted(TRAINING.glob("*.txt"))]
    assert len(texts) > 100
    assert reprints([_document(text, f"r{at}") for at, text in enumerate(texts)]) == {}


def test_the_earliest_published_is_the_first_print_whenever_it_was_recorded():
    story = STORIES[0]
    late = _document(story["text"], published=PartialDate("2025-04-19"))
    early = _document(story["copies"][0], published=PartialDate("2025-04-18"))
    assert reprints([late, early]) == {late.id: early.id}


def test_without_documents_there_are_no_reprints():
    assert reprints([]) == {}
    assert reprints([_document("", "empty")]) == {}


def test_short_notes_are_never_called_reprints():
    note = "Some 4,200 Afghans crossed on Tuesday."
    assert reprints([_document(note, "a"), _document(note, "b")]) == {}


def test_six_papers_with_one_story_count_once(tmp_path):
    """Without a named source each paper would be a voice of its own."""
    story = STORIES[0]["text"]
    at = story.index("4,200")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for paper in range(6):
            document = replace(_document(story, f"paper {paper}"), publisher=f"Paper {paper}")
            figure = Figure(
                document=document.id,
                start=at,
                end=at + 5,
                text="4,200",
                value=4200,
                measure="returned",
                publisher=document.publisher,
            )
            reading = Reading(document.id, "concord 1", (figure,))
            ledger.record(document, story.encode(), reading, at="2025-04-18T10:00:00+00:00")
        checked = check(ledger, bundled("afghanistan-pakistan"))
    assert len(checked.views) == 6
    assert len(checked.figures) == 1
    assert len(checked.echoes) == 5
