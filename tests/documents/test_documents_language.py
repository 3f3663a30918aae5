"""The language of a text: as declared, unless its letters say otherwise."""

import pytest

from concord.documents.language import language_of


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("84,871 Afghans returned.", None, "en"),
        ("84,871 Afghans returned.", "en_GB", "en-GB"),
        ("84,871 Afghans returned.", "de", "de"),
        ("84,871 Afghans returned.", "ur", "en"),  # an Urdu template around an English report
        ("84,871 Afghans returned.", "english!", "en"),  # no tag
        ("د کډوالو د راستنېدو بهیر روان دی څو", None, "ps"),
        ("پاکستان سے افغان شہریوں کی واپسی جاری ہے", None, "ur"),
        ("بازگشت پناهندگان از پاکستان", None, "fa"),
        ("بازگشت پناهندگان از پاکستان", "fa-AF", "fa-AF"),
        ("بازگشت پناهندگان از پاکستان", "en-US", "fa"),
        ("19228 غیر قانونی تارکین وطن کو براستہ طورخم", None, "ur"),
        ("۵ هزار و ۸۷۵ نفر از مرز", None, "fa"),  # no letter of its own, but its small words
        ("عودة اللاجئين", None, None),  # letters that all of them share
        ("عودة اللاجئين", "ar", "ar"),
        ("Wapasi jari hai", "ur-Latn", "ur-Latn"),
        ("۹۰۷٬۳۹۱", None, None),
        ("۹۰۷٬۳۹۱", "ps", "ps"),
    ],
)
def test_language(text: str, declared: str | None, language: str | None) -> None:
    assert language_of(text, declared) == language
