"""Each column is handled, ignored by name, or reported; each figure leads to exactly its cell."""

import re
from pathlib import Path

import pytest

from concord.shapes import Given, LooksLikePersons, RefusedByServer, Shape, parse

ANSWERS = sorted(path for path in (Path(__file__).parent / "answers").iterdir() if path.name != "README.md")


REFUSED = ("kobo_persons.json", "ckan_refused.json")
READABLE = [pytest.param(path.read_bytes(), id=path.name) for path in ANSWERS if path.name not in REFUSED]
TABULAR = [one for one in READABLE if one.id.endswith(".csv")]


@pytest.mark.parametrize("content", READABLE)
def test_a_figure_is_the_words_of_its_cell_and_so_is_every_reason(content, known_words):
    parsed = parse(content, Given(known_words))
    texts = {document.id: document.text for document in parsed.documents}
    for figure in parsed.figures:
        text = texts[figure.document]
        assert text[figure.start : figure.end] == figure.text != ""
        line = text[text.rfind("\n", 0, figure.start) + 1 :].partition("\n")[0]
        assert figure.text in re.split(r" ?\| ?", line)
        for because in figure.because:
            assert text[because.start : because.end].strip()
    for gap in parsed.gaps:
        assert 0 <= gap.start <= gap.end <= len(texts[gap.document])


@pytest.mark.parametrize("content", READABLE)
def test_reading_twice_gives_the_same_figures(content, known_words):
    assert parse(content, Given(known_words)) == parse(content, Given(known_words))


@pytest.mark.parametrize("content", TABULAR)
def test_a_column_that_nobody_knows_is_reported_and_takes_nothing(content, known_words):
    before = parse(content, Given(known_words))
    lines = content.decode("utf-8-sig").splitlines()
    tagged = any(line.startswith("#") for line in lines[:2])
    added = [lines[0] + ",brand_new"] + [line + ",7" for line in lines[1:]]
    if tagged:
        added[1] = lines[1] + ",#brand+new"
    after = parse("\n".join(added).encode(), Given(known_words))
    assert set(after.unhandled) - set(before.unhandled) == {"brand_new"}
    told = [(f.text, f.measure, f.status, f.place, f.period_end) for f in after.figures]
    assert told == [(f.text, f.measure, f.status, f.place, f.period_end) for f in before.figures]


@pytest.mark.parametrize("content", TABULAR)
def test_an_ignored_column_changes_no_figure(content, known_words):
    before = parse(content, Given(known_words))
    assert all(before.ignored.values())
    assert set(before.ignored).isdisjoint(before.unhandled)


def test_rows_that_differ_only_in_an_unknown_column_are_parts(parsed_as):
    words = "Until,Persons,{}\n#date+end,#affected+returnees,{}\n2031-04-09,{},{}\n2031-04-09,{},{}\n"
    parts = parsed_as(words.format("Sector", "#sector", "120", "Health", "80", "Shelter").encode())
    assert [figure.measure for figure in parts.figures] == ["other", "other"]
    assert parts.unhandled == ("Sector",)


def test_persons_are_refused_with_what_was_seen_and_no_word_of_theirs(answer):
    with pytest.raises(LooksLikePersons) as refusal:
        answer("kobo_persons.json")
    told = str(refusal.value)
    assert "'head/full_name' asks for a person" in told
    assert "export counts a site and day" in told
    assert "Invented Name" not in told
    assert "300" not in told


def test_a_server_that_refuses_is_told_in_its_words(answer, parsed_as):
    with pytest.raises(RefusedByServer, match=r"Not found.*check the credential"):
        answer("ckan_refused.json")
    with pytest.raises(RefusedByServer, match="no key"):
        parsed_as(b'{"isSuccess": false, "errorMessages": ["no key"], "result": null}')
    with pytest.raises(RefusedByServer, match="appname"):
        parsed_as(b'{"status": 403, "error": {"message": "appname"}}', Shape.RELIEFWEB)
    with pytest.raises(RefusedByServer, match="identifier"):
        parsed_as(b'{"error": "identifier"}', Shape.HDX_HAPI)
