"""The page: every number leads to its words, nothing in a document is live, nothing is fetched."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from concord.accounts import balance_claims, find
from concord.evidence import Document, Figure
from concord.publish import Briefing, page
from concord.publish.page import linked
from concord.situation import Situation

EMPTY = {"meta", "link", "br"}
DIGITS = re.compile(r"\d[\d,.]*\d|\d")


class Reader(HTMLParser):
    """Collects what the tests ask of a page: ids, links, marks and headings with their words, open tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.marks: dict[str, str] = {}
        self.headings: list[str] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in told.items()]
        if "id" in told:
            self.ids.append(told["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag not in EMPTY:
            self.open.append((tag, {**told, "words": ""}))

    def handle_endtag(self, tag: str) -> None:
        opened, told = self.open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        if tag == "a":
            self.links.append((told.get("href", ""), told["words"]))
        if tag == "mark" and "id" in told:
            self.marks[told["id"]] = told["words"]
        if self.open:
            self.open[-1][1]["words"] += told["words"]

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1][1]["words"] += data


@pytest.fixture(scope="module")
def html(briefing: Briefing) -> str:
    return page(briefing)


@pytest.fixture(scope="module")
def read(html: str) -> Reader:
    return Reader(html)


def test_every_link_inside_the_page_arrives(read: Reader) -> None:
    inner = [href[1:] for href, _ in read.links if href.startswith("#")]
    assert inner
    assert set(inner) <= set(read.ids)


def test_every_id_is_given_once(read: Reader) -> None:
    assert len(read.ids) == len(set(read.ids))


def test_highlighted_words_are_the_words_of_the_figure(read: Reader, briefing: Briefing) -> None:
    for claim in briefing.claims:
        if claim.start is not None:
            assert read.marks[f"f-{claim.id}"] == claim.text


def test_highlighted_words_are_the_words_of_the_statement(read: Reader, briefing: Briefing) -> None:
    for exchange in briefing.exchanges:
        for said in (exchange.opening, *exchange.answers):
            assert read.marks[f"f-{said.id}"] == said.text


def test_every_estimate_and_every_claimed_number_is_a_link_to_marked_words(read: Reader) -> None:
    shown = {words for href, words in read.links if href[1:] in read.marks}
    for number in ("907,391", "907,351", "84,871", "885,902", "857,157", "800,000", "about 1,300,000"):
        assert number in shown
    assert "822,500" in shown


def test_every_number_in_the_words_of_a_finding_is_a_link(html: str, briefing: Briefing) -> None:
    sentences = re.findall(r'<span class="kind">.*?</h3>', html, re.S)
    assert len(sentences) == len(briefing.disputes)
    for sentence in sentences:
        outside = re.sub(r"<a .*?</a>", "", sentence, flags=re.S)
        assert not DIGITS.findall(re.sub(r"<[^>]*>", "", outside))


def test_a_number_is_not_linked_inside_a_longer_one(briefing: Briefing) -> None:
    claim = next(claim for claim in briefing.claims if claim.text == "84,871")
    assert linked("184,871 and 84,871.", [claim]) == [
        ("184,871 and ", None),
        ("84,871", claim.id),
        (".", None),
    ]


def test_marked_words_lead_back_to_where_they_are_used(read: Reader, briefing: Briefing) -> None:
    first = briefing.disputes[0].claims[0]
    assert (f"#u-{first}", "907,391") in read.links


def test_nothing_is_fetched_and_nothing_runs(read: Reader) -> None:
    tags = {tag for tag, _, _ in read.attributes}
    assert not tags & {"script", "iframe", "img", "object", "embed", "form", "base"}
    fetching = [(t, n, v) for t, n, v in read.attributes if n in ("src", "srcset", "data", "action")]
    assert fetching == []
    outside = [(t, n) for t, n, v in read.attributes if v.startswith(("http:", "https:", "//"))]
    assert set(outside) <= {("a", "href"), ("svg", "xmlns"), ("svg", "xmlns:xlink")}
    assert not any(name.startswith("on") for _, name, _ in read.attributes)


def test_markup_in_a_document_is_inert(
    composed: Callable[..., Briefing],
    documents: tuple[Document, ...],
    figures: tuple[Figure, ...],
    situation: Situation,
) -> None:
    hostile = '<script>alert(1)</script> "><img src=x onerror=alert(1)> 907,391 {{ 7*7 }}'
    bad = replace(documents[0], text=hostile, title=hostile, publisher=hostile, address="javascript:alert(1)")
    start = hostile.index("907,391")
    claim = replace(figures[0], document=bad.id, start=start, end=start + 7, source=hostile, place=hostile)
    nothing = balance_claims((), situation)
    told = composed(documents=(bad,), figures=(claim,), statements=(), account=nothing, findings=())
    read = Reader(page(told))
    assert not {tag for tag, _, _ in read.attributes} & {"script", "img"}
    assert not any(value.startswith("javascript:") for _, _, value in read.attributes)
    assert read.marks[f"f-{claim.id}"] == "907,391"


def test_headings_are_in_order_with_one_title(read: Reader) -> None:
    levels = [int(heading[1]) for heading in read.headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_can_be_scrolled_by_keyboard(html: str) -> None:
    assert html.count("<table>") == html.count("<caption>") == html.count('tabindex="0"><table>')


def test_a_document_stands_in_its_language_and_direction(html: str) -> None:
    assert '<div class="text" lang="ur" dir="rtl">' in html
    assert '<div class="text" lang="en" dir="auto">' in html


def test_the_table_stands_alone_without_the_picture(briefing: Briefing) -> None:
    html = page(briefing, pictures=False)
    assert "<svg" not in html
    assert "The picture needs the extra" in html
    assert "<details open>" in html


def test_the_same_briefing_gives_the_same_page(briefing: Briefing, html: str) -> None:
    assert page(briefing) == html


def test_a_briefing_of_nothing_is_a_page(composed: Callable[..., Briefing], situation: Situation) -> None:
    nothing = balance_claims((), situation)
    told = composed(documents=(), figures=(), statements=(), account=nothing, findings=())
    assert "No contradiction was found" in page(told)


def test_a_real_account_leads_to_its_words(
    composed: Callable[..., Briefing], figures: tuple[Figure, ...], situation: Situation
) -> None:
    told = composed(account=balance_claims(figures, situation), findings=find(figures, situation))
    read = Reader(page(told, pictures=False))
    assert {href[1:] for href, _ in read.links if href.startswith("#")} <= set(read.ids)
