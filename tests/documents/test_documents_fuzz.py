"""Any bytes near those of a sound file give documents or errors of ours, in every format."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.documents import Part, UnreadableDocument, parts_of, read_part
from concord.evidence import digest

SEEDS = Path(__file__).parent / "seeds"
KEPT = sorted(SEEDS.glob("found-*"))  # inputs that once did what they must not
FORMATS = {path.name.partition(".")[2]: path.read_bytes() for path in sorted(SEEDS.glob("report.*"))}
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 64), st.binary(max_size=16), st.integers(1, 4)),
    min_size=1,
    max_size=6,
)


def read_whole(content: bytes, name: str) -> None:
    for part in parts_of(content, name):
        if isinstance(part, Part):
            try:
                document = read_part(part).document
            except UnreadableDocument:
                continue
            assert document.sha256 == digest(part.content)
            assert document.text.strip()
            assert document.id
        else:
            assert str(part)


@pytest.mark.parametrize("suffix", FORMATS)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(changes=CHANGES)
def test_changed_bytes_give_documents_or_errors_of_ours(
    suffix: str, changes: list[tuple[float, int, bytes, int]]
) -> None:
    content = FORMATS[suffix]
    for place, cut, put, times in changes:
        at = int(place * len(content))
        content = content[:at] + put * times + content[at + cut :]
    read_whole(content, f"fuzz.{suffix}")


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_what_once_went_wrong_does_not_any_more(path: Path) -> None:
    read_whole(path.read_bytes(), path.name)
