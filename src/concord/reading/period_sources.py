"""Periods told elsewhere as options of a figure: by title, heading, paragraph and the figures before."""

from bisect import bisect_left
from collections.abc import Iterator

from concord.evidence import Kind, PartialDate
from concord.reading.choose import bucket
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.reading.running import Found, Period, Running

__all__ = ["base_periods", "earlier_periods", "stated_periods"]

_HEAD = 60  # tokens at the top of a document in which its period stands
_RECENT = 40  # figures back that are remembered, so that time grows with the text and no faster
_EARLIER = 5  # different periods of figures before that are considered
_PARAGRAPH = 3  # dates of the paragraph before the sentence that are considered


def stated_periods(scene: Scene, running: Running, draft: Draft) -> Iterator[Found]:
    """The periods stated in the title, the first lines, the heading and the paragraph of a figure."""
    first = scene.page.bounds[draft.sentence][0]
    for name, whens in (
        ("title", running.titled),
        ("top", running.top),
        ("top span", [running.span] if running.span else []),
        ("heading", _of_heading(scene, running, draft)),
        ("paragraph", _of_paragraph(scene, running, first)),
    ):
        for rank, when in enumerate(whens):
            words = None if name == "title" else (when.first, when.last)
            features = [f"{name}:{rank}", f"{name}:{len(when.end.text)}:{when.span}", f"{name}:{when.role}"]
            if when.role == "since":
                yield (when.start, running.said(first)), words, [*features, f"{name} on"]
                yield (when.start, running.today), words, [*features, f"{name} to today"]
            else:
                yield (when.start, when.end), words, [*features, f"{name} whole"]
                yield (None, when.end), words, [*features, f"{name} end"]


def _of_heading(scene: Scene, running: Running, draft: Draft) -> list[When]:
    heading = scene.heading[draft.sentence]
    return running.within(*scene.page.bounds[heading])[:2] if heading is not None else []


def _of_paragraph(scene: Scene, running: Running, first: int) -> list[When]:
    """The dates of the paragraph before a sentence, the last first."""
    paragraph = scene.page.paragraph
    before = running.whens[: bisect_left(running.firsts, first)]
    last = before[: -_PARAGRAPH - 1 : -1]
    return [when for when in last if paragraph[when.first] == paragraph[first]]


def earlier_periods(scene: Scene, drafts: list[Draft], i: int) -> Iterator[Found]:
    """The periods of the figures before, the last first, and how they fit this figure."""
    draft, kind = drafts[i], drafts[i].get("kind")
    counts: dict[Period, int] = {}
    recent = drafts[max(0, i - _RECENT) : i]
    for before in recent:
        period = _period_of(before)
        counts[period] = counts.get(period, 0) + 1
    seen: set[Period] = set()
    for before in reversed(recent):
        period = _period_of(before)
        if period in seen:
            continue
        seen.add(period)
        name = f"before{min(len(seen), 3)}"
        relation, known = scene.relation(draft, before), "known" if any(period) else "unknown"
        alike = f"{before.get('kind') == kind}:{before.get('measure') == draft.get('measure')}"
        share = counts[period] * 4 // len(recent)
        features = [f"{name}:{relation}:{known}", f"{name}:{alike}:{known}", f"{name}:share={share}:{known}"]
        features += [f"{name}:{relation}:{alike}"]
        features += [f"before:far={bucket(draft.sentence - before.sentence)}:{known}"]
        yield period, before.why.get("period_end"), features
        if len(seen) == _EARLIER:
            return


def _period_of(draft: Draft) -> Period:
    start, end = draft.get("period_start"), draft.get("period_end")
    return (
        start if isinstance(start, PartialDate) else None,
        end if isinstance(end, PartialDate) else None,
    )


def base_periods(scene: Scene, running: Running, draft: Draft) -> Iterator[Found]:
    """From the base date stated before, in the heading or once at the top, to the report's day."""
    if draft.get("kind") == Kind.STOCK:
        return
    base = running.base(scene, draft)
    if base is None:
        return
    heading = scene.heading[draft.sentence]
    headed = heading is not None and scene.page.sentence[base.first] == heading
    near = "heading" if headed else "top" if base.first < _HEAD else "text"
    ends = {"today": running.today, "said": running.said(draft.number.first)}
    for name, end in ends.items():
        yield (base.start, end), (base.first, base.last), [f"base:{near}", f"base:{near}:{name}"]
