"""The four languages of the pages, their direction, and the middleware that chooses one.

Django knows Urdu and Persian but neither Dari nor Pashto; both are taught to it here.
"""

from collections.abc import Callable, Iterable

from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware

__all__ = ["LANGUAGES", "RIGHT_TO_LEFT", "ChosenLanguage", "native_digits", "published", "teach_django"]

LANGUAGES = [("en", "English"), ("ur", "اردو"), ("fa-af", "دری"), ("ps", "پښتو")]
RIGHT_TO_LEFT = frozenset({"ur", "fa-af", "ps"})
_DIGITS = {
    "ur": str.maketrans("0123456789,.%", "۰۱۲۳۴۵۶۷۸۹٬٫٪"),
    "fa-af": str.maketrans("0123456789,.%", "۰۱۲۳۴۵۶۷۸۹٬٫٪"),
    "ps": str.maketrans("0123456789,.%", "۰۱۲۳۴۵۶۷۸۹٬٫٪"),
}


def teach_django() -> None:
    """Tell Django of Dari and Pashto, and that they run from right to left."""
    from django.conf import global_settings

    taught: Iterable[tuple[str, str, str]] = (("fa-af", "Dari", "دری"), ("ps", "Pashto", "پښتو"))
    for code, name, own in taught:
        LANG_INFO[code] = {"bidi": True, "code": code, "name": name, "name_local": own}
        if code not in global_settings.LANGUAGES_BIDI:
            global_settings.LANGUAGES_BIDI.append(code)


def native_digits(text: str, language: str) -> str:
    """The digits of a number as the language writes them.

    >>> native_digits("907,391", "fa-af")
    '۹۰۷٬۳۹۱'
    """
    table = _DIGITS.get(language)
    return text if table is None else text.translate(table)


def published(language: str) -> str:
    """The code by which publications know a language of the pages."""
    return "fa-AF" if language == "fa-af" else language


class ChosenLanguage(LocaleMiddleware):
    """The language of the cookie, else of the browser; ``?language=`` chooses it for a link.

    A link that is shared then opens in the language in which it was sent.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        asked = request.GET.get("language")
        if asked in dict(LANGUAGES):
            from django.utils import translation

            translation.activate(asked)
            request.LANGUAGE_CODE = asked

    get_response: Callable[[HttpRequest], HttpResponse]
