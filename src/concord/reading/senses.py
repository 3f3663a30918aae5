"""The sense in which a word for a measure stands: by whom it is said, and of what.

crossed   500 Afghans crossed at Torkham: returned · 500 Sudanese crossed: fled
held      the camp held 74: awaiting · 1.9 lakh held PoR cards: registered · officers held 74: arrested
sent      sent to the border: deported · sent to hospital: assisted · sent to jail: arrested
displaced a war displaced 5.8 million refugees: fled
arrest    88 per cent left for *fear of* arrest: nobody was arrested
"""

from dataclasses import replace

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["is_about", "is_weak", "meant"]

_TOWARDS = 5  # tokens from a word of movement to the country that it leads to
_HELD = 6  # tokens from a word of holding to what is held
_GOAL = 9  # tokens from a word of carrying to where it leads
_FEAR = 3  # tokens between a fear and what is feared
_RETURNS = frozenset({"returned", "deported"})
_HOLDING = frozenset({"held", "hold", "holds", "holding", "had", "have", "has", "carry", "carried"})
_PAPERS = frozenset({
    "card", "cards", "visa", "visas", "passport", "passports", "paper", "papers", "permit", "permits",
    "document", "documents", "slip", "slips", "certificate", "certificates",
})  # fmt: skip
_BOOKS = frozenset({"book", "books", "register", "registers", "database", "rolls", "records", "files"})
_CARRYING = frozenset({
    "sent", "sends", "sending", "taken", "carried", "brought", "moved", "driven", "lifted", "despatched",
    "dispatched",
})  # fmt: skip
_GOALS = {
    **dict.fromkeys(("hospital", "hospitals", "clinic", "clinics", "ward", "shelter", "doctor"), "assisted"),
    **dict.fromkeys(("provinces", "province", "villages", "districts", "school", "schools"), "assisted"),
    **dict.fromkeys(("jail", "prison", "custody", "cells", "lock-up", "lock-ups", "station"), "arrested"),
    **dict.fromkeys(("border", "gate", "crossing", "afghanistan", "frontier"), "deported"),
    "away": "other",
}
_ENDS = frozenset(".;\n:()")
_SAMPLED = frozenset({"interviewed", "surveyed", "polled", "questioned", "respondents", "base", "sample"})


def is_weak(scene: Scene, cue: Cue) -> bool:
    """Whether a word speaks of much else too: home, but not deported."""
    return scene.starting(cue.first, "weak") is not None


def is_about(scene: Scene, draft: Draft, cue: Cue) -> bool:
    """Whether a word tells what happened: not what was feared, nor whom a share was taken from."""
    if draft.unit == "percent" and scene.page.words[cue.first] in _SAMPLED:
        return False
    behind = scene.language in ("ur", "ps")  # گرفتاری کا خوف, but fear of arrest, ترس از بازداشت
    first = cue.last if behind else cue.first - _FEAR
    return not any(scene.within("fear", max(first, 0), first + _FEAR))


def meant(scene: Scene, draft: Draft, cue: Cue) -> Cue:
    """A word in the sense that it has here: who crosses home has returned, who crosses from home has fled."""
    if cue.code == "displaced" and _are_refugees(scene, draft, cue):
        return replace(cue, code="fled")
    if not is_weak(scene, cue):
        return cue
    word = scene.page.words[cue.first]
    code = None
    if word in _HOLDING:
        code = _held(scene, cue)
    elif word in _CARRYING:
        code = _carried(scene, cue)
    elif cue.code in ("returned", "fled"):
        code = _crossed(scene, draft, cue)
    return replace(cue, code=code) if code is not None else cue


def _are_refugees(scene: Scene, draft: Draft, cue: Cue) -> bool:
    """Whether those displaced have left their country: a conflict that displaced 5.8 million refugees."""
    head = draft.head
    return (
        head is not None and cue.last <= draft.number.first and "refugees" in scene.page.words[slice(*head)]
    )


def _held(scene: Scene, cue: Cue) -> str | None:
    """Papers are held by those they are made out to, and a camp that held 74 did not arrest them."""
    words = scene.page.words
    before = range(max(cue.first - 3, 0), cue.first)
    if any(words[at] in _BOOKS for at in before) or _names_papers(scene, cue.last):
        return "registered"
    return "awaiting" if words[cue.first] == "held" and any(_names_site(scene, at) for at in before) else None


def _names_papers(scene: Scene, first: int) -> bool:
    for at in range(first, min(first + _HELD, len(scene.page.words))):
        if scene.page.words[at] in _ENDS:
            return False
        if scene.page.words[at] in _PAPERS or scene.starting(at, "status"):
            return True
    return False


def _names_site(scene: Scene, at: int) -> bool:
    return any(cue.role in ("place", "place_kind") for cue in scene.at.get(at, ()))


def _carried(scene: Scene, cue: Cue) -> str | None:
    """Where people were sent or taken tells why."""
    for word in scene.page.words[cue.last : cue.last + _GOAL]:
        if word in _ENDS:
            return None
        if word in _GOALS:
            return _GOALS[word]
    return None


def _crossed(scene: Scene, draft: Draft, cue: Cue) -> str | None:
    """Who crosses home has returned; of the others only those who cross to their own country."""
    nation = draft.get("nationality")
    to = {to.code for to in scene.within("country", cue.last, cue.last + _TOWARDS)}
    if nation is None:
        return "returned" if scene.usual_measure in _RETURNS and to <= {scene.home} else None
    if cue.code == "returned":
        return "fled" if nation != scene.home and nation not in to else None
    return "returned" if nation == scene.home and to <= {nation} else None
