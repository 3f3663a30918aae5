"""Learn the weights of the reader's choices from reports annotated by hand.

    learn_reading.py CORPUS GOLD [--folds 5] [--l2 2.0] [--out FOLDER] [--predictions FILE]

CORPUS and GOLD are folders of JSON files in the forms of the annotation guide; the training reports of
this project (training/) are learned from as well, and never scored. Without --out nothing is written
but the cross-validated predictions: every document is read by weights that were learned from other
documents only. With --out the weights learned from all are written as TOML, one file a field, features
sorted by name, rounded to three digits; zeros are left out.

Each field is a conditional log-linear choice among options (``concord.reading.choose``), fitted by
maximum likelihood with a quadratic penalty (L-BFGS). Options that agree with the gold value share
the probability; a figure whose gold value is not among its options teaches nothing.
"""

import argparse
import json
import os
import pathlib
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import scipy.sparse
from scipy.optimize import minimize

from concord.evidence import Document, PartialDate, Reading, to_json
from concord.reading.choose import FIELDS, Option, Weights, choose
from concord.reading.drafts import Scene
from concord.reading.numbers import Number
from concord.reading.reader import Reader, settle
from concord.reading.speakers import Voice
from concord.situation import bundled

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from training_text import load_training

Gold = dict[str, object]
Pairs = dict[str, tuple[Document, list[Gold]]]
FOLDS = 5
TRAINING = pathlib.Path(__file__).parents[1] / "training"
STRICTER = {
    "period": 16.0,
    "voice": 8.0,
    "measure": 2.0,
    "people": 4.0,
}  # times the penalty: fields that overfit
TRUST = {"period": 2.0}  # weight that a rule of grammar has before any report is seen
L2 = 0.5  # weight of the quadratic penalty
SEEN = 2  # a feature must be seen in this many documents to get a weight
OURS = {"en": 0.25}  # weight of a report of this project beside one of others, in languages that have many
WHOLE = frozenset({"people"})  # choices of which every report tells as much as any other
BAGS = 4  # times that weights are learned, each from histories halved in another way; their mean is kept
ROUNDS = 3  # in the first the figures before are as annotated, then as read by the weights of the last


@dataclass
class Example:
    """The options of one figure for one field, and which of them agree with its annotation."""

    options: list[list[str]]
    agrees: list[bool]
    weight: float = 1.0


Examples = Mapping[str, list[tuple[str, Example]]]  # by document, the field and its choice


def load(corpus: pathlib.Path, gold: pathlib.Path) -> Pairs:
    """Documents with their annotated figures, by id."""
    pairs = {}
    for path in sorted(gold.glob("*.json")):
        d = json.loads((corpus / path.name).read_text("utf-8"))
        published = PartialDate(d["published"]) if d.get("published") else None
        document = Document(
            d["id"],
            "",
            "application/json",
            d["text"],
            d.get("title"),
            d.get("publisher"),
            published,
            d["lang"],
        )
        pairs[d["id"]] = document, json.loads(path.read_text("utf-8"))["figures"]
    return pairs


def matched(scene: Scene, numbers: list[Number], figures: list[Gold]) -> dict[int, Gold]:
    """The annotated figure of each number, where spans overlap and values agree."""
    found: dict[int, Gold] = {}
    used: set[int] = set()
    for i, number in enumerate(numbers):
        start, end = scene.page.starts[number.first], scene.page.ends[number.last - 1]
        for j, figure in enumerate(figures):
            overlaps = int(str(figure["start"])) < end and start < int(str(figure["end"]))
            if j not in used and overlaps and abs(float(str(figure["value"])) - number.value) < 1e-6:
                found[i] = figure
                used.add(j)
                break
    return found


def same_date(gold: object, read: PartialDate | None) -> bool:
    return (gold is None and read is None) or (
        gold is not None and read is not None and read.text.startswith(str(gold))
    )


def same_words(gold: object, read: object) -> bool:
    if not gold or not read:
        return not gold and not read
    a, b = str(gold).casefold(), str(read).casefold()
    return a in b or b in a


AGREES: Mapping[str, Callable[[Gold, object], bool]] = {
    "place": lambda g, v: same_words(g["place"], v[0] if isinstance(v, tuple) else None),
    "period": lambda g, v: (
        isinstance(v, tuple) and same_date(g["period_start"], v[0]) and same_date(g["period_end"], v[1])
    ),
    "voice": lambda g, v: (v.party if isinstance(v, Voice) else None) == g["party"],
}


def agreement(name: str, figure: Gold, options: list[Option]) -> list[bool]:
    """Which options agree with an annotation; of voices, those with the right words if there are any."""
    agrees = AGREES.get(name, lambda g, v: g[name] == v)
    found = [agrees(figure, option.value) for option in options]
    if name == "voice":
        exact = [
            ok
            and same_words(figure["source"], option.value.name if isinstance(option.value, Voice) else None)
            for ok, option in zip(found, options, strict=True)
        ]
        return exact if any(exact) else found
    return found


def examples(
    reader: Reader, document: Document, figures: list[Gold], *, as_read: bool
) -> Iterator[tuple[str, Example]]:
    """Every choice that reading a document takes; the figures before are as read, or as annotated."""
    scene = reader.scene(document)
    counted = {scene.numbers[i].first for i in matched(scene, scene.numbers, figures)}
    found: list[Example] = []

    def decide(number: Number, options: list[Option]) -> Option:
        agrees = [option.value == (number.first in counted) for option in options]
        found.append(Example([option.features for option in options], agrees))
        return reader.counts_people(number, options) if as_read else options[agrees.index(True)]

    drafts = reader.drafts(scene, decide)
    yield from (("people", example) for example in found)
    annotated = matched(scene, [draft.number for draft in drafts], figures)
    for i, draft in enumerate(drafts):
        for name, find in reader.choices(document.published).items():
            options = find(scene, drafts, i)
            if i not in annotated:
                if as_read:
                    settle(draft, name, choose(options, reader.weights[name]).option)
                continue
            agrees = agreement(name, annotated[i], options)
            chosen = choose(options, reader.weights[name]).option if as_read else None
            if any(agrees):
                yield name, Example([option.features for option in options], agrees)
                chosen = chosen or options[agrees.index(True)]
            if chosen is not None:
                settle(draft, name, chosen)


def fit(
    by_document: list[list[Example]], l2: float, trust: float = 0.0, shares: list[float] | None = None
) -> dict[str, float]:
    """Weights that make the agreeing options most likely, with a quadratic penalty.

    Each document counts by its share, one where none are given. The penalty draws the weights of
    rules to ``trust`` and all others to zero: what grammar answers is believed until the reports
    say otherwise.
    """
    seen: Counter[str] = Counter()
    for examples_of_one in by_document:
        seen.update(
            {name for example in examples_of_one for features in example.options for name in features}
        )
    found = [example for examples_of_one in by_document for example in examples_of_one]
    shares = shares or [1.0] * len(by_document)
    counts = np.array([share for one, share in zip(by_document, shares, strict=True) for _ in one])
    index = {name: n for n, name in enumerate(sorted(n for n, count in seen.items() if count >= SEEN))}
    if not index:
        return {}
    rows, columns, starts, agrees = [], [], [], []
    row = 0
    for example in found:
        starts.append(row)
        for features in example.options:
            known = [index[name] for name in features if name in index]
            rows += [row] * len(known)
            columns += known
            row += 1
        agrees += example.agrees
    x = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(row, len(index)))
    prior = np.array([trust if name.startswith("rule") and "|" not in name else 0.0 for name in index])
    weights = _maximise(x, np.array(starts), np.array(agrees), counts, l2, prior)
    return {name: float(weights[n]) for name, n in index.items()}


def _maximise(
    x: scipy.sparse.csr_matrix,
    starts: np.ndarray,
    agrees: np.ndarray,
    counts: np.ndarray,
    l2: float,
    prior: np.ndarray,
) -> np.ndarray:
    lengths = np.diff(np.append(starts, x.shape[0]))
    row_counts = np.repeat(counts, lengths)

    def shares(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        top = np.maximum.reduceat(scores, starts)
        odds = np.exp(scores - np.repeat(top, lengths))
        total = np.add.reduceat(odds, starts)
        return odds / np.repeat(total, lengths), np.log(total) + top

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ w
        every, log_every = shares(scores)
        right, log_right = shares(np.where(agrees, scores, -1e9))
        value = float(counts @ (log_every - log_right) + 0.5 * l2 * (w - prior) @ (w - prior))
        return value, x.T @ (row_counts * (every - right)) + l2 * (w - prior)

    return minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def learn(reader: Reader, pairs: Pairs, l2: float) -> dict[str, Weights]:
    """The weights of every field, learned from these documents in rounds, several times; their mean.

    While reading, the figures before are as the reader has read them, mistakes included; so the
    later rounds learn from such histories, each document's read by weights of the other half. Which
    half that is changes the weights by chance, and the mean of several halvings less so.
    """
    names = sorted(pairs)
    annotated = {name: list(examples(reader, *pairs[name], as_read=False)) for name in names}
    total: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for bag in range(BAGS):
        for field, weights in _learn_once(reader, pairs, annotated, random.Random(bag), l2).items():
            total[field].update(weights)
    return {
        field: {name: mean for name, sum_ in sums.items() if (mean := round(sum_ / BAGS, 3))}
        for field, sums in total.items()
    }


def _learn_once(
    reader: Reader, pairs: Pairs, annotated: Examples, chance: random.Random, l2: float
) -> dict[str, Weights]:
    found, names = annotated, sorted(pairs)
    chance.shuffle(names)
    halves = (set(names[::2]), set(names[1::2]))
    for _ in range(ROUNDS - 1):
        readers = [reader.taught(_fit_all(found, half, l2)) for half in halves]
        found = {n: list(examples(readers[n in halves[0]], *pairs[n], as_read=True)) for n in names}
    return _fit_all(found, set(names), l2)


def _fit_all(found: Examples, names: set[str], l2: float) -> dict[str, Weights]:
    by_document = [found[name] for name in sorted(names)]
    shares = [_share(name) for name in sorted(names)]
    alike = [1.0] * len(shares)
    return {
        field: fit(
            [[e for f, e in one if f == field] for one in by_document],
            STRICTER.get(field, 1.0) * l2,
            TRUST.get(field, 0.0),
            alike if field in WHOLE else shares,
        )
        for field in FIELDS
    }


def _share(name: str) -> float:
    """What a document counts beside others: the reports of this project are more alike than real ones."""
    language = name.partition("-")[0]
    return OURS.get(language, 1.0)


def write(weights: Mapping[str, Weights], folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in weights.items():
        lines = [f"# Weights of the choice of {name}, learned by tools/learn_reading.py.", "[weights]"]
        lines += [
            f"{json.dumps(feature, ensure_ascii=False)} = {value}" for feature, value in sorted(table.items())
        ]
        (folder / f"{name}.toml").write_text("\n".join(lines) + "\n", "utf-8")


def _untaught() -> Reader:
    return Reader(bundled("afghanistan-pakistan"), {name: {} for name in FIELDS})


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("corpus", type=pathlib.Path)
    args.add_argument("gold", type=pathlib.Path)
    args.add_argument("--folds", type=int, default=FOLDS)
    args.add_argument("--l2", type=float, default=L2)
    args.add_argument("--out", type=pathlib.Path)
    args.add_argument("--predictions", type=pathlib.Path)
    a = args.parse_args()
    pairs = load(a.corpus, a.gold)
    if a.predictions:
        a.predictions.write_text("".join(cross_validated(pairs, a.folds, a.l2)), "utf-8")
    if a.out:
        write(learn(_untaught(), pairs | dict(load_training(TRAINING)), a.l2), a.out)


def cross_validated(pairs: Pairs, folds: int = FOLDS, l2: float = L2) -> Iterator[str]:
    """One JSON line a document, read by weights learned from the other folds and the training reports."""
    with ProcessPoolExecutor(os.cpu_count()) as processes:
        read = [processes.submit(_read_fold, pairs, fold, folds, l2) for fold in range(folds)]
        for fold in read:
            yield from fold.result()


def _read_fold(pairs: Pairs, fold: int, folds: int, l2: float) -> list[str]:
    reader, held = _untaught(), set(sorted(pairs)[fold::folds])
    taught_by = dict(load_training(TRAINING)) | {
        name: pair for name, pair in pairs.items() if name not in held
    }
    taught = reader.taught(learn(reader, taught_by, l2))
    return [_line(name, taught.read(pairs[name][0])) for name in sorted(held)]


def _line(name: str, reading: Reading) -> str:
    figures = [to_json(figure) for figure in reading.figures]
    return json.dumps({"document": name, "figures": figures}, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
