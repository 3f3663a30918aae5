"""The quality gate of reading: cross-validated scores against pinned floors.

    score.py SHARED [--pin] [--reason TEXT]

SHARED is the folder with corpus/dev, gold/dev and tools/score_reading.py. Every document is read by
weights that were learned from other documents (tools/learn_reading.py). The scores of each language
must not fall below the floors in quality/reading.toml by more than the margin written there, and the
corpus must be the one whose hash stands beside them. Figures gained and lost against the pinned run
are listed by document and offset. --pin writes the present run as the new floors; where that lowers
one, --reason must say why, and the reason is kept in the file.
"""

import argparse
import hashlib
import importlib.util
import json
import pathlib
import sys
import tomllib
from typing import Any

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from learn_reading import cross_validated, load

ROOT = pathlib.Path(__file__).parents[1]
FLOORS = ROOT / "quality" / "reading.toml"
RUN = ROOT / "quality" / "reading_run.json"
MARGIN = 0.005  # share; one figure of a language is about half of this
LEVELS = ("number", "core", "full")


def scorer(shared: pathlib.Path) -> Any:
    """The scoring module that annotators and everybody else use."""
    spec = importlib.util.spec_from_file_location("score_reading", shared / "tools" / "score_reading.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def hash_of(folder: pathlib.Path) -> str:
    """One digest over all files of a folder, by name."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def measure(shared: pathlib.Path) -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    """Scores by language, and for each annotated figure the highest level at which it was read."""
    score = scorer(shared)
    pairs = load(shared / "corpus" / "dev", shared / "gold" / "dev")
    read = {line["document"]: line["figures"] for line in map(json.loads, cross_validated(pairs))}
    by_language: dict[str, dict[str, list[Any]]] = {}
    for name, (document, gold) in pairs.items():
        by_language.setdefault(str(document.language), {})[name] = gold
    scores = {language: _flat(score.score(gold, read)[0]) for language, gold in sorted(by_language.items())}
    return scores, {
        key: level
        for name, (_, gold) in pairs.items()
        for key, level in _levels(score, name, gold, read[name])
    }


def _flat(scored: dict[str, Any]) -> dict[str, float]:
    levels = {level: round(scored["levels"][level][2], 3) for level in LEVELS}
    return levels | {field: round(share, 3) for field, share in scored["fields"].items()}


def _levels(score: Any, name: str, gold: list[Any], read: list[Any]) -> list[tuple[str, str]]:
    reached = dict.fromkeys(range(len(gold)), "missed")
    for i, j in score.match(gold, read):
        right = {f: score.agrees(f, gold[i], read[j]) for f in score.NUMBER + score.CORE + score.FULL}
        core = all(right[f] for f in score.NUMBER + score.CORE)
        reached[i] = "full" if core and all(right[f] for f in score.FULL) else "core" if core else "number"
    return [(f"{name}@{gold[i]['start']}", level) for i, level in reached.items()]


def compare(pinned: dict[str, Any], scores: dict[str, dict[str, float]]) -> list[str]:
    """Every score that fell below its floor."""
    return [
        f"{language} {name}: {scores[language][name]:.3f}, the floor is {floor:.3f}"
        for language, floors in pinned["floors"].items()
        for name, floor in floors.items()
        if scores.get(language, {}).get(name, 0.0) < floor - MARGIN
    ]


def changes(pinned: dict[str, str], run: dict[str, str]) -> list[str]:
    """Figures read better or worse than in the pinned run."""
    order = ["missed", "number", "core", "full"]
    moved = [
        (key, pinned[key], level) for key, level in run.items() if key in pinned and pinned[key] != level
    ]
    return [
        f"{'gained' if order.index(b) > order.index(a) else 'lost'} {key}: {a} -> {b}" for key, a, b in moved
    ]


def pin(
    hashes: dict[str, str], scores: dict[str, dict[str, float]], run: dict[str, str], reason: str | None
) -> None:
    lines = ["# Floors of reading, cross-validated by document; written by tools/score.py --pin.", ""]
    lines += [f'{name} = "{value}"' for name, value in hashes.items()]
    lines += [f"reason = {json.dumps(reason)}"] if reason else []
    for language, floors in scores.items():
        lines += ["", f"[floors.{language}]", *(f"{name} = {value}" for name, value in floors.items())]
    FLOORS.parent.mkdir(exist_ok=True)
    FLOORS.write_text("\n".join(lines) + "\n", "utf-8")
    RUN.write_text(json.dumps(run, indent=0, sort_keys=True) + "\n", "utf-8")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("shared", type=pathlib.Path)
    args.add_argument("--pin", action="store_true")
    args.add_argument("--reason")
    a = args.parse_args()
    hashes = {"corpus": hash_of(a.shared / "corpus" / "dev"), "gold": hash_of(a.shared / "gold" / "dev")}
    pinned = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"floors": {}, **hashes}
    scores, run = measure(a.shared)
    for language, values in scores.items():
        print(language, "  ".join(f"{name} {value:.3f}" for name, value in values.items()))  # noqa: T201
    moved = changes(json.loads(RUN.read_text("utf-8")) if RUN.exists() else {}, run)
    print("\n".join([*moved, f"{len(moved)} figures read differently from the pinned run"]))  # noqa: T201
    same_corpus = all(pinned.get(name) == value for name, value in hashes.items())
    lowered = compare(pinned, scores) if same_corpus else []
    if a.pin:
        if lowered and not a.reason:
            sys.exit("these floors would be lowered, say why with --reason:\n" + "\n".join(lowered))
        pin(hashes, scores, run, a.reason)
    elif not same_corpus:
        sys.exit(
            "the corpus or its annotations are not those of the floors: pin again and say so in the commit"
        )
    elif lowered:
        sys.exit("below the floor:\n" + "\n".join(lowered))


if __name__ == "__main__":
    main()
