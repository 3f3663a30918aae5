"""What a page declares of itself: title, byline, publisher, date, language, address.

Only declarations are taken, the first that holds in a fixed order. Dates are never
guessed from the running text or the address, and keep the precision they are given in.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from concord.documents.found import Found
from concord.evidence import PartialDate

__all__ = ["with_facts"]

TITLES = ("//meta[@property='og:title']/@content", "//h1", "//title")
PUBLISHERS = (
    "//meta[@property='og:site_name']/@content",
    "//meta[@name='DC.publisher' or @name='dc.publisher' or @name='publisher']/@content",
    "//meta[@name='application-name']/@content",
)
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
    "//meta[@name='parsely-pub-date' or @name='sailthru.date' or @name='publish-date']/@content",
    "//meta[@name='DC.date' or @name='dc.date' or @name='date' or @name='pubdate']/@content",
    "//article//time/@datetime",
)
BYLINES = (
    "//meta[@name='author' or @name='dc.creator' or @name='DC.creator']/@content",
    "//*[@rel='author']",
    "//*[@itemprop='author']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' byline ')]",
)
LONGEST_BYLINE = 120  # characters; longer ones hold the article
ADDRESSES = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
LINKED_DATA = "//script[@type='application/ld+json']/text()"
BY = re.compile(r"^by[:\s]+", re.I)
DAY_OF_TIME = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ].*)?")  # the publisher's own day, as written


def with_facts(text: str, page: Any) -> Found:
    """The text found in a page, with what the page declares of itself."""
    articles = list(_articles(page))
    publishers = [article.get("publisher") for article in articles]
    return Found(
        text=text,
        title=_first(
            [*_declared(page, TITLES[:1]), *_values(articles, "headline"), *_declared(page, TITLES[1:])]
        ),
        publisher=_first([*_declared(page, PUBLISHERS), *_values(publishers, "name")]),
        published=_date(
            [*_declared(page, DATES[:1]), *_values(articles, "datePublished"), *_declared(page, DATES)]
        ),
        language=_first(_declared(page, ("/html/@lang", "/html/@*[name()='xml:lang']"))),
        byline=_byline([*_names(articles), *_declared(page, BYLINES)]),
        address=next(
            (url for url in _declared(page, ADDRESSES) if url.startswith(("http:", "https:"))), None
        ),
    )


def _declared(page: Any, paths: tuple[str, ...]) -> list[str]:
    return [" ".join(page.xpath(f"string({path})").split()) for path in paths]


def _first(values: list[str]) -> str | None:
    return next((value for value in values if value), None)


def _date(values: list[str]) -> PartialDate | None:
    for value in values:
        shape = DAY_OF_TIME.fullmatch(value)
        try:
            if shape:
                return PartialDate(shape[1])
        except ValueError:  # a day that does not exist declares nothing
            continue
    return None


def _articles(page: Any) -> Iterator[dict[str, Any]]:
    """The articles and reports among the page's linked data (schema.org in JSON-LD)."""
    for script in page.xpath(LINKED_DATA):
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        nodes = graph if isinstance(graph, list) else []
        yield from (node for node in nodes if isinstance(node, dict) and _is_article(node.get("@type")))


def _is_article(kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and one.endswith(("Article", "Posting", "Report")) for one in kinds)


def _names(articles: list[dict[str, Any]]) -> list[str]:
    """The authors of articles: a name, an object with one, or a list of either."""
    said = [article.get("author") for article in articles]
    flat = [one for author in said for one in (author if isinstance(author, list) else [author])]
    return [", ".join([*(one for one in flat if isinstance(one, str)), *_values(flat, "name")])]


def _byline(values: list[str]) -> str | None:
    """Who wrote it, without the word that says so."""
    told = (BY.sub("", value).strip() for value in values if value and len(value) <= LONGEST_BYLINE)
    return next((value for value in told if value and "://" not in value), None)


def _values(nodes: list[Any], key: str) -> list[str]:
    values = [node.get(key) for node in nodes if isinstance(node, dict)]
    return [" ".join(value.split()) for value in values if isinstance(value, str)]
