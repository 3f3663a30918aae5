"""Printed matter: one sheet of blocks from a briefing, and its converters to PDF, DOCX and a page.

The sheet says everything in one language; a converter only lays it out, so that the three
forms cannot tell different things.
"""

from concord.publish.print.docx import docx
from concord.publish.print.pdf import pdf
from concord.publish.print.sheet import Sheet
from concord.publish.print.sheet_page import sheet_page
from concord.publish.print.write import sheet_of

__all__ = ["Sheet", "docx", "pdf", "sheet_of", "sheet_page"]
