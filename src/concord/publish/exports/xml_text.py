"""Text inside XML: what the format forbids is replaced where it stands and told elsewhere.

XML 1.0 (fifth edition, section 2.2) has no way to write most control characters, lone
surrogates or two noncharacters, not even as references. Such a character becomes U+FFFD;
a writer tells the text as it was in an attribute of its own (``escaped``), so nothing is lost.
"""

import json
import re
from xml.sax.saxutils import escape

__all__ = ["attribute", "element_text", "escaped", "sayable"]

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
REPLACEMENT = "\ufffd"


def sayable(text: str) -> str:
    """The text with every character that XML forbids replaced.

    >>> sayable("one\\x00two") == "one\\ufffdtwo"
    True
    """
    return _FORBIDDEN.sub(REPLACEMENT, text)


def escaped(text: str) -> str | None:
    """The whole text as an ASCII JSON string where XML cannot say it; None where it can.

    >>> escaped("\\x00"), escaped("plain")
    ('"\\\\u0000"', None)
    """
    return json.dumps(text) if _FORBIDDEN.search(text) else None


def attribute(name: str, value: str) -> str:
    """One attribute with a space before it; line breaks survive the reader's normalisation.

    >>> attribute("id", 'a "quote" & more')
    ' id="a &quot;quote&quot; &amp; more"'
    """
    return f' {name}="{escape(sayable(value), _QUOTED)}"'


def element_text(text: str) -> str:
    """Text between two tags."""
    return escape(sayable(text), {"\r": "&#13;"})
