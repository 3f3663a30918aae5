"""HTML: the main text with every figure of it, and what the page declares of itself."""

import pytest

from concord.documents import BrokenDocument, EmptyDocument, OversizedDocument, read_document
from concord.documents.html import MAX_HTML_BYTES, read_html
from concord.evidence import PartialDate

FILLER = "".join(
    f"<p>On day {day} of the drive the office at the crossing wrote down {day * 311:,} arrivals "
    "and said that more people were on the road behind them.</p>"
    for day in range(1, 12)
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Returns rise | The Border Post</title>
<meta property="og:title" content="Returns rise"><meta property="og:site_name" content="The Border Post">
<meta property="article:published_time" content="2025-04-18T14:05:00+05:00">
<link rel="canonical" href="https://example.org/2025/returns-rise"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/gold">Gold at 3,300 dollars</a></li></ul></nav>
<article><h1>Returns rise</h1>
<p>The minister said that 907,391<sup>1</sup> people had <b>left</b>
the country, and a further
<span>12</span>,000 would.</p>{FILLER}
<p>Of the arrivals of the day:</p>
<ul><li>25,320 ACC holders<ul><li>of whom 412 by bus</li></ul></li><li>1,204 PoR holders</li></ul>
<table><tr><th>Status</th><th>Low</th><th>High</th></tr>
<tr><td>ACC</td><td>25,320</td><td>26,100</td></tr>
<tr><td>Undocumented</td><td></td><td><ul><li>3,007</li></ul></td></tr></table>
<figure><img src="x.jpg"><figcaption>Some 84,871 waited at Torkham.</figcaption></figure>
<p>First line<br>second line.</p></article>
<aside>Most read: 77 hurt</aside><footer>Copyright 2025</footer>
<script>var n = 99123;</script></body></html>"""


def read(page: str, encoding: str = "utf-8") -> str:
    return read_document(page.encode(encoding), name="page.html").text


def published_of(head: str) -> str | None:
    page = f"<html><head>{head}</head><body><p>On 3 May 2024 some 84,871 returned.</p></body></html>"
    published = read_document(page.encode(), name="page.html").published
    return None if published is None else published.text


def test_a_news_page_gives_its_main_text_line_by_line() -> None:
    lines = read(PAGE).splitlines()
    assert lines[:2] == [
        "Returns rise",
        "The minister said that 907,391 [1] people had left the country, and a further 12,000 would.",
    ]
    assert lines[-10:] == [
        "Of the arrivals of the day:",
        "25,320 ACC holders",
        "of whom 412 by bus",
        "1,204 PoR holders",
        "Status | Low | High",
        "ACC | 25,320 | 26,100",
        "Undocumented | | 3,007",
        "Some 84,871 waited at Torkham.",
        "First line",
        "second line.",
    ]


@pytest.mark.parametrize("frame", ["Home", "3,300", "77 hurt", "Copyright", "99123"])
def test_menus_teasers_and_scripts_are_left_out(frame: str) -> None:
    assert frame not in read(PAGE)


def test_what_the_page_declares_is_taken() -> None:
    document = read_document(PAGE.encode(), name="https://example.org/page.aspx")
    assert (document.title, document.publisher) == ("Returns rise", "The Border Post")
    assert document.published == PartialDate("2025-04-18")
    assert document.address == "https://example.org/2025/returns-rise"
    assert (document.language, document.media_type) == ("en-GB", "text/html")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2025-04-18">', "2025-04-18"),
        ('<meta name="DC.date" content="2023-11">', "2023-11"),  # a month stays a month
        ('<meta name="date" content="2025-02-30">', None),  # no such day
        ('<meta name="date" content="18/04/25">', None),  # a guess would be needed
        ('<meta property="article:modified_time" content="2025-04-18">', None),  # a change is no publication
    ],
)
def test_the_date_of_publication_is_declared_or_unknown(head: str, published: str | None) -> None:
    assert published_of(head) == published


@pytest.mark.parametrize(
    ("facts", "published"),
    [
        ('{"@type": "NewsArticle", "datePublished": "2025-04-17T23:10Z"}', "2025-04-17"),
        ('{"@graph": [{"@type": "WebPage"}, {"@type": ["Report"], "datePublished": "2025"}]}', "2025"),
        ('[{"@type": "BlogPosting", "datePublished": "2025-04"}]', "2025-04"),
        ('{"@type": "WebSite", "datePublished": "2019-01-01"}', None),  # that of the site
        ('{"@type": "Article", "datePublished": 2025}', None),
        ("{broken", None),
    ],
)
def test_linked_data_declares_the_date_of_its_article_only(facts: str, published: str | None) -> None:
    assert published_of(f'<script type="application/ld+json">{facts}</script>') == published


def test_linked_data_gives_title_and_publisher_where_the_head_does_not() -> None:
    facts = '{"@type": "Article", "headline": "Daily count", "publisher": {"name": "Home Department"}}'
    page = f'<html><head><script type="application/ld+json">{facts}</script></head><body>84,871</body></html>'
    document = read_document(page.encode(), name="page.html")
    assert (document.title, document.publisher) == ("Daily count", "Home Department")


def test_a_short_page_keeps_its_table_and_list() -> None:
    table = "<table><tr><td>Men</td><td>3,669</td></tr></table>"
    page = f"<html><body><h1>Torkham</h1>{table}<ul><li>25 <b>PoR</b> holders</li></ul></body></html>"
    assert read(page) == "Torkham\nMen | 3,669\n25 PoR holders"


@pytest.mark.parametrize(
    ("charset", "encoding", "words"),
    [
        ("windows-1256", "cp1256", "وزير داخله گفت"),
        ("iso-8859-1", "cp1252", "the “final” date"),  # declared so, written in windows-1252
        ("no-such-charset", "utf-8", "“وزیر” said"),
        ("utf-8", "cp1252", "the “final” date"),  # declared wrongly
        ("base64", "utf-8", "no encoding of text"),
        ("utf-16", "utf-8", "could not have been read"),
    ],
)
def test_the_declared_charset_goes_first_where_it_fits(charset: str, encoding: str, words: str) -> None:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    assert read(f"<html><head>{declared}</head>{words}</html>", encoding) == words


def test_an_xml_declaration_and_an_outside_entity_do_no_harm() -> None:
    page = (
        '<?xml version="1.0" encoding="iso-8859-1"?>'
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ur">'
        "<body><p>پاکستان سے &x; واپسی</p></body></html>"
    )
    document = read_document(page.encode(), name="page.xhtml")
    assert "پاکستان سے &x; واپسی" in document.text
    assert document.language == "ur"


def test_right_to_left_text_keeps_its_code_points() -> None:
    words = "په کال کې ۹۰۷٬۳۹۱ \u200f(907,391)\u200e کسان راستانه شول"
    document = read_document(f'<html lang="en"><body><p>{words}</p></body></html>'.encode(), name="page.html")
    assert document.text == words
    assert document.language == "ps"  # the template says en, the letters say otherwise


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"<html><body><nav>Home</nav></body></html>", EmptyDocument),
        (b"<!-- nothing -->", BrokenDocument),
        (b"<html>" + b" " * MAX_HTML_BYTES, OversizedDocument),
        (b"<html>\x81\x8d\x8f</html>", BrokenDocument),
        (b"<html><body>" + b"<div>" * 50_000 + b"84,871", EmptyDocument),  # deeper than the parser goes
    ],
)
def test_pages_that_cannot_be_read_say_so(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"page\.html: "):
        read_document(content, name="page.html")


@pytest.mark.parametrize(
    ("head", "body", "byline"),
    [
        ('<meta name="author" content="A. Writer">', "", "A. Writer"),
        ("", '<a rel="author">By A. Writer</a>', "A. Writer"),
        ("", '<p class="story byline">by: A. Writer, B. Writer</p>', "A. Writer, B. Writer"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "A. Writer"}, '
         '{"name": "B. Writer"}]}</script>', "", "A. Writer, B. Writer"),
        ('<script type="application/ld+json">{"@type": "Report", "author": "A. Writer"}</script>',
         "", "A. Writer"),
        ('<meta name="author" content="https://agency.example/people/7">', "", None),
        ("", f'<p class="byline">{"the whole article " * 20}</p>', None),
        ("", "<p>By Friday 3,669 had crossed.</p>", None),
    ],
)  # fmt: skip
def test_who_wrote_a_page_is_what_it_declares(head: str, body: str, byline: str | None) -> None:
    content = f"<html><head>{head}</head><body>{body}<p>84,871 returned</p></body></html>".encode()
    assert read_html(content, "a.html").byline == byline


def test_a_page_that_is_utf8_and_declares_another_encoding_is_read_as_what_it_is() -> None:
    page = '<meta charset="iso-8859-1"><p>84٬871 نفر بازگشتند</p>'.encode()
    assert read_document(page, name="a.html").text == "84٬871 نفر بازگشتند"


def test_what_the_server_says_of_the_encoding_goes_before_what_the_page_says() -> None:
    page = '<meta charset="windows-1252"><p>نفر بازگشتند 84</p>'.encode("cp1256", "replace")
    assert read_html(page, "a.html", "windows-1256").text == "نفر بازگشتند 84"


def test_a_page_too_deep_to_be_read_whole_says_so() -> None:
    page = b"<html><body><p>84,871 returned</p>" + b"<div>" * 400 + b"3,669"
    found = read_html(page, "a.html")
    assert "84,871" in found.text
    assert [caveat.doubt.value for caveat in found.caveats] == ["partial"]
