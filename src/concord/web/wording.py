"""Words that a form says: whole or refused, never cut, and never about a person who could be found."""

from django.http import HttpRequest
from django.utils.translation import get_language

from concord.committee.personal import refuse_personal
from concord.errors import ConcordError

__all__ = ["WordsTooLong", "words_said"]


class WordsTooLong(ConcordError):
    """A text is longer than what is kept of it; carries both lengths."""

    def __init__(self, length: int, most: int) -> None:
        self.length, self.most = length, most
        super().__init__(
            f"the text has {length:,} characters and {most:,} fit here: shorten it, nothing was kept"
        )


def words_said(request: HttpRequest, name: str, most: int = 2_000) -> str:
    """What a field of the form says, without blanks around it.

    Raises:
        WordsTooLong, PersonalWords
    """
    told = request.POST.get(name, "").replace("\r\n", "\n").strip()
    if len(told) > most:
        raise WordsTooLong(len(told), most)
    refuse_personal(told, get_language() or "en")
    return told
