"""How the time of reading grows with the length of a text, and how soon a fresh process has read one.

    scaling.py --date YYYY-MM-DD [--passes 5]

The text is made here, paragraph by paragraph from a seed, and repeated 1 to 64 times. The section
"scaling" of docs/benchmarks.md is written anew.
"""

import argparse
import random
import time
from statistics import median

import numpy as np
import page
from readers import measured

from concord.evidence import Document, PartialDate
from concord.reading import Reader
from concord.situation import bundled

SEED = 1
PARAGRAPHS = 8
TIMES = (1, 2, 4, 8, 16, 32, 64)
PUBLISHED = "2025-06-30"
SENTENCES = (
    "Some {n} Afghans were deported through Torkham since {day} April 2025, a border official said.",
    "IOM said that {n} people, among them {m} women and {k} children, returned in May 2025.",
    "Of these, {m} were holders of an Afghan Citizen Card and {k} had no papers.",
    "The ministry spent Rs{m} million on buses, and the road was closed for {day} hours.",
    "According to UNHCR, more than {n} refugees still live in Khyber Pakhtunkhwa.",
    "Between {k} and {m} families wait at the centre, the commissioner told reporters on Monday.",
)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--date", required=True, help="of the measurement, as it is to stand in the page")
    args.add_argument("--passes", type=int, default=5)
    a = args.parse_args()
    text = section(a.date, a.passes)
    page.put("scaling", text)
    print(text)


def section(date: str, passes: int) -> str:
    """The section of the page."""
    base = paragraphs(random.Random(SEED))
    reader = Reader(bundled("afghanistan-pakistan"))
    reader.read(document(base))
    lengths = [len(base) * times for times in TIMES]
    seconds = [[timed(reader, base * times) for _ in range(passes)] for times in TIMES]
    start = measured("Concord", [wire(base)], passes).start
    return "\n\n".join(
        [
            "## Reading, as texts grow",
            page.machine(date),
            page.table(
                ["characters", "figures", "CPU milliseconds", "CPU microseconds a character"],
                [
                    [
                        f"{length:,}",
                        f"{len(reader.read(document(base * times)).figures):,}",
                        page.spread([s * 1e3 for s in spent], 1),
                        f"{median(spent) * 1e6 / length:.2f}",
                    ]
                    for times, length, spent in zip(TIMES, lengths, seconds, strict=True)
                ],
            ),
            f"Time grows as length to the power {exponent(lengths, [median(s) for s in seconds]):.2f} "
            "(1 is linear; least squares on logarithms).",
            f"A fresh process reads {len(base):,} characters and ends in {page.spread(start)} seconds.",
        ]
    )


def paragraphs(dice: random.Random) -> str:
    """Sentences of every kind, in another order and with other numbers in each paragraph."""
    made = []
    for _ in range(PARAGRAPHS):
        sentences = dice.sample(SENTENCES, len(SENTENCES))
        made.append(" ".join(sentence.format(**_numbers(dice)) for sentence in sentences))
    return "\n\n".join(made) + "\n\n"


def _numbers(dice: random.Random) -> dict[str, str]:
    sizes = {"k": (100, 999), "m": (1_000, 9_999), "n": (10_000, 999_999), "day": (2, 28)}
    return {name: f"{dice.randint(*size):,}" for name, size in sizes.items()}


def document(text: str) -> Document:
    return Document("made", "", "text/plain", text, published=PartialDate(PUBLISHED), language="en")


def wire(text: str) -> dict[str, str]:
    """The same document as a reader's process takes it."""
    return {"id": "made", "lang": "en", "published": PUBLISHED, "text": text}


def timed(reader: Reader, text: str) -> float:
    """Processor seconds of reading the text once."""
    made, began = document(text), time.process_time()
    reader.read(made)
    return time.process_time() - began


def exponent(lengths: list[int], seconds: list[float]) -> float:
    """The power of length that time grows with."""
    return float(np.polyfit(np.log(lengths), np.log(seconds), 1)[0])


if __name__ == "__main__":
    main()
