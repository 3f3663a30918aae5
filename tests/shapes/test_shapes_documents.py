"""ReliefWeb, feeds and CKAN: documents to read and leads to follow, no figure made of them here."""

import pytest

from concord.evidence import PartialDate
from concord.shapes import BrokenAnswer, Shape
from concord.shapes.plain import plain_text


def test_a_report_is_a_document_with_its_facts(answer):
    parsed = answer("reliefweb_v2.json")
    report = parsed.documents[0]
    assert (report.publisher, report.language, report.published) == ("IOM", "en", PartialDate("2031-04-10"))
    assert report.address == "https://reliefweb.int/report/afghanistan/flow-monitoring-invented"
    assert "12,345 individuals" in report.text
    assert report.text.startswith(report.title)
    assert parsed.figures == ()


def test_a_body_in_marks_is_read_without_them(answer):
    report = answer("reliefweb_v2.json").documents[1]
    assert report.text.endswith("په تېره اونۍ کې 2,100 کسان راستانه شول.")
    assert "99999" not in report.text
    assert report.publisher == "An office"


def test_attachments_and_reports_without_a_body_are_leads(answer):
    parsed = answer("reliefweb_v2.json")
    assert [lead.media_type for lead in parsed.leads] == ["application/pdf", "text/html", "image/png"]
    assert len(parsed.documents) == 2
    assert parsed.unhandled == ("newField",)
    assert parsed.more is True


@pytest.mark.shared
def test_a_recorded_answer_of_the_older_version_gives_leads(real_answer):
    parsed = real_answer("reliefweb/reports_v1_response.json")
    assert parsed.shape is Shape.RELIEFWEB
    assert (parsed.documents, parsed.rows) == ((), 4)
    titles = [lead.title for lead in parsed.leads]
    assert any("IOM Regional Office" in title for title in titles)


def test_an_item_of_a_feed_is_a_document_and_a_lead(answer):
    parsed = answer("feed_rss.xml")
    (item,) = parsed.documents
    assert item.text == (
        "Over 3,000 return through Torkham\n\n"
        "Officials said 3,042 people returned on Thursday.\nTorkham | 2,100\nChaman | 942"
    )
    assert (item.name, item.publisher, item.language) == ("a-1", "An invented paper", "en")
    assert item.address == "https://paper.example/a?x=1&y=2#feed-item"
    assert item.published == PartialDate("2031-04-10")
    assert [lead.address for lead in parsed.leads] == [
        "https://paper.example/a?x=1&y=2",
        "https://paper.example/b",
    ]
    assert [note.words for note in parsed.notes] == ["item 2 has no words"]


def test_an_item_that_is_still_there_at_the_next_poll_is_the_same_document(bytes_of, parsed_as):
    before = bytes_of("feed_rss.xml")
    after = before.replace(b"<item><title></title>", b"<item><title>More</title><guid>a-2</guid>")
    old, new = (
        parsed_as(content, name="feed", address="https://paper.example/rss").documents
        for content in (before, after)
    )
    assert [item.id for item in new[:1]] == [item.id for item in old]
    assert [item.name for item in new] == ["a-1", "a-2"]


def test_items_without_a_link_have_addresses_of_their_own(parsed_as):
    items = b"<item><title>One</title></item><item><title>Two</title></item>"
    feed = b"<rss version='2.0'><channel>" + items + b"</channel></rss>"
    items = parsed_as(feed, name="f", address="https://paper.example/rss").documents
    assert [item.address for item in items] == [
        "https://paper.example/rss#f-1",
        "https://paper.example/rss#f-2",
    ]


def test_atom_in_urdu(answer):
    (item,) = answer("feed_atom.xml").documents
    assert item.language == "ur"
    assert "2,040" in item.text


def test_a_feed_that_declares_entities_is_refused(parsed_as):
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    )
    with pytest.raises(BrokenAnswer, match="it declares entities"):
        parsed_as(laughs)


def test_a_feed_without_a_feed_in_it(parsed_as):
    with pytest.raises(BrokenAnswer, match="nothing of a feed"):
        parsed_as(b"words", Shape.FEED)


def test_words_that_look_like_an_address_open_nothing(parsed_as):
    with pytest.raises(BrokenAnswer):
        parsed_as(b"http://127.0.0.1:9/feed", Shape.FEED)


def test_what_a_portal_offers(answer):
    parsed = answer("ckan_package.json")
    csv_, xlsx = parsed.leads
    assert (csv_.modified, csv_.licence, csv_.media_type) == ("2031-04-02T10:11:12", "cc-by-igo", "text/csv")
    assert (xlsx.modified, xlsx.media_type) == (None, "xlsx")
    assert parsed.unhandled == ("invented_key",)
    assert "returns.csv | CSV | 2031-04-02T10:11:12" in parsed.documents[0].text
    assert parsed.documents[0].publisher == "UNHCR"


PLAIN = [
    ("no marks & no changes", "no marks & no changes"),
    ("a<br>b", "a\nb"),
    ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
    ("<style>p {}</style>x", "x"),
    ("12&nbsp;345", "12 345"),
    ("<p>unclosed", "unclosed"),
    ("a < b", "a < b"),
]


@pytest.mark.parametrize(("marked", "words"), PLAIN)
def test_marks_become_lines(marked, words):
    assert plain_text(marked) == words
