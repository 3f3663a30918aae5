"""Files with mistakes: every one is told, all at once, with file and path."""

import shutil
from pathlib import Path

import pytest

from concord.errors import ConcordError
from concord.situation import SituationHasMistakes, bundled, load_situation

TINY = Path(__file__).with_name("tiny")
SHAPE_OF_A_PLACE = "a country stands alone, a crossing has sides, any other place is within one"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


# File, its words, the words in their place, what the report says, and the path it gives.
BROKEN = [
    ("deadlines.toml", '"blue-ticket"', '"AAC"', 'unknown status "AAC"', "$.validity[0].status"),
    ("deadlines.toml", '"crown"', '"duke"', 'unknown party "duke"', "$.validity[0].party"),
    ("deadlines.toml", "[[validity]]", "[[validities]]", 'unknown table "validities"', "$.validities"),
    ("places.toml", 'within = "sandby-shire"', 'within = "x"', 'unknown place "x"', "$.place[3].within"),
    ("places.toml", '["NOR", "sandby-shire"]', '["NOR", "x"]', 'unknown place "x"', "$.place[6].sides[1]"),
    ("places.toml", '"sandby-town"', '"newport-south"', '"newport-south" is declared twice', "$.place[5]"),
    ("places.toml", 'sides = ["NOR", "sandby-shire"]', 'within = "NOR"', SHAPE_OF_A_PLACE, "$.place[6]"),
    (
        "measures.toml",
        'part_of = "sailed"',
        'part_of = "swam"',
        'unknown measure "swam"',
        "$.measure[1].part_of",
    ),
    (
        "measures.toml",
        'part_of = "sailed"',
        'part_of = "shipped"',
        '"shipped" is inside itself',
        "$.measure[1]",
    ),
    (
        "statuses.toml",
        'confers = ["A berth."]',
        'parts = ["x"]',
        'unknown status "x"',
        "$.status[0].parts[0]",
    ),
    ("statuses.toml", '["gazette"]', '["rumour"]', 'unknown source "rumour"', "$.status[0].sources[0]"),
    ("statuses.toml", '["gazette"]', "[]", "at least one is needed", "$.status[0].sources"),
    ("statuses.toml", 'label = "Blue ticket"', "", 'missing field "label"', "$.status[0].label"),
    ("statuses.toml", "confers", "confirs", 'unknown field "confirs"', "$.status[0].confirs"),
    ("parties.toml", 'country = "SUD"', 'country = "x"', 'unknown place "x"', "$.party[0].country"),
    ("situation.toml", 'host = "SUD"', 'host = "x"', 'unknown place "x"', "$.host"),
    ("situation.toml", 'id = "two-islands"', "", 'missing field "id"', "$.id"),
]


@pytest.mark.parametrize(("file", "words", "others", "message", "path"), BROKEN)
def test_a_mistake_is_told_with_its_path(
    folder: Path, file: str, words: str, others: str, message: str, path: str
) -> None:
    _replace(folder / file, words, others)
    assert _mistakes(folder) == [f"{message} @ {file} {path}"]


def test_all_mistakes_of_all_files_are_told_at_once(folder: Path) -> None:
    _replace(folder / "statuses.toml", "confers", "confirs")
    _replace(folder / "deadlines.toml", '"crown"', '"duke"')
    _replace(folder / "measures.toml", 'kind = "flow"', 'kind = "tide"')
    _replace(folder / "parties.toml", "[[party]]", "[[parties]]")
    told = _mistakes(folder)
    assert {message.partition(" @ ")[2].partition(" ")[0] for message in told} == {
        *("statuses.toml", "deadlines.toml", "measures.toml", "parties.toml")
    }


def test_places_that_contain_each_other_are_told(folder: Path) -> None:
    _replace(folder / "places.toml", 'within = "SUD"\nsources', 'within = "sandby-town"\nsources')
    told = _mistakes(folder)
    assert '"sandby-shire" is inside itself @ places.toml $.place[2]' in told
    assert '"sandby-town" is inside itself @ places.toml $.place[3]' in told
    assert not any("ferry" in message for message in told), "it leads to the circle but is not in it"


def test_a_day_that_does_not_exist_is_told(folder: Path) -> None:
    phases = """
        [[phase]]
        code = "first"
        label = "First"
        claims = [{ party = "crown", label = "first", start = "1901-02-30", sources = ["gazette"] }]
    """
    (folder / "phases.toml").write_text(phases, encoding="utf-8")
    assert _mistakes(folder) == ["day is out of range for month @ phases.toml $.phase[0].claims[0].start"]


def test_the_parts_of_an_identity_come_from_the_dimension_it_splits(folder: Path) -> None:
    identity = """
        [[identity]]
        code = "split"
        label = "Split"
        over = "%s"
        parts = ["blue-ticket", "red"]
        sources = ["gazette"]
    """
    measures = (TINY / "measures.toml").read_text(encoding="utf-8")
    (folder / "measures.toml").write_text(measures + identity % "status", encoding="utf-8")
    assert _mistakes(folder) == ['unknown status "red" @ measures.toml $.identity[0].parts[1]']
    (folder / "measures.toml").write_text(measures + identity % "manner", encoding="utf-8")
    assert load_situation(folder).identities[0].parts == ("blue-ticket", "red")


def test_a_file_that_is_no_toml_is_told_before_what_follows_from_it(folder: Path) -> None:
    (folder / "places.toml").write_text("[[place", encoding="utf-8")
    (folder / "sources.toml").write_bytes(b"\xff")
    told = _mistakes(folder)
    assert [message.partition(":")[0] for message in told] == ["not TOML", "not TOML"]
    assert told[0].endswith("@ sources.toml $")
    assert told[1].endswith("@ places.toml $")


def test_a_folder_that_holds_no_situation_is_refused(tmp_path: Path) -> None:
    assert _mistakes(tmp_path) == ["file is missing @ situation.toml $"]
    with pytest.raises(ConcordError):
        bundled("atlantis")


def _replace(file: Path, words: str, others: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert words in content
    file.write_text(content.replace(words, others, 1), encoding="utf-8")


def _mistakes(folder: Path) -> list[str]:
    with pytest.raises(SituationHasMistakes) as caught:
        load_situation(folder)
    assert str(caught.value) == "\n".join(map(str, caught.value.mistakes))
    return [str(mistake) for mistake in caught.value.mistakes]
