"""What a finding says in the reader's language: its kind as a sentence, then the claims side by side.

The English sentence is made where the finding is; the others are made here, from the kind and the
claims alone, so that no language says more than another.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from concord.publish.briefing import Claim
from concord.publish.languages.amounts import amount
from concord.publish.languages.scopes import in_language
from concord.publish.languages.texts import Texts

__all__ = ["contradiction"]

SIDES = 3  # claims that a sentence names; the page lists them all


def contradiction(code: str, english: str, claims: Sequence[Claim], texts: Texts) -> str:
    """The sentence of a finding.

    Args:
        code: the kind, as in ``rival_counts``.
        english: the sentence that the finding carries.
        claims: those it names, in reading order, at least one.

    Raises:
        KeyError: no language file tells that kind.
    """
    if texts.code == "en":
        return english
    told = _sentences()[texts.code]
    if any(claim.value is None for claim in claims):
        return told["small"]
    sides = [_side(claim, texts) for claim in claims[:SIDES]]
    if left := len(claims) - len(sides):
        sides.append(told["more"].format(count=texts.number(left)))
    return told[code].format(sides="؛ ".join(sides))


def _side(claim: Claim, texts: Texts) -> str:
    who = texts.term(claim.party_label if claim.party else claim.claimant)
    unit = f" {texts.term('families')}" if claim.unit == "families" else ""
    return f"{amount(claim, texts)}{unit} ({who}، {in_language(claim.what, texts)})"


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    file = resources.files("concord.publish") / "languages" / "contradictions.toml"
    return tomllib.loads(file.read_text("utf-8"))
