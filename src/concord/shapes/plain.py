"""Marked-up words of a feed or report as plain lines: a block a line, no script, no style."""

from html.parser import HTMLParser

__all__ = ["plain_text"]

BLOCKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "br",
        "div",
        "dd",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    )
)
BLOCKS |= {"hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"}
SILENT = frozenset(("script", "style", "template", "noscript"))
CELLS = frozenset(("td", "th"))


def plain_text(marked: str) -> str:
    """The words, a block a line, cells between bars; words without marks come back as they are.

    >>> plain_text("<p>Some <b>34,000</b> returned.</p><p>More follow.</p>")
    'Some 34,000 returned.\\nMore follow.'
    """
    if "<" not in marked and "&" not in marked:
        return marked.strip()
    reader = _Words()
    reader.feed(marked)
    reader.close()
    lines = (" ".join(line.split()).removeprefix("| ") for line in "".join(reader.found).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.found.append("\n")
        elif tag in CELLS:
            self.found.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag in BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data.replace("\n", " "))
