"""Write reports/15-cards-and-deadlines.pdf, the one bundled report that is a PDF with a text layer.

The bytes depend on this file and the pinned reportlab alone: ``invariant`` leaves out
the clock, and without compression they do not depend on the zlib of a machine.
"""

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

__all__ = ["make_pdf"]

REPORT = Path(__file__).with_name("reports") / "15-cards-and-deadlines.pdf"
TITLE = "Cards and deadlines: Afghans in Pakistan, October 2025"
PUBLISHER = "Example Reference Desk"
PARAGRAPHS = (
    "Example Reference Desk, 20 October 2025",
    "Three deadlines passed this year. Holders of the Afghan Citizen Card (ACC) were to leave by 31 March "
    "2025. Proof of Registration (PoR) cards expired on 30 June 2025. Formal deportation of PoR holders was "
    "announced for 1 September 2025.",
    "On 1 April 2025, according to UNHCR, 1.52 million Afghans in Pakistan were registered refugees or "
    "asylum-seekers, and approximately 800,000 more held ACCs. On 17 October 2025 the agency put the Afghans "
    "in the country at 2.3 million, of whom more than 1.2 million held PoR cards and 737,000 held ACCs.",
    "The last deadline was felt before it fell. UNHCR counted 145,200 returns from Pakistan from 1 to 31 "
    "August 2025, and 77,700 of those who returned held PoR cards. From 1 April to 4 September 2025, more "
    "than 483,700 Afghans returned from Pakistan, the agency said, and some 57,300 were arrested.",
    "Border officials at Torkham reported that 56,381 PoR holders returned through the crossing from 1 "
    "August to 1 September 2025. Stocks and flows stand in separate tables below, because a stock is counted "
    "on a day and a flow over a period.",
)
STOCKS = (
    ("UNHCR, on 17 October 2025", "Persons"),
    ("Afghans in Pakistan", "2.3 million"),
    ("PoR card holders, more than", "1.2 million"),
    ("ACC holders", "737,000"),
)
RETURNS = (
    ("UNHCR, returns from Pakistan", "Persons"),
    ("1 to 31 August 2025", "145,200"),
    ("of whom PoR card holders", "77,700"),
)


def make_pdf(path: Path) -> None:
    """Write the report to this path; the same bytes every time."""
    document = SimpleDocTemplate(
        str(path), pagesize=A4, title=TITLE, author=PUBLISHER, invariant=1, pageCompression=0
    )
    document.build(_story())


def _story() -> list[Flowable]:
    styles = getSampleStyleSheet()
    story: list[Flowable] = [Paragraph(TITLE, styles["Title"])]
    for paragraph in PARAGRAPHS:
        story += [Paragraph(paragraph, styles["BodyText"]), Spacer(1, 6)]
    for rows in (STOCKS, RETURNS):
        story += [_table(rows), Spacer(1, 12)]
    return story


def _table(rows: tuple[tuple[str, str], ...]) -> Table:
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("ALIGN", (1, 0), (1, -1), "RIGHT")])
    return Table([list(row) for row in rows], style=ruled)


if __name__ == "__main__":
    make_pdf(REPORT)
