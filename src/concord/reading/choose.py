"""Every field is a choice among options, and a table of weights makes it.

An option is a value that the words make possible, with the words that speak for it and the
features of how they do ("after the number, two tokens away, in the same clause"). Its score is
the sum of the weights of its features; the highest score wins. The weights are readable data
(``weights/<field>.toml``), learned once from annotated reports by ``tools/learn_reading.py``;
nothing is learned while reading. Options that come close to the winner are its candidates.

The method is a conditional log-linear model (maximum entropy) over options.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

__all__ = ["FIELDS", "Choice", "Option", "Weights", "bucket", "choose", "load_weights"]

FIELDS = (
    "people", "measure", "kind", "status", "place", "country", "period", "voice", "projected", "sex_age",
)  # fmt: skip
CLOSE = 0.25  # an option with at least this share of the winner's odds is a candidate
EVEN = 0.95  # an option with more than this share of the winner's odds leaves the choice undecided
_CLOSE, _EVEN = math.log(CLOSE), math.log(EVEN)
_EDGES = (0, 1, 2, 3, 5, 8, 12, 18, 27, 40)

Weights = Mapping[str, float]


@dataclass(slots=True)
class Option:
    """A possible value, the tokens that speak for it, and features of how they do."""

    value: object
    words: tuple[int, int] | None = None
    features: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """The winning option, the values that came close to it, and whether it won by more than a hair."""

    option: Option
    close: tuple[object, ...]
    decided: bool = True


def choose(options: Sequence[Option], weights: Weights) -> Choice:
    """The option with the highest score, the first of equals; and the values close behind.

    Raises:
        ValueError: there is nothing to choose from.
    """
    scores = [_score(option.features, weights) for option in options]
    best = max(range(len(options)), key=scores.__getitem__)
    value, top = options[best].value, scores[best]
    close = [
        (o.value, score)
        for o, score in zip(options, scores, strict=True)
        if score >= top + _CLOSE and o.value != value
    ]
    if not close:
        return Choice(options[best], ())
    decided = max(score for _, score in close) <= top + _EVEN
    return Choice(options[best], tuple(dict.fromkeys(v for v, _ in close)), decided)


def _score(features: Iterable[str], weights: Weights) -> float:
    total = 0.0
    for name in features:  # a loop, not a sum over a generator: this is where reading spends its time
        if name in weights:
            total += weights[name]
    return total


def bucket(distance: int) -> str:
    """A distance in tokens as a feature: the narrow classes near, the wide ones far."""
    for edge in _EDGES:
        if distance <= edge:
            return str(edge)
    return "far"


def load_weights(names: Iterable[str] = FIELDS) -> dict[str, Weights]:
    """The bundled weights of each field."""
    folder = files("concord.reading") / "weights"
    loaded: dict[str, Weights] = {}
    for name in names:
        resource = folder / f"{name}.toml"
        loaded[name] = tomllib.loads(resource.read_text("utf-8"))["weights"] if resource.is_file() else {}
    return loaded
