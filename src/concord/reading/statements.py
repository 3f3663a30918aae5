"""Attributed assertions without a number: from allegation and denial to commitment and assurance.

A statement is a clause with a word that makes it one. A verb names the act and its subject the speaker:
"Kabul *urged*", "Islamabad *denies*", "*launched* a campaign". A claim only tells what was said
("treated *fairly*", "*safe havens*"), and counts where somebody has the floor. "Reports of arrests" are
an allegation by nobody in particular.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from concord.evidence import Document, Statement, StatementKind
from concord.reading.drafts import Scene
from concord.reading.lexicon import Cue
from concord.reading.offices import Voice
from concord.reading.voices import Voices

__all__ = ["read_statements"]

_SUBORDINATE = frozenset({"as", "while", "but", "amid", "whereas", "although", "since", ";"})
_BREAKS = _SUBORDINATE | {"and", ",", "or", "that"}
_OBJECTS = {"policy": "policy_object", "denial": "charge"}
_OBJECT_REACH = 14  # tokens from a verb of policy or denial to what it sets or denies
_PRONOUNS = frozenset({"it", "he", "she", "they"})


@dataclass(frozen=True, slots=True)
class _Act:
    """A word that makes its clause a statement, and the tokens of the clause."""

    kind: StatementKind
    cue: Cue
    first: int
    last: int


def read_statements(scene: Scene, document: Document) -> tuple[Statement, ...]:
    """All statements of a document in the order of its text."""
    if not any(scene.cues.get(kind.value) for kind in StatementKind):
        return ()
    voices = scene.voices = scene.voices or Voices(scene)
    found: list[Statement] = []
    last: Voice | None = None
    for sentence in range(len(scene.page.bounds)):
        voice: Voice | None = None
        for act in _acts(scene, sentence):
            voice = _speaker(scene, voices, act, sentence, last) or (
                voice if act.cue.code == "verb" else None
            )
            if voice is None and act.cue.code not in ("report", "plan"):
                continue
            last = voice or last
            found.append(_statement(scene, document, act, voice, found))
    return tuple(found)


def _acts(scene: Scene, sentence: int) -> Iterator[_Act]:
    """The statements of a sentence; it is cut between two of them at the break that is last."""
    cues = list(_cues(scene, sentence))
    first, end = scene.page.bounds[sentence]
    for i, cue in enumerate(cues):
        following = cues[i + 1] if i + 1 < len(cues) else None
        if i == 0:
            first = _last_break(scene, _SUBORDINATE, first, cue.first) or first
        last = end if following is None else _last_break(scene, _BREAKS, cue.last, following.first)
        last = last if last is not None else end
        yield _Act(StatementKind(cue.role), cue, *_trimmed(scene, first, last))
        first = last


def _cues(scene: Scene, sentence: int) -> Iterator[Cue]:
    """Words that make statements; of two in one clause the first speaks for it."""
    found = [cue for kind in StatementKind for cue in scene.in_sentence(kind.value, sentence)]
    before: Cue | None = None
    for cue in sorted(found, key=lambda cue: cue.first):
        if not _stands(scene, cue) or _belongs(cue, before):
            continue
        if before is None or _last_break(scene, _BREAKS, before.last, cue.first) is not None:
            yield cue
            before = cue


def _belongs(cue: Cue, before: Cue | None) -> bool:
    """Whether a claim is only what a verb before it told: accused of extortion and *harassment*."""
    return (
        before is not None
        and cue.code == "claim"
        and before.code in ("verb", "report")
        and before.role == cue.role
    )


def _stands(scene: Scene, cue: Cue) -> bool:
    """Whether a word has the object it needs: denied *the charges*, not denied entry; asked *to* leave."""
    end = min(scene.page.bounds[scene.page.sentence[cue.first]][1], cue.last + _OBJECT_REACH)
    if cue.code == "ask":
        return "to" in scene.page.words[cue.last : end]
    if cue.code != "verb" or cue.role not in _OBJECTS:
        return True
    return bool(scene.within(_OBJECTS[cue.role], cue.last, end))


def _last_break(scene: Scene, breaks: frozenset[str], first: int, last: int) -> int | None:
    """The token after the last break between two tokens."""
    words = scene.page.words
    for at in range(last - 1, first - 1, -1):
        if words[at] in breaks and (words[at] != "as" or words[at - 1] == ","):  # but not: known as
            return at + 1
    return None


def _trimmed(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """A clause without the marks and joining words at its edges."""
    words = scene.page.words
    while first < last - 1 and (words[first] in _BREAKS or not words[first].isalnum()):
        first += 1
    while last > first + 1 and (words[last - 1] in _BREAKS or not words[last - 1].isalnum()):
        last -= 1
    return first, last


def _speaker(scene: Scene, voices: Voices, act: _Act, sentence: int, last: Voice | None) -> Voice | None:
    """The subject of the verb, else the voice in force; reports of something have none."""
    if act.cue.code == "report":
        return None
    if act.cue.code in ("verb", "ask", "baseless"):
        subject = _subject(scene, voices, act, sentence, last)
        if subject is not None:
            return subject
    return _in_force(scene, voices, act, sentence)


def _subject(scene: Scene, voices: Voices, act: _Act, sentence: int, last: Voice | None) -> Voice | None:
    """The last office, country or pronoun before the verb in its sentence."""
    start = scene.page.bounds[sentence][0]
    named = [(first, cues) for first, cues in voices.offices.named(sentence) if first < act.cue.first]
    countries = scene.within("country", start, act.cue.first)
    if act.cue.first > start and scene.page.words[act.cue.first - 1] in _PRONOUNS and last is not None:
        return last
    if countries and (not named or countries[-1].first >= named[-1][1][-1].last):
        return _government(scene, countries[-1])
    return _office(scene, voices, *named[-1]) if named else None


def _office(scene: Scene, voices: Voices, first: int, cues: list[Cue]) -> Voice:
    """An office; the capital that stands for a government is in its own country."""
    voice = voices.offices.voice(first, cues)
    capital = scene.starting(cues[0].first, "place")
    countries = scene.gazetteer.countries(capital.code) if capital is not None else ()
    if len(countries) == 1:
        return Voice(voice.name, scene.gazetteer.government(next(iter(countries))))
    return voice


def _government(scene: Scene, country: Cue) -> Voice:
    return Voice(scene.text(country.first, country.last), scene.gazetteer.government(country.code))


def _in_force(scene: Scene, voices: Voices, act: _Act, sentence: int) -> Voice | None:
    """The voice of the sentence that stands nearest before the word, else that of its paragraph."""
    page = scene.page
    if own := voices.said[sentence]:
        before = [said for said in own if said.first < act.cue.first]
        return (before or own)[-1].voice
    said = voices.last_before(sentence)
    same = said is not None and page.paragraph[said.first] == page.paragraph[act.cue.first]
    return said.voice if said is not None and same else None


def _statement(
    scene: Scene, document: Document, act: _Act, voice: Voice | None, earlier: list[Statement]
) -> Statement:
    page = scene.page
    start, end = page.starts[act.first], page.ends[act.last - 1]
    return Statement(
        document=document.id,
        start=start,
        end=end,
        text=page.text[start:end],
        kind=act.kind,
        source=voice.name if voice else None,
        party=voice.party if voice else None,
        about=_about(scene, act),
        denies=_denied(earlier) if act.kind == StatementKind.DENIAL else None,
        said=document.published,
        publisher=document.publisher,
    )


def _about(scene: Scene, act: _Act) -> str | None:
    """The first office, country or people named after the word."""
    roles = ("office", "generic_office", "country", "demonym")
    named = [cue for role in roles for cue in scene.within(role, act.cue.last, act.last)]
    first = min(named, key=lambda cue: cue.first, default=None)
    return scene.text(first.first, first.last) if first is not None else None


def _denied(earlier: list[Statement]) -> int | None:
    """The start of the nearest allegation before a denial."""
    return next((s.start for s in reversed(earlier) if s.kind == StatementKind.ALLEGATION), None)
