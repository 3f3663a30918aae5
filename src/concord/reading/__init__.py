"""Reading: a document's text into figures and statements with their exact words.

Deterministic, offline, without a model to download; rules over words that are data.
"""

from concord.reading.reader import Reader

__all__ = ["Reader"]
