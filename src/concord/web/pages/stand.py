"""Where do I stand: for anybody, on a closed server too, and nothing of it is kept.

The question comes by POST, so that it stands in no address: not in the history of the browser, not in
the log of a proxy, not in the Referer of the next page. The form carries no token and sets no cookie; it
changes nothing, so that there is nothing to forge. The page asks for no seat, opens no ledger and writes
nothing; see docs/reference/standing.md for what is tested.
"""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from concord.standing import (
    LANGUAGES,
    NothingKnownYet,
    SentenceKind,
    Standing,
    Texts,
    UnclearStandQuestion,
    UnknownLanguage,
    asked,
    stand,
    texts_of,
)
from concord.web.access import Action, gate
from concord.web.languages import LANGUAGES as NAMES
from concord.web.languages import RIGHT_TO_LEFT
from concord.web.ledgers import now, situation

__all__ = ["stand_answer", "stand_page"]

LONGEST = 20  # characters of a day or a code; more is no question


@require_safe
@gate(Action.STAND)
def stand_page(request: HttpRequest) -> HttpResponse:
    """The question, with today in both days."""
    return _told(_texts(request.GET.get("language", "")), {})


@csrf_exempt
@require_POST
@gate(Action.STAND)
def stand_answer(request: HttpRequest) -> HttpResponse:
    """The answer to a question; one that cannot be read comes back with what to change."""
    given = {name: request.POST.get(name, "")[:LONGEST] for name in ("document", "on", "known")}
    texts = _texts(request.POST.get("language", ""))
    try:
        question = asked(given["document"], given["on"], given["known"], situation(), today=now().date())
        return _told(texts, given, standing=stand(question, situation()))
    except UnclearStandQuestion:
        return _told(texts, given, problem=texts.headings["unclear"])
    except NothingKnownYet:
        return _told(texts, given, problem=texts.headings["nothing_known"])


def _texts(language: str) -> Texts:
    """The words of the language asked for, else of the page."""
    try:
        return texts_of(language or get_language() or "en")
    except UnknownLanguage:
        return texts_of("en")


def _told(
    texts: Texts, given: dict[str, str], *, standing: Standing | None = None, problem: str = ""
) -> HttpResponse:
    language = texts.language.lower()
    today = now().date().isoformat()
    words: dict[str, Any] = {
        "words": texts.headings,
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "languages": [(code, name) for code, name in NAMES if code in map(str.lower, LANGUAGES)],
        "papers": [(paper.code, texts.of(paper.name)) for paper in situation().papers],
        "given": {"document": "por", "on": today, "known": today} | {k: v for k, v in given.items() if v},
        "asked": bool(given),
        "problem": problem,
        "answer": _answer(standing, texts) if standing is not None else None,
    }
    with translation.override(language):
        response = HttpResponse(render_to_string("stand/page.html", words))
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex" if given else "all"
    return response


def _answer(standing: Standing, texts: Texts) -> dict[str, Any]:
    """The sections of an answer; each source has a number under which the foot lists it."""
    numbers = {source: n for n, source in enumerate(_in_order(standing), 1)}
    day = texts.day
    kinds = [kind for kind in SentenceKind if kind is not SentenceKind.VERDICT]
    scheme = {act.code: texts.digits(texts.of(act.title)) for act in standing.acts}

    def lines(kind: SentenceKind) -> list[dict[str, Any]]:
        return [
            {
                "text": texts.tell(sentence),
                "act": scheme.get(sentence.act or ""),
                "party": _party(sentence.party, texts) if kind is SentenceKind.CONTESTED else None,
                "numbers": [numbers[source] for source in sentence.sources],
            }
            for sentence in standing.of(kind)
        ]

    paper = situation().paper(standing.question.paper)
    return {
        "paper": texts.of(paper.name) if paper else "",
        "on": day(standing.question.on),
        "known": day(standing.question.known),
        "state": texts.states[standing.state.value],
        "code": standing.state.value,
        "disputed": standing.disputed,
        "verdict": lines(SentenceKind.VERDICT),
        "sections": [
            (kind.value, texts.headings[kind.value], lines(kind))
            for kind in kinds
            if kind not in (SentenceKind.ACT, SentenceKind.ADVICE)
        ],
        "acts": [
            line | {"act": "", "when": _when(act.announced, act.announced_exactly, texts)}
            for act, line in zip(standing.acts, lines(SentenceKind.ACT), strict=True)
        ],
        "advice": lines(SentenceKind.ADVICE),
        "sources": [(number, situation().source(source)) for source, number in numbers.items()],
    }


def _party(code: str | None, texts: Texts) -> str:
    """The name of a party as its language writes it, where the situation knows one."""
    party = situation().party(code) if code else None
    if party is None:
        return code or ""
    if party.kind == "media":
        return texts.headings["press"]
    own = party.names.get(texts.language.removesuffix("-AF"), ()) if party.kind == "government" else ()
    return own[0] if own and texts.language != "en" else party.label


def _in_order(standing: Standing) -> list[str]:
    return list(dict.fromkeys(source for told in standing.sentences for source in told.sources))


def _when(announced: date | None, exactly: bool, texts: Texts) -> str:
    if announced is None:
        return texts.headings["undated"]
    word = texts.headings["announced" if exactly else "announced_by"]
    return f"{word} {texts.day(announced)}"
