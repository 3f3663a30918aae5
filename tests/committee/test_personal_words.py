"""Free text of forms: what would let a person be found is refused, and what reports say is not."""

import pytest

from concord.committee.personal import Personal, PersonalWords, personal_in, refuse_personal

REFUSED = [
    # a known name, alone or with another
    ("Ahmad was beaten at the gate", Personal.NAME),
    ("ahmad zia said so", Personal.NAME),
    ("The complaint of Gul Rahman Ahmadzai", Personal.NAME),
    ("a man named Xerxes waits", Personal.NAME),
    ("Mr Okonkwo refused", Personal.NAME),
    ("a child, son of Farid", Personal.NAME),
    ("احمد ضیا گرفتار شد", Personal.NAME),
    ("مسمی احمد کو روکا گیا", Personal.NAME),
    # numbers of documents, in digits of any script
    ("CNIC 17301-1234567-1 was taken", Personal.CARD),
    ("his card 1730112345671", Personal.CARD),
    ("تذکره ۱۴۰۱-۱۲۳۴-۱۲۳۴۵", Personal.CARD),
    # telephones
    ("call 0301 2345678", Personal.PHONE),
    ("شماره ۰۷۰۰۱۲۳۴۵۶", Personal.PHONE),
    ("ring +44 20 7946 0000", Personal.PHONE),
    ("write to someone@example.org", Personal.CONTACT),
    # doors and points
    ("he lives in house no. 12", Personal.ADDRESS),
    ("Street 4 in the town", Personal.ADDRESS),
    ("مکان نمبر 14", Personal.ADDRESS),
    ("at 34.12345, 71.09876", Personal.ADDRESS),
]
TAKEN = [
    "",
    "The pump broke on 3 May; 1,204 people had 9 litres each",
    "Three buses with 140 people came from Torkham after midnight",
    "Occupancy rose because Ghulam Khan was closed for two days",
    "The Government of Pakistan answers that its total runs from the first phase",
    "IOM publishes one table a day",
    "Kabul keeps the first day of its own count, and names it",
    "Toilets 7 to 12 are out of use until the tank is emptied",
    "پمپ خراب شد و آب به 9 لیتر برای هر نفر رسید",
    "پمپ خراب ہونے سے پانی کم ہو گیا",
    "پمپ خراب شو او اوبه کمې شوې",
    "2025-04-18, 907,391 and 907,351",
]


@pytest.mark.parametrize(("text", "kind"), REFUSED)
def test_a_person_who_could_be_found_is_refused(text: str, kind: Personal) -> None:
    assert kind in personal_in(text)


@pytest.mark.parametrize("text", TAKEN)
def test_words_about_many_are_taken(text: str) -> None:
    assert personal_in(text) == ()


@pytest.mark.parametrize("language", ["en", "ur", "fa-af", "ps"])
def test_the_refusal_says_why_and_how_instead_and_no_word_of_the_text(language: str) -> None:
    with pytest.raises(PersonalWords) as refused:
        refuse_personal("Call Ahmad on 0301 2345678", language)
    told = str(refused.value)
    assert refused.value.kinds == (Personal.NAME, Personal.PHONE)
    assert "Ahmad" not in told
    assert "2345678" not in told
    assert "20" in told  # the example of how to write it


def test_the_four_languages_say_different_things() -> None:
    error = PersonalWords((Personal.CARD,))
    assert len({error.told(language) for language in ("en", "ur", "fa-af", "ps")}) == 4
    assert error.told("xx") == error.told("en")
