"""Draws every picture of the record of these tests and prints a digest of each, as a process of its own."""

import hashlib
import json
import sys

from pictured import CLAIMS, made

from concord.publish.languages import texts_of
from concord.publish.pictures import KINDS, picture, png, svg, table


def main() -> None:
    """A line of JSON: the digests of SVG, PNG, specification and table by kind and language."""
    material = made(CLAIMS, weekly=True)
    found = {}
    for code in sys.argv[1:]:
        for kind in KINDS:
            drawn = picture(kind, material, texts_of(code))
            forms = (
                svg(drawn).encode(),
                png(drawn),
                (drawn.specification or "").encode(),
                table(drawn).encode(),
            )
            found[f"{kind} {code}"] = [hashlib.sha256(form).hexdigest() for form in forms]
    print(json.dumps(found))  # noqa: T201


main()
