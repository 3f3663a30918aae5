"""What a picture says, in words: its highest, its latest, and how far the parties lie apart.

Somebody who cannot see a picture is owed its message, not its kind (W3C, WAI Images Tutorial,
"Complex images"). The words come from the same rows as the picture and its table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from concord.publish.languages import Texts

__all__ = ["Said", "message"]

ALIKE = timedelta(days=31)  # running totals up to days further apart differ by what came between


@dataclass(frozen=True, slots=True)
class Said:
    """One mark of a picture: its number, who or what stands behind it, the party, and its last day."""

    value: float
    who: str
    party: str
    on: date | None = None


def message(said: Iterable[Said], texts: Texts, *, apart: bool = False) -> str:
    """The highest and the latest mark; with ``apart`` the distance between the parties' latest words."""
    marks = list(said)
    if not marks:
        return ""
    highest = max(marks, key=lambda one: (one.value, one.who))
    parts = [texts.say("highest", group="pictures", value=texts.number(highest.value), who=highest.who)]
    dated = [one for one in marks if one.on is not None]
    if dated:
        parts.append(_latest(dated, texts))
    gap = _gap(dated) if apart else 0
    if gap:
        parts.append(texts.say("gap", group="pictures", value=texts.number(gap)))
    return ". ".join(parts)


def _latest(dated: Sequence[Said], texts: Texts) -> str:
    last = max(dated, key=_recent)
    day = texts.day(last.on) if last.on else ""
    return texts.say("latest", group="pictures", value=texts.number(last.value), who=last.who, day=day)


def _gap(dated: Sequence[Said]) -> float:
    """Between the highest and the lowest of what each party said last, of words about the same month."""
    end = max((one.on for one in dated if one.on), default=date.min)
    close = [one for one in dated if one.on and end - one.on <= ALIKE]
    newest = {one.party: one.value for one in sorted(close, key=_recent)}
    return max(newest.values()) - min(newest.values()) if len(newest) > 1 else 0


def _recent(one: Said) -> tuple[date, float, str]:
    return one.on or date.min, one.value, one.who
