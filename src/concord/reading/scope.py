"""Whom and where a figure is limited to: legal status, sex and age, nationality, country, place.

Each field takes the word that stands with the number's noun or in its clause, then what
the sentence or the heading above sets for a whole list. The country of people who
return is the one they leave; that of all others is the one they are in.
"""

from collections import Counter

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.situation import Situation

__all__ = ["read_country", "read_group", "read_nationality", "read_place", "read_status"]

_NOUN_REACH = 6
_LEAVING = frozenset({"returned", "deported", "arrested"})
_AT_HOME = frozenset({"displaced", "in_need", "casualties", "assisted"})
_AWAY = _LEAVING | {"hosted", "registered", "fled"}
_JOINING = frozenset({"and", "or", ",", "/", "و", "اور", "او"})
_LESS_EXACT = {"refugee": 6}  # a card named beside it tells more


def read_status(scene: Scene, drafts: list[Draft]) -> None:
    """Legal status, from the noun phrase or the clause."""
    for draft in drafts:
        cues = scene.in_sentence("status", draft.sentence)
        cue = scene.nearest(draft, cues, _LESS_EXACT, limit=14, before=1)
        if cue is None:
            cue = _status_of_heading(scene, draft)
        if cue is not None and not _belongs_to_another(scene, draft, drafts, cue):
            draft.set("status", cue.code, (cue.first, cue.last))


def _status_of_heading(scene: Scene, draft: Draft) -> Cue | None:
    """A. ILLEGAL FOREIGNERS REPATRIATED: the status of every row below."""
    heading = scene.heading[draft.sentence]
    cues = scene.in_sentence("status", heading) if heading is not None else []
    return cues[0] if cues else None


def read_group(scene: Scene, drafts: list[Draft]) -> None:
    """Sex and age, where the number's own noun says so: 35,507 women; women 811; 60 per cent are children."""
    for draft in drafts:
        number = draft.number
        first, last = scene.page.bounds[draft.sentence]
        after = [c for c in scene.within("group", number.last, min(last, number.last + _NOUN_REACH)) if not _cut(scene, number.last, c.first)]
        before = scene.ended(number.first, "group")
        cue = after[0] if after else before
        if cue is not None and not _belongs_to_another(scene, draft, drafts, cue):
            draft.set("sex_age", cue.code, (cue.first, cue.last))


def _cut(scene: Scene, first: int, last: int) -> bool:
    """Whether a stop stands between two tokens."""
    return any(word in ".,;:()\n" for word in scene.page.words[first:last])


def _belongs_to_another(scene: Scene, draft: Draft, drafts: list[Draft], cue: Cue) -> bool:
    """Whether a word is nearer to the number of another figure of the sentence, on its far side."""
    number = draft.number
    for other in drafts:
        if other is draft or other.sentence != draft.sentence:
            continue
        between = number.last <= other.number.first < cue.first or cue.last <= other.number.first < number.first
        if between:
            return True
        if cue.last <= number.first and other.number.last <= cue.first and cue.first - other.number.last <= 2:
            return scene.page.words[cue.last] in ",;.)(" if cue.last < len(scene.page.words) else True
    return False


def read_nationality(scene: Scene, drafts: list[Draft], situation: Situation) -> None:
    """Nationality: the demonym of the noun, of the sentence, or what the document is about."""
    usual = _usual_nationality(scene, situation)
    for draft in drafts:
        number = draft.number
        close = [c for c in scene.within("demonym", number.last, number.last + _NOUN_REACH) if not _cut(scene, number.last, c.first)]
        cue = close[0] if close else scene.nearest(draft, scene.in_sentence("demonym", draft.sentence), limit=14)
        if cue is not None:
            draft.set("nationality", cue.code, (cue.first, cue.last))
        draft.set("nationality", usual)


def _usual_nationality(scene: Scene, situation: Situation) -> str | None:
    """The situation's people where the document names them at all, else the demonym it uses most."""
    counts = Counter(cue.code for cue in scene.cues.get("demonym", ()))
    if counts[situation.nationality] or any(c.code == situation.nationality for c in scene.cues.get("country", ())):
        return situation.nationality
    return counts.most_common(1)[0][0] if counts else None


def read_country(scene: Scene, drafts: list[Draft], situation: Situation, named_above: list[Cue]) -> None:
    """The country that people are in or leave; ``named_above`` are the countries of title and publisher."""
    hosts = (situation.host, *situation.other_hosts)
    usual = _usual_country(scene, situation, hosts, named_above)
    for draft in drafts:
        _country_of_place(draft, situation, hosts)
        home = str(draft.get("nationality"))
        cue = _country_near(scene, draft, home)
        if cue is not None and _joins_another(scene, cue):
            draft.values.setdefault("country", None)
        elif cue is not None:
            draft.set("country", cue.code, (cue.first, cue.last))
        elif _is_several(scene, draft):
            draft.values.setdefault("country", None)
        if draft.get("measure") in _AT_HOME and home != "None":
            draft.set("country", home)
        draft.set("country", usual)


def _country_of_place(draft: Draft, situation: Situation, hosts: tuple[str, ...]) -> None:
    """The country of the figure's place; of returns, the host on the far side of a crossing."""
    code = draft.get("place_code")
    if code is None:
        return
    country = situation.country_of(str(code))
    if draft.get("measure") in _LEAVING and country not in hosts:
        between = [host for host in hosts if situation.within(str(code), host)]
        if len(between) == 1:
            draft.set("country", between[0], draft.why.get("place"))
    elif country is not None:
        draft.set("country", country, draft.why.get("place"))


def _country_near(scene: Scene, draft: Draft, home: str) -> Cue | None:
    """The nearest country of the sentence that people may be in; of those who left, not their own."""
    cues = scene.in_sentence("country", draft.sentence)
    if draft.get("measure") in _AWAY:
        cues = [cue for cue in cues if cue.code != home]
    return scene.nearest(draft, cues, limit=22)


def _joins_another(scene: Scene, cue: Cue) -> bool:
    """Iran and Pakistan: several countries are none."""
    words = scene.page.words
    after = cue.last < len(words) - 1 and words[cue.last] in _JOINING and scene.starting(cue.last + 1, "country")
    before = cue.first > 1 and words[cue.first - 1] in _JOINING and scene.ended(cue.first - 1, "country")
    return bool(after or before)


def _is_several(scene: Scene, draft: Draft) -> bool:
    return scene.nearest(draft, scene.in_sentence("several", draft.sentence), limit=16) is not None


def _usual_country(scene: Scene, situation: Situation, hosts: tuple[str, ...], named_above: list[Cue]) -> str | None:
    """The country that the document is about: of its title, else the host it names most, else any."""
    away = [cue.code for cue in named_above if cue.code != situation.nationality]
    if len(set(away)) == 1:
        return away[0]
    named = Counter(cue.code for role in ("country", "demonym") for cue in scene.cues.get(role, ()))
    hosting = [(count, code) for code, count in named.items() if code in hosts]
    if named[situation.nationality] and (hosting or not named):
        return max(hosting)[1] if hosting else hosts[0]
    return named.most_common(1)[0][0] if named else hosts[0]


def read_place(scene: Scene, drafts: list[Draft]) -> None:
    """The place, crossing or centre that a figure is limited to, as written."""
    for i, draft in enumerate(drafts):
        cues = scene.in_sentence("place", draft.sentence)
        cue = _place_label(scene, draft) or scene.nearest(draft, [c for c in cues if not _names_office(scene, c)], limit=22, before=1)
        if cue is None or _belongs_to_another(scene, draft, drafts, cue):
            continue
        last = _joined_place(scene, cue)
        draft.set("place", scene.text(cue.first, last), (cue.first, last))
        draft.set("place_code", cue.code)


def _place_label(scene: Scene, draft: Draft) -> Cue | None:
    """Punjab 143; Nangarhar   388: the place stands right before its number."""
    at = draft.number.first
    while at > 0 and scene.page.words[at - 1] in (":", "|", "-", "for", "=", "("):
        at -= 1
    return scene.ended(at, "place")


def _joined_place(scene: Scene, cue: Cue) -> int:
    """Two places joined by 'and' are one scope: Torkham and Spin Boldak."""
    if cue.last + 1 < len(scene.page.words) and scene.page.words[cue.last] in ("and", "or"):
        following = scene.starting(cue.last + 1, "place")
        if following is not None:
            return following.last
    return cue.last


def _names_office(scene: Scene, cue: Cue) -> bool:
    """Whether a place only says where somebody speaks or holds office: an official in Islamabad."""
    before = scene.page.words[cue.first - 1] if cue.first else ""
    return before == "in" and scene.ended(cue.first - 1, "generic_office") is not None
