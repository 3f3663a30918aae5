"""Every parser on mutated bytes for minutes; what it may raise is an error of ours, within time and memory.

    python bench/fuzz.py [--seconds 600] [--seed 0] [SUFFIX...]

Begins with the reports and the kept inputs in tests/documents/seeds. An input that makes a parser raise
anything else, ends its process or takes too long is written there as found-HASH.SUFFIX and from then on
read by the tests. Mutations: bits, runs cut,
doubled, moved and overwritten, numbers made extreme, pieces of other seeds, and the same within
the parts of a ZIP container, so that the outside stays sound.
"""

import argparse
import hashlib
import io
import random
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

from concord.documents import Limits
from concord.documents.guarded import Source, guarded, taken

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "documents" / "seeds"
KEPT_BYTES = 200_000
NUMBERS = (b"0", b"-1", b"4294967295", b"99999999999999999999", b"1e999")
EXTREMES = (*NUMBERS, b"\xff" * 4, b"\0" * 4, b"<", b"]]>", b"\n")
LIMITS = Limits(silence=20.0, total=60.0)  # longer than usual, for a machine that does other things beside


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--seconds", type=float, default=600.0)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("suffixes", nargs="*", default=None)
    options = asked.parse_args()
    found = 0
    for suffix in options.suffixes or sorted({seed.name.partition(".")[2] for seed in FOLDER.iterdir()}):
        found += fuzz(suffix, options.seconds, options.seed)
    return 1 if found else 0


def fuzz(suffix: str, seconds: float, seed: int) -> int:
    """Read mutations of one format for so many seconds; how many inputs did what they must not."""
    chance = random.Random(f"{suffix} {seed}")
    seeds = [path.read_bytes() for path in sorted(FOLDER.glob(f"*.{suffix}"))]
    others = [path.read_bytes() for path in sorted(FOLDER.glob("report.*"))]
    count, kept, became, end = 0, 0, Counter[str](), time.monotonic() + seconds
    with guarded(taken, workers=1, limits=LIMITS) as pool:
        while time.monotonic() < end:
            made = [mutated(chance.choice(seeds), others, chance) for _ in range(50)]
            for content in made:
                outcomes = list(pool.each([Source(f"fuzz.{suffix}", content)]))
                count += 1
                for outcome in outcomes:
                    became[type(outcome).__name__] += 1
                kept += _kept(content, suffix, outcomes)
    told = ", ".join(f"{number:,} {name}" for name, number in became.most_common())
    print(f"{suffix:<8} {count:>8,} inputs, {kept} kept: {told}", flush=True)
    return kept


def _kept(content: bytes, suffix: str, outcomes: list[object]) -> int:
    wrong = [one for one in outcomes if type(one).__name__ in WRONG]
    if not wrong or len(content) > KEPT_BYTES:
        return 0
    name = f"found-{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
    (FOLDER / name).write_bytes(content)
    print(f"{name}: {wrong[0]}", file=sys.stderr, flush=True)
    return 1


WRONG = ("CrashedReader", "TooMuchTime", "TooMuchMemory")


def mutated(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The seed with a few changes; one container in two is changed within its parts."""
    if content.startswith(b"PK") and chance.random() < 0.5:
        return _within_container(content, others, chance)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        content = _changed(content, others, chance)
    return content


def _within_container(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            for _ in range(chance.choice((1, 2, 4)) if name == chosen else 0):
                part = _changed(part, others, chance)
            new.writestr(name, part)
    return out.getvalue()


def _changed(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    first, last = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
    last = min(last, first + chance.choice((1, 4, 32, 1_000)))
    run = content[first:last]
    other = chance.choice(others)
    place = chance.randrange(len(other))
    new = chance.choice(
        (
            b"",
            run + run,
            run * chance.choice((3, 50)),
            bytes(byte ^ 1 << chance.randrange(8) for byte in run),
            chance.randbytes(len(run)),
            chance.choice(EXTREMES),
            other[place : place + len(run)],
        )
    )
    return content[:first] + new + content[last:]


if __name__ == "__main__":
    sys.exit(main())
