"""The language of a text: as declared, unless its letters say otherwise."""

from itertools import pairwise

import pytest

from concord.documents.language import language_of, passages_of


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


MIXED = {
    "en": "Some 84,871 people returned through the gate in April, the agency said.",
    "ur": "اپریل میں چوراسی ہزار افراد واپس گئے ہیں، وزارت نے کہا۔",
    "fa": "در ماه اپریل هشتاد و چهار هزار تن به کشور بازگشته‌اند و این آمار رسمی است.",
    "ps": "په اپرېل کې څلور اتيا زره کسان بېرته خپل هېواد ته ستانه شوي دي.",
    "ar": "عاد أكثر من أربعة وثمانين ألف شخص إلى بلادهم خلال هذا الشهر.",
}


@pytest.mark.parametrize("language", MIXED)
def test_a_paragraph_is_told_in_each_of_the_five_languages(language: str) -> None:
    assert language_of(MIXED[language]) == language


def test_a_mixed_document_is_told_paragraph_by_paragraph() -> None:
    text = "\n\n".join(
        [MIXED["en"], "84,871", MIXED["ur"], MIXED["ps"], "1. 2. 3.", MIXED["fa"], MIXED["en"]]
    )
    passages = passages_of(text)
    assert [one.language for one in passages] == ["en", "ur", "ps", "fa", "en"]
    assert text[passages[0].start : passages[0].end].endswith("84,871")
    assert all(one.end <= after.start for one, after in pairwise(passages))


def test_without_letters_nothing_is_told() -> None:
    assert [one.language for one in passages_of("84,871\n3,669")] == [None]
    assert passages_of("\n \n\f") == ()
