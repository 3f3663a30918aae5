"""The questions of the XLSForm in the languages of the pages."""

from django.utils.translation import override

from concord.web.sitelabels import FIELD_LABELS, HINTS

__all__ = ["form_labels"]

LANGUAGES = {"Urdu (ur)": "ur", "Dari (prs)": "fa-af", "Pashto (ps)": "ps"}


def form_labels() -> dict[str, dict[str, str]]:
    """For each language the question of each field, with its unit."""
    found = {}
    for name, code in LANGUAGES.items():
        with override(code):
            found[name] = {field: _asked(field) for field in FIELD_LABELS}
    return found


def _asked(field: str) -> str:
    hint = HINTS.get(field)
    return f"{FIELD_LABELS[field]} ({hint})" if hint else str(FIELD_LABELS[field])
