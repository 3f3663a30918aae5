"""The briefing: two pages for people, with an annex on request, in four languages and three forms."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from concord.publish.languages import LANGUAGES
from concord.web.access import Action, gate
from concord.web.anticipated import InTheMaking, TooManyAtOnce
from concord.web.briefed import FORMS, printed_briefing
from concord.web.languages import LANGUAGES as NAMED
from concord.web.languages import published
from concord.web.models import Release

__all__ = ["briefing_file", "briefing_page", "released_briefing"]

COME_BACK = "4"  # seconds
# A page of its own: its style and fonts stand inside it, and it can neither run nor load anything.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


@require_safe
@gate(Action.SEE_PUBLIC)
def briefing_page(request: HttpRequest) -> HttpResponse:
    """Every form in every language, of what is known now or of a signed release."""
    told = request.GET.get("release", "").strip()
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 8 else None
    asked = get_object_or_404(Release, number=number) if number is not None else None
    languages = [(published(code), code, name) for code, name in NAMED]
    shown = {"releases": Release.objects.all()[:50], "asked": asked, "languages": languages}
    return render(request, "briefing/page.html", {**shown, "forms": FORMS, "annexes": ("", "annex=1")})


@require_safe
@gate(Action.SEE_PUBLIC)
def briefing_file(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """The briefing of what is known now."""
    return _file(request, None, language, form)


@require_safe
@gate(Action.SEE_PUBLIC)
def released_briefing(request: HttpRequest, number: int, language: str, form: str) -> HttpResponse:
    """The briefing of a signed release: the same bytes whenever it is asked for."""
    release = get_object_or_404(Release.objects.select_related("revision"), number=number)
    return _file(request, release, language, form)


def _file(request: HttpRequest, release: Release | None, language: str, form: str) -> HttpResponse:
    if language not in LANGUAGES or form not in FORMS:
        raise Http404
    annex = request.GET.get("annex") == "1"
    try:
        content = printed_briefing(request, release, language, form, annex=annex)
    except (InTheMaking, TooManyAtOnce):
        return _making(request)
    answer = HttpResponse(content, content_type=FORMS[form].media_type)
    name = f"release-{release.number}-{language}" if release else f"briefing-{language}"
    answer["Content-Disposition"] = f'inline; filename="{name}.{form}"'
    if form == "html":
        answer["Content-Security-Policy"] = POLICY
    return answer


def _making(request: HttpRequest) -> HttpResponse:
    """Not yet: browsers come back by themselves, programs are told when."""
    answer = render(request, "briefing/making.html", status=503)
    answer["Retry-After"] = answer["Refresh"] = COME_BACK
    answer["Cache-Control"] = "no-store"
    return answer
