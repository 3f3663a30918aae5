"""Write every form of the briefing of one ledger into a folder: run by a test, in a process of its own."""

import sys
from datetime import date
from pathlib import Path

from concord.ledger import Ledger
from concord.pipeline.brief import brief, material
from concord.pipeline.brief_beside import with_beside
from concord.pipeline.check import check
from concord.publish.languages import texts_of
from concord.publish.print import docx, pdf, sheet_of, sheet_page
from concord.situation import bundled


def main(ledger: str, folder: str, language: str) -> None:
    """Compose anew from the ledger; nothing is taken over from another process."""
    situation = bundled("afghanistan-pakistan")
    with Ledger.open(ledger) as opened:
        checked = check(opened, situation)
    made = brief(checked, situation, as_of=date(2026, 11, 23))
    made = with_beside(made, checked, situation, ahead=14, address="https://record.example.org/")
    sheet = sheet_of(made, material(checked, made, situation), texts_of(language))
    for name, content in (("pdf", pdf(sheet)), ("docx", docx(sheet)), ("html", sheet_page(sheet).encode())):
        Path(folder, f"{language}.{name}").write_bytes(content)


if __name__ == "__main__":
    main(*sys.argv[1:])
