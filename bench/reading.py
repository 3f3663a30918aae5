"""Concord's reader beside CQE, quantulum3 and spaCy, on the same documents in one run.

    reading.py SHARED --date YYYY-MM-DD [--passes 5]

SHARED is the folder with corpus/dev and gold/dev. Every tool runs alone in a process, one after the
other; the peers by the Python of bench/.venv-peers, which ``make bench-reading`` sets up. The section
"reading" of docs/benchmarks.md is written anew. The exit code is 2 where something needed is missing.
"""

import argparse
import json
import pathlib
import sys
from statistics import median
from typing import Any

sys.path.append(str(pathlib.Path(__file__).parents[1] / "tools"))

import page
import peers
from learn_reading import cross_validated, load
from readers import PEERS_PYTHON, ReaderFailed, Run, measured
from score import hash_of
from scoring import FIELDS, LEVELS, Figures, near, score

MEBI = 2**20
COSTS = ["tool", "documents/s", "documents/CPU s", "to fastest peer: wall, CPU", "start, s", "peak, MiB"]
Documents = list[dict[str, Any]]


def section(
    date: str, documents: Documents, gold: dict[str, Figures], read: dict[str, Figures], passes: int
) -> str:
    """The section of the page: costs and quality of every tool; ``read`` is what Concord is scored on."""
    english = [document for document in documents if document["lang"] == "en"]
    runs, failed = beside(english, passes)
    every = measured("Concord", documents, passes)
    found = {tool: read if tool == "Concord" else in_our_fields(tool, run) for tool, run in runs.items()}
    wanted = {document["id"]: gold[document["id"]] for document in english}
    return "\n\n".join(
        [
            "## Reading, beside other tools",
            page.machine(date),
            f"### Quality on {len(english)} English documents",
            page.table(["", *runs], quality_rows(found, wanted)),
            f"### Cost on the same documents ({_size(english)})",
            page.table(COSTS, cost_rows(runs)),
            *_failures(runs, failed),
            f"### Concord on all {len(documents)} documents ({_size(documents)})",
            f"{page.spread(every.speeds, 1)} documents a second, {every.cpu_speed:,.1f} a CPU second, "
            f"peak {every.peak / MEBI:,.0f} MiB.",
            page.table(
                ["language", "figures", *(f"{name} F1" for name in LEVELS)],
                by_language(documents, gold, read),
            ),
        ]
    )


def beside(documents: Documents, passes: int) -> tuple[dict[str, Run], dict[str, str]]:
    """The runs of Concord and of each peer that could run, and why the others could not.

    Raises:
        ReaderFailed: Concord's own process ended with an error.
    """
    runs, failed = {"Concord": measured("Concord", documents, passes)}, {}
    for tool in peers.PEERS:
        print(f"{tool} reads {len(documents)} documents ...", file=sys.stderr)
        try:
            runs[tool] = measured(tool, documents, passes)
        except ReaderFailed as error:
            failed[tool] = str(error)
    return runs, failed


def in_our_fields(tool: str, run: Run) -> dict[str, Figures]:
    """What a peer found, by document, as figures of people."""
    return {name: peers.figures(tool, finds) for name, finds in run.found.items()}


def quality_rows(found: dict[str, dict[str, Figures]], gold: dict[str, Figures]) -> list[list[str]]:
    """One row a level and field, one column a tool."""
    scores = [score(gold, figures, peers.FIELDS.get(tool, FIELDS)) for tool, figures in found.items()]
    asked = [score(gold, near(gold, figures)) for figures in found.values()]
    return [
        [f"figures found, of {sum(map(len, gold.values())):,}", *(f"{s.found:,}" for s in scores)],
        ["value F1, finds elsewhere set aside", *(_share(s.levels["value"]) for s in asked)],
        *([f"**{name}** F1", *(_share(s.levels[name]) for s in scores)] for name in LEVELS),
        *([name.replace("_", " "), *(_share(s.fields[name]) for s in scores)] for name in FIELDS),
    ]


def cost_rows(runs: dict[str, Run]) -> list[list[str]]:
    """Speed, start and memory of each tool; speeds also as ratios to the fastest peer."""
    rivals = [run for tool, run in runs.items() if tool in peers.PEERS] or list(runs.values())
    wall, cpu = max(median(r.speeds) for r in rivals), max(r.cpu_speed for r in rivals)
    return [
        [
            f"{tool} {run.version}",
            page.spread(run.speeds, 1),
            f"{run.cpu_speed:,.1f}",
            f"{median(run.speeds) / wall:.2f}, {run.cpu_speed / cpu:.2f}",
            page.spread(run.start),
            f"{run.peak / MEBI:,.0f}",
        ]
        for tool, run in runs.items()
    ]


def by_language(documents: Documents, gold: dict[str, Figures], read: dict[str, Figures]) -> list[list[str]]:
    """Concord's levels for each language."""
    rows = []
    for language in sorted({document["lang"] for document in documents}):
        quality = score({d["id"]: gold[d["id"]] for d in documents if d["lang"] == language}, read)
        rows.append([language, f"{quality.gold:,}", *(_share(quality.levels[name]) for name in LEVELS)])
    return rows


def _failures(runs: dict[str, Run], failed: dict[str, str]) -> list[str]:
    """What is left out, and where a tool gave up on a passage."""
    broken = {
        tool: sum("error" in f for finds in run.found.values() for f in finds) for tool, run in runs.items()
    }
    return [f"{tool} is left out, it does not run here: `{why}`." for tool, why in failed.items()] + [
        f"{tool} ended with an error in {count} sentences, which count as read without a find."
        for tool, count in broken.items()
        if count
    ]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _size(documents: Documents) -> str:
    return f"{sum(len(document['text']) for document in documents):,} characters"


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("shared", type=pathlib.Path)
    args.add_argument("--date", required=True, help="of the measurement, as it is to stand in the page")
    args.add_argument("--passes", type=int, default=5)
    a = args.parse_args()
    corpus, annotated = a.shared / "corpus" / "dev", a.shared / "gold" / "dev"
    if missing := [str(path) for path in (corpus, annotated, PEERS_PYTHON) if not path.exists()]:
        print("The comparison needs, and does not find: " + ", ".join(missing), file=sys.stderr)
        sys.exit(2)
    pairs = load(corpus, annotated)
    documents = [json.loads((corpus / f"{name}.json").read_text("utf-8")) for name in pairs]
    print("Concord learns from some documents and reads the others ...", file=sys.stderr)
    read = {line["document"]: line["figures"] for line in map(json.loads, cross_validated(pairs))}
    text = section(a.date, documents, {name: gold for name, (_, gold) in pairs.items()}, read, a.passes)
    hashes = f"Corpus `{hash_of(corpus)}`, annotations `{hash_of(annotated)}`."
    page.put("reading", f"{text}\n\n{hashes}")
    print(text, hashes, sep="\n\n")


if __name__ == "__main__":
    main()
