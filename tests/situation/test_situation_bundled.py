"""The situation that comes with Concord: complete, consistent, and quick to load."""

import time
from datetime import date

import pytest

import concord.situation
from concord.situation import Situation, bundled
from concord.situation.names import fold

MEASURES = {
    *("returned", "deported", "arrested", "hosted", "registered", "awaiting", "assisted"),
    *("fled", "displaced", "casualties", "in_need", "other"),
}
PARTIES = {
    *("gov-pk", "gov-af", "gov-ir", "gov-other", "unhcr", "iom"),
    *("un-other", "ngo", "media", "individual", "other"),
}


@pytest.fixture(scope="module")
def situation() -> Situation:
    return bundled("afghanistan-pakistan")


def test_public_names_are_a_choice() -> None:
    assert sorted(concord.situation.__all__) == concord.situation.__all__
    assert all(hasattr(concord.situation, name) for name in concord.situation.__all__)


def test_codes_are_those_that_figures_carry(situation: Situation) -> None:
    assert {measure.code for measure in situation.measures} == MEASURES
    assert {party.code for party in situation.parties} == PARTIES
    assert {"por", "acc", "undocumented", "documented", "refugee", "asylum_seeker", "mixed"} == {
        status.code for status in situation.statuses
    }


def test_returns_include_deportations_and_not_the_other_way(situation: Situation) -> None:
    assert situation.is_part_of("deported", "returned")
    assert not situation.is_part_of("returned", "deported")
    assert not situation.is_part_of("arrested", "returned")


def test_every_source_is_cited_somewhere(situation: Situation) -> None:
    cited = set(_cited(situation.model_dump(exclude={"sources"})))
    assert {source.id for source in situation.sources} == cited


def _cited(value: object) -> list[str]:
    if isinstance(value, dict):
        own = list(value.get("sources", ()))
        return own + [source for inner in value.values() for source in _cited(inner)]
    if isinstance(value, tuple | list):
        return [source for inner in value for source in _cited(inner)]
    return []


def test_every_province_has_a_p_code_and_a_country(situation: Situation) -> None:
    provinces = [place for place in situation.places if place.kind == "province"]
    assert len(provinces) == 34 + 7 + 31
    assert all(place.pcode == place.code for place in provinces)
    assert {situation.country_of(place.code) for place in provinces} == {"AFG", "PAK", "IRN"}


def test_every_place_lies_in_a_country_and_every_crossing_in_two(situation: Situation) -> None:
    countries = [place.code for place in situation.places if place.kind == "country"]
    for place in situation.places:
        around = [country for country in countries if situation.within(place.code, country)]
        assert len(around) == (2 if place.kind == "crossing" else 1), place.code


def test_every_name_leads_to_its_place_or_to_a_wider_one_of_that_name(situation: Situation) -> None:
    for place in situation.places:
        for name in (place.name, *(name for names in place.names.values() for name in names)):
            assert place in situation.places_named(name)
            meant = situation.place_named(name)
            assert meant is not None, f"{name} is ambiguous"
            assert situation.within(place.code, meant.code)


PLACES = [
    ("Torkham", "torkham"),
    ("طورخم", "torkham"),  # Urdu
    ("تورخم", "torkham"),  # Dari and Pashto
    ("Spin Boldak", "chaman"),
    ("سپین‌بولدک", "chaman"),  # written with a half-space
    ("سپين بولدك", "chaman"),  # on an Arabic keyboard
    ("KPK", "PK5"),
    ("خیبرپختونخوا", "PK5"),
    ("Hirat", "AF32"),
    ("Herat", "AF32"),
    ("HERAT CITY", "herat-city"),
    ("کوټې", "quetta"),  # Pashto, oblique case
    ("Haji Camp", "hajj-complex"),
    ("لنڈی کوتل ہولڈنگ سینٹر", "landi-kotal"),
    ("كمپ عمري", "omari"),
    ("Atlantis", None),
    ("near Torkham", None),  # a name, not a text to search
]


@pytest.mark.parametrize(("text", "code"), PLACES)
def test_places_go_by_the_names_that_reports_use(situation: Situation, text: str, code: str | None) -> None:
    place = situation.place_named(text)
    assert (place.code if place else None) == code


VOICES = [
    ("Talal Chaudhry", "gov-pk"),
    ("Pakistan's minister of state for interior", "gov-pk"),
    ("محکمہ داخلہ خیبرپختونخوا", "gov-pk"),
    ("د خیبر پښتونخوا د کورنیو چارو محکمه", "gov-pk"),
    ("police", "gov-pk"),
    ("Iranian police", "gov-ir"),
    ("Tehran's interior ministry", "gov-ir"),
    ("the Taliban's foreign ministry", "gov-af"),  # a named office before a word that any party could use
    ("The Afghan embassy in Islamabad", "gov-af"),
    ("Pakistan's embassy in Kabul", "gov-pk"),
    ("كميسيون عالي رسيدگي به مشكلات مهاجرين", "gov-af"),
    ("High Commission for Addressing Returnees' Problems", "gov-af"),
    ("the UN refugee agency", "unhcr"),  # not the United Nations as a whole
    ("United Nations", "un-other"),
    ("یو این ایچ سی آر کے ترجمان", "unhcr"),
    ("سازمان بین‌المللی مهاجرت", "iom"),
    ("a researcher at Human Rights Watch", "ngo"),
    ("a tailor", "individual"),
    ("an official who spoke", None),  # WHO would be heard in it
    ("the ministry", None),
    ("IOM and UNHCR", None),
]


@pytest.mark.parametrize(("text", "party"), VOICES)
def test_voices_are_known_by_their_offices(situation: Situation, text: str, party: str | None) -> None:
    assert situation.party_of(text) == party


def test_two_voices_are_told_in_their_order(situation: Situation) -> None:
    assert situation.parties_in("IOM and UNHCR") == ("iom", "unhcr")
    assert situation.parties_in("UNHCR, then IOM, then UNHCR") == ("unhcr", "iom")


def test_a_bare_interior_ministry_is_decided_by_the_language(situation: Situation) -> None:
    assert situation.party_of("وزارت داخله", language="fa") == "gov-af"
    assert situation.party_of("وزارت داخلہ", language="ur") == "gov-pk"
    assert situation.party_of("وزارت داخلہ") is None


@pytest.mark.parametrize("language", [None, "en", "ur", "fa", "ps"])
def test_an_office_speaks_for_one_party_in_each_language(situation: Situation, language: str | None) -> None:
    for party in situation.parties:
        for office in party.offices:
            spoken = [office.name, *office.names.get("en", ()), *office.names.get(language or "", ())]
            for name in spoken:
                assert situation.party_of(name, language=language) == party.code, name


# Day of knowledge, last valid day of a Proof of Registration card as known then.
VALIDITY = [
    ("2012-01-01", None),
    ("2015-06-01", "2015-12-31"),
    ("2023-06-30", "2023-06-30"),
    ("2023-08-01", "2023-06-30"),  # lapsed ...
    ("2023-11-09", "2023-12-31"),  # ... and extended after the fact
    ("2024-04-15", "2024-03-31"),  # lapsed ...
    ("2024-04-26", "2024-06-30"),  # ... and extended backwards by the cabinet
    ("2024-07-09", "2024-06-30"),
    ("2024-07-10", "2025-06-30"),
    ("2025-09-01", "2025-06-30"),  # not extended
]


@pytest.mark.parametrize(("known_on", "until"), VALIDITY)
def test_validity_depends_on_the_day_one_asks(situation: Situation, known_on: str, until: str | None) -> None:
    expected = date.fromisoformat(until) if until else None
    assert situation.valid_until("por", date.fromisoformat(known_on)) == expected


def test_knowing_more_never_shortens_a_validity(situation: Situation) -> None:
    known = [situation.valid_until("por", act.decided) for act in situation.validities]
    assert all(until is not None for until in known)
    assert known == sorted(known, key=str)


def test_a_second_phase_starts_on_another_day_for_another_party(situation: Situation) -> None:
    phase = situation.phase("phase-2")
    assert phase is not None
    starts = {(claim.party, claim.start) for claim in phase.claims}
    assert {("iom", "2024-04"), ("gov-pk", "2025-02-13"), ("gov-pk", "2025-04-01")} <= starts


def test_a_party_with_several_base_dates_has_no_single_one(situation: Situation) -> None:
    flash_update = situation.base_date("iom")
    assert flash_update is not None
    assert flash_update.date == date(2023, 9, 15)
    assert situation.base_date("gov-pk") is None
    assert len(situation.base_dates_of("gov-pk")) > 1


def test_identities_split_what_exists(situation: Situation) -> None:
    manners = {"voluntary", "facilitated", "forced"}
    for identity in situation.identities:
        if identity.over == "manner":
            assert set(identity.parts) <= manners


def test_loading_leaves_room_in_the_start_of_a_reading() -> None:
    begin = time.process_time()
    bundled("afghanistan-pakistan")
    assert time.process_time() - begin < 0.25  # seconds; 0.03 on two idle cores


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KĀBUL", "kabul"),
        ("Wesh-Chaman", "wesh  chaman"),
        ("قندهار", "قندھار"),
        ("سپین‌بولدک", "سپین بولدک"),
        ("عودت‌کنندگان", "عودت كنندگان"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)
