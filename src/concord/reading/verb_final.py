"""Which word governs a number where the verb ends the clause: Urdu, Persian and Pashto.

۲۰ مرد و ۱۲ زن *اخراج* شدند           one verb at the end for every number of its clause
۲۰ نفر که در ایران *مقیم* بودند، *اخراج* شدند   the verb of a relative clause closes only that clause
"""

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["verb_final_tie"]

# Finite forms as the page folds them. Participles (شده, شوی) are left out: they also stand before nouns.
_FINITE = {
    "ur": frozenset({
        "هی", "هیں", "تها", "تهی", "تهیں", "گیا", "گئی", "گئیں", "هوا", "هوئی", "هوئیں", "هوگا", "هوں",
        "چکا", "چکی", "رها", "رهی", "دیا", "دیی", "لیا", "لیی", "کیا", "کیی", "آیا", "آئی", "لوٹی",
        "پهنچی", "نکلی", "گزری", "بهیجا", "بهیجی", "پکڑا", "پکڑی", "اٹهایا", "اٹهائی", "سوئی", "ملا",
        "ملی", "مری", "ٹههری", "ٹههرا", "بتایا", "کها",
    }),
    "fa": frozenset({
        "است", "اند", "بود", "شد", "شود", "کرد", "کند", "داد", "دهد", "دارد", "گرفت", "رفت", "آمد",
        "برگشت", "بازگشت", "باشد", "باخت", "یافت", "سپرد", "گردید", "گذشت", "ماند", "فرستاد", "گفت",
        "هست",
    }),
    "ps": frozenset({
        "ده", "دی", "شو", "شول", "شوه", "شی", "وو", "وه", "کړ", "کړل", "کوی", "کېږی", "کیږی", "لری",
        "لرل", "راغلل", "ولاړل", "وایی", "وی", "ول", "وې", "کېدل", "کېده", "راځی", "ځی", "اوسی",
        "اوسېږی", "شته",
    }),
}  # fmt: skip
_MARKS = frozenset(".;\n؛۔|!?:؟")
_RELATIVES = {"ur": frozenset({"جو"}), "fa": frozenset({"که"}), "ps": frozenset({"چې", "چی"})}
_NO_VERBS = frozenset({"مانند", "چند", "هرچند", "هلمند", "فرزند", "شهروند", "خرسند"})
_FAR = 40  # tokens after a number in which its clause must end
_AT_THE_END = 4  # tokens between the word that governs and the end of its clause: گرفتار *کیا جا چکا هی*


def verb_final_tie(scene: Scene, draft: Draft, cue: Cue) -> str | None:
    """The tie of a figure to a cue after its noun, one of links.LINKS; None where the verb tells nothing."""
    number, head = draft.number, draft.head
    first = max(number.last, head[1]) if head else number.last
    if scene.language not in _FINITE or cue.first < first:
        return None
    relative, end = _clause(scene, first)
    if cue.first >= end:
        return None
    if cue.first < relative:
        return "relative"
    governing = max(other.last for other in scene.within(cue.role, first, end))
    return "verb" if cue.last == governing and end - cue.last <= _AT_THE_END else None


def _clause(scene: Scene, first: int) -> tuple[int, int]:
    """Where the relative clauses after a number end (first, if none), and where its own clause ends."""
    words, language = scene.page.words, scene.language
    relative, opened, at = first, False, first
    for at, word in enumerate(words[first : first + _FAR], first):
        if word in _MARKS:
            return relative, at
        if word in _RELATIVES[language]:
            opened = True
        elif (_is_finite(word, language) and not _goes_on(words, at + 1, language)) or _is_bare(scene, at):
            if not opened:
                return relative, at + 1
            relative, opened = at + 1, False
    return relative, at + 1


def _is_bare(scene: Scene, at: int) -> bool:
    """Whether a Pashto perfect ends a clause without its auxiliary: ۴۰ کسان *تللي* او ..."""
    words = scene.page.words
    if scene.language != "ps" or words[at + 1 : at + 2] != ["او"] or words[at].endswith("ونکی"):
        return False
    told = any(cue.role == "measure" for cue in scene.ending.get(at + 1, ()))
    return told and scene.starting(at + 2, "measure") is None and words[at].endswith(("ی", "ې", "ل"))


def _goes_on(words: list[str], at: int, language: str) -> bool:
    return at < len(words) and _is_finite(words[at], language)


def _is_finite(word: str, language: str) -> bool:
    plural = language == "fa" and len(word) > 3 and word.endswith("ند") and word not in _NO_VERBS
    return plural or word in _FINITE[language]
