"""Change recorded answers at random for a while: every change is an answer, a clear error or no shape.

    python bench/fuzz_shapes.py [SECONDS] [SEED]

Bytes are cut, doubled, swapped and set; words of one answer are put into another. Told are the number of
trials by outcome, the slowest trial, and the seed and step of each accident, by which it comes again.
"""

import random
import sys
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

from concord.shapes import Given, ShapeError, read_known
from concord.situation import bundled

ANSWERS = Path(__file__).resolve().parents[1] / "tests" / "shapes" / "answers"
PIECES = (
    rb"\x00|\xff\xfe|\xed\xa0\x80|\"|'|,|;|\t|\n|\r|{|[|]|}|<|>|&|<!ENTITY a 'b'>|<!DOCTYPE x>|]]>|#affected"
    rb"|+f|-|*|1e99|99999999999999999999|NaN|null|true|{\"a\":|[[[[[[|2025-13-45|\xd8\xa7|\xe2\x80\xae|Infinity|/P9999Y"
).decode("unicode_escape").encode("latin-1").split(b"|")  # fmt: skip


def changed(content: bytes, others: list[bytes], dice: random.Random) -> bytes:
    """The answer with a few random changes."""
    for _ in range(dice.randint(1, 6)):
        at, to = sorted(dice.randrange(len(content) + 1) for _ in range(2))
        piece = dice.choice(PIECES)
        other = dice.choice(others)
        start = dice.randrange(len(other))
        content = dice.choice(
            (
                content[:at] + piece + content[at:],
                content[:at] + content[min(to, at + 40) :],
                content[:at] + content[at : min(to, at + 200)] * 2 + content[at:],
                content[:at] + other[start : start + 60] + content[at:],
                content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :],
                content[:to],
            )
        ) or b" "  # fmt: skip
    return content


def main(seconds: float, seed: int) -> int:
    """Run for so long; the number of accidents."""
    warnings.simplefilter("error")
    given = Given(bundled("afghanistan-pakistan"))
    answers = [path.read_bytes()[:12_000] for path in sorted(ANSWERS.iterdir()) if path.name != "README.md"]
    outcomes: Counter[str] = Counter()
    slowest, until, step, accidents = 0.0, time.monotonic() + seconds, 0, 0
    while time.monotonic() < until:
        dice = random.Random(f"{seed}/{step}")
        content = changed(dice.choice(answers), answers, dice)
        before = time.process_time()
        try:
            parsed = read_known(content, given)
            outcomes["no shape" if parsed is None else f"read as {parsed.shape.value}"] += 1
            for figure in parsed.figures if parsed else ():
                text = next(d.text for d in parsed.documents if d.id == figure.document)
                assert text[figure.start : figure.end] == figure.text
                assert figure.value >= 0
        except ShapeError as error:
            outcomes[type(error).__name__] += 1
        except Exception:
            accidents += 1
            print(f"accident at seed {seed}, step {step}")
            traceback.print_exc(limit=-4)
        slowest = max(slowest, time.process_time() - before)
        step += 1
    for outcome, count in outcomes.most_common():
        print(f"{count:9,} {outcome}")
    print(f"{step:9,} trials, {accidents} accidents, slowest {slowest:.2f} s of processor time")
    return accidents


if __name__ == "__main__":
    told = [*sys.argv[1:], *("60", "1")[len(sys.argv) - 1 :]]
    sys.exit(bool(main(float(told[0]), int(told[1]))))
