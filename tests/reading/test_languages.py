"""Numbers, dates and hedges as reports in Urdu, Persian and Pashto write them."""

import pytest

from concord.evidence import Document, PartialDate
from concord.reading.dates import find_dates
from concord.reading.lexicon import lexicon_for
from concord.reading.place_rules import Vicinity
from concord.reading.reader import Reader
from concord.reading.text import prepare
from concord.reading.toponyms import find_mentions
from concord.situation import bundled

NUMBERS = [
    # Urdu: lakhs and thousands, with and without spaces
    ("ur", "کل 5لاکھ27 ہزار516 افراد گئے۔", 527_516),
    ("ur", "کل 1 لاکھ 33 ہزار 270 افراد گئے۔", 133_270),
    ("ur", "کل 2 کروڑ 19 لاکھ افراد ہیں۔", 21_900_000),
    ("ur", "اب تک ڈھائی لاکھ افراد گئے۔", 250_000),
    ("ur", "اب تک ڈیڑھ ہزار خاندان گئے۔", 1_500),
    ("ur", "اب تک ساڑھے تین لاکھ افراد گئے۔", 350_000),
    ("ur", "اب تک ساڑھے 3 لاکھ افراد گئے۔", 350_000),
    ("ur", "اب تک پونے دو لاکھ افراد گئے۔", 175_000),
    ("ur", "اب تک سوا لاکھ افراد گئے۔", 125_000),
    ("ur", "اب تک سوا دو لاکھ افراد گئے۔", 225_000),
    ("ur", "اب تک دو سو پچیس خاندان گئے۔", 225),
    ("ur", "وہاں اسی افراد تھے۔", 80),
    ("ur", "اب تک 1.3 ملین افراد گئے۔", 1_300_000),
    ("ur", "اب تک 1 اعشاریہ 3 ملین افراد گئے۔", 1_300_000),
    ("ur", "ہزاروں افغان گئے۔", 2_000),
    ("ur", "لاکھوں افغان گئے۔", 200_000),
    ("ur", "۲۷،۵ فیصد خواتین ہیں۔", 27.5),
    # Persian: thousands joined by 'and'
    ("fa", "یک هزار و ۵۵ نفر برگشتند.", 1_055),
    ("fa", "۷ هزار و ۱۱۷ نفر برگشتند.", 7_117),
    ("fa", "۲هزارو۶۴۹ نفر برگشتند.", 2_649),
    ("fa", "٥٠٠هزار و ٢٠٠ نفر برگشتند.", 500_200),
    ("fa", "۴۳٬۰۰۰ نفر برگشتند.", 43_000),
    ("fa", "۹۰۷٬۳۹۱ نفر برگشتند.", 907_391),
    ("fa", "نیم میلیون نفر برگشتند.", 500_000),
    ("fa", "۱٫۳ میلیون نفر برگشتند.", 1_300_000),
    ("fa", "۴/۴ میلیون نفر برگشتند.", 4_400_000),
    ("fa", "سه و نیم میلیون نفر برگشتند.", 3_500_000),
    ("fa", "بیست و سه هزار نفر برگشتند.", 23_000),
    ("fa", "دو هزار و پانصد و بیست نفر برگشتند.", 2_520),
    ("fa", "سه صد و چهل خانواده برگشتند.", 340),
    ("fa", "ده‌ها خانواده برگشتند.", 20),
    ("fa", "نه نفر برگشتند.", 9),
    # Pashto: units before tens, words in the oblique case
    ("ps", "اولس زره کسان راستانه شول.", 17_000),
    ("ps", "پنځه پنځوس زره کسان راستانه شول.", 55_000),
    ("ps", "۱ عشاریه ۴ میلیونه کسان راستانه شول.", 1_400_000),
    ("ps", "۵ لکه ۴۰ زره کسان راستانه شول.", 540_000),
    ("ps", "درې نیم زره کسان راستانه شول.", 3_500),
    ("ps", "یو میلیون او ۴۰۰۰۰۰ کسان راستانه شول.", 1_400_000),
    ("ps", "یوولس سوه کسان راستانه شول.", 1_100),
    ("ps", "تر زرو زیات کسان راستانه شول.", 1_000),
    ("ps", "زرګونه کډوال راستانه شول.", 2_000),
    ("ps", "لکونه کډوال راستانه شول.", 200_000),
]

NO_PEOPLE = [
    ("ur", "سوا دو سال گزر گئے۔"),  # a quarter and two years
    ("ur", "اسی روز سرحد بند ہوئی۔"),  # this very day, not eighty
    ("ur", "18 بسیں روانہ ہوئیں۔"),
    ("ur", "کارروائی دفعہ 14 کے تحت ہوئی۔"),
    ("fa", "او نه گفت و نه رفت."),  # no, not nine
    ("fa", "۸۹ میلیون افغانی پرداخت شد."),
    ("fa", "۱۱۰ کیلومتر راه بسته است."),
    ("ps", "۲۷ کیلومتره لار بنده ده."),
    ("ps", "۱۱۰ ملیونه ډالر مرسته کوي."),
    ("ps", "نوي کسان راغلل، لکه ماشومان."),  # new, not ninety; such as, not a hundred thousand
]

HEDGES = [
    ("ur", "تقریباً 300 افراد گئے۔", "about"),
    ("ur", "300 کے قریب افراد گئے۔", "about"),
    ("ur", "300 سے زائد افراد گئے۔", "at_least"),
    ("ur", "300 سے کم افراد گئے۔", "at_most"),
    ("fa", "حدود ۳۰۰ نفر برگشتند.", "about"),
    ("fa", "بیش از ۳۰۰ نفر برگشتند.", "at_least"),
    ("fa", "کمتر از ۳۰۰ نفر برگشتند.", "at_most"),
    ("ps", "شاوخوا ۳۰۰ کسان راستانه شول.", "about"),
    ("ps", "له ۳۰۰ ډېر کسان راستانه شول.", "at_least"),
    ("ps", "لږ تر لږه ۳۰۰ کسان راستانه شول.", "at_least"),
]

UNITS = [
    ("ur", "وہاں 43 خاندان تھے جن کے ارکان کی تعداد 287 تھی۔", ["families", "individuals"]),
    ("fa", "۱۲۰ خانواده که ۷۰۰ نفر می‌شوند آمدند.", ["families", "individuals"]),
    ("fa", "خانوار ۱۲۰", ["families"]),
    ("fa", "۱۲۰ خانواده منتقل شدند. کابل ۸۰، لغمان ۴۰", ["families"] * 3),
    ("ps", "۱۲۰ کورنۍ راغلې چې ۷۰۰ کسان دي.", ["families", "individuals"]),
]

# All are read on 15 October 2025, a Wednesday.
DATES = [
    ("ur", "یکم اگست سے اب تک", "2025-08-01", "2025-08-01", "since"),
    ("ur", "30 جون 2025 تک", "2025-06-30", "2025-06-30", "until"),
    ("ur", "22 اپریل کو", "2025-04-22", "2025-04-22", "in"),
    ("ur", "10 سے 15 اکتوبر", "2025-10-10", "2025-10-15", "in"),
    ("ur", "یکم جنوری سے 26 جولائی 2025 کے لیے", "2025-01-01", "2025-07-26", "in"),
    ("ur", "صرف 2024 میں", "2024", "2024", "in"),
    ("ur", "گزشتہ روز", "2025-10-14", "2025-10-14", "in"),
    ("ur", "گزشتہ دو دنوں میں", "2025-10-13", "2025-10-14", "in"),
    ("ur", "گزشتہ ہفتے", "2025-10-06", "2025-10-12", "in"),
    ("ur", "ہفتے کو", "2025-10-11", "2025-10-11", "in"),
    ("ur", "رواں سال", "2025", "2025", "in"),
    ("fa", "۱۷ میزان ۱۴۰۴", "2025-10-09", "2025-10-09", "in"),
    ("fa", "۴ شهریور ۱۴۰۴", "2025-08-26", "2025-08-26", "in"),
    ("fa", "۱۰ تا ۱۵ میزان", "2025-10-02", "2025-10-07", "in"),
    ("fa", "در سال ۱۴۰۳", "2024-03-20", "2025-03-20", "in"),
    ("fa", "روز اول نومبر ۲۰۲۴", "2024-11-01", "2024-11-01", "in"),
    ("fa", "دیروز", "2025-10-14", "2025-10-14", "in"),
    ("fa", "روز گذشته", "2025-10-14", "2025-10-14", "in"),
    ("fa", "در سه ماه گذشته", "2025-07-15", "2025-10-15", "in"),
    ("fa", "هفته گذشته", "2025-10-06", "2025-10-12", "in"),
    ("fa", "امسال", "2025", "2025", "in"),
    ("fa", "از آغاز سال جاری خورشیدی", "2025-03-21", "2026-03-20", "since"),
    ("ps", "د وږي ۱۵مه", "2025-09-06", "2025-09-06", "in"),
    ("ps", "په لړم ۱۴۰۲ کې", "2023-10-23", "2023-11-21", "in"),
    ("ps", "د سپټمبر په لومړۍ", "2025-09-01", "2025-09-01", "in"),
    ("ps", "د ۲۰۲۴ کال د جولای په ۵ مه", "2024-07-05", "2024-07-05", "in"),
    ("ps", "د کب تر ۲۷مې پورې", "2025-03-17", "2025-03-17", "until"),
    ("ps", "له اپریل راهیسې", "2025-04", "2025-04", "since"),
    ("ps", "پرون", "2025-10-14", "2025-10-14", "in"),
    ("ps", "په تېرو دوه ورځو کې", "2025-10-13", "2025-10-14", "in"),
    ("ps", "تېره اوونۍ", "2025-10-06", "2025-10-12", "in"),
    ("ps", "سږکال", "2025", "2025", "in"),
]

NO_DATES = [
    ("ur", "کل 505 افراد"),  # total, not yesterday
    ("fa", "او جدی گفت"),  # serious, not the tenth month
    ("fa", "او می‌گوید"),  # a prefix, not May
    ("ps", "هغه ولاړ او تله"),
    ("ps", "له دوی څخه ۲۰۰۰ کسان"),  # people, not a year
]


def read(language, text, published="2025-10-15"):
    document = Document("note", "", "text/plain", text, language=language, published=PartialDate(published))
    return Reader(bundled("afghanistan-pakistan")).read(document).figures


@pytest.mark.parametrize(("language", "text", "value"), NUMBERS)
def test_a_number_is_read_as_the_language_writes_it(language, text, value):
    assert [figure.value for figure in read(language, text)] == [value]


@pytest.mark.parametrize(("language", "text"), NO_PEOPLE)
def test_what_counts_no_people_is_no_figure(language, text):
    assert read(language, text) == ()


@pytest.mark.parametrize(("language", "text", "precision"), HEDGES)
def test_a_hedge_stands_before_or_after_its_number(language, text, precision):
    assert [figure.precision for figure in read(language, text)] == [precision]


@pytest.mark.parametrize(("language", "text", "units"), UNITS)
def test_families_and_their_members_are_told_apart(language, text, units):
    assert [figure.unit for figure in read(language, text)] == units


PEOPLES = [
    ("ps", "پرون پر تورخم ۴۲ کسان ستانه شول.", "AFG"),  # told by the place alone
    ("fa", "دیروز ۴۲ تن از تورخم گذشتند.", "AFG"),
    ("en", "On Monday 42 people crossed at Torkham.", "AFG"),
    ("en", "On Monday 42 people crossed at Torkham, Syrian officials said.", "SYR"),
    ("en", "On Monday 42 people crossed the lake.", None),
    # a country that leads its paragraph heads it
    ("fa", "سوریه. از ایران ۴۲ تن به خانه برگشتند.\n\nافغانستان آرام بود.", "SYR"),
    ("fa", "سوریه آرام بود. از ایران ۴۲ تن به خانه برگشتند.\n\nافغانستان آرام بود.", "AFG"),
]


@pytest.mark.parametrize(("language", "text", "nationality"), PEOPLES)
def test_people_are_of_the_situation_where_its_places_are_named(language, text, nationality):
    assert read(language, text)[0].nationality == nationality


POINTED = [
    ("fa", "دروازهٔ تورخم باز است.\n\nاز همین گذرگاه ۹۱۲ تن برگشتند.", "تورخم"),
    ("ur", "طورخم کا گیٹ کھلا ہے۔\n\nاس گزرگاہ سے گزشتہ ماہ 912 افراد گئے۔", "طورخم"),
    ("ps", "د تورخم دروازه خلاصه ده.\n\nدلته تېره میاشت ۹۱۲ کسان راستانه شول.", "تورخم"),
]


@pytest.mark.parametrize(("language", "text", "place"), POINTED)
def test_this_gate_and_here_are_the_place_named_before(language, text, place):
    reader = Reader(bundled("afghanistan-pakistan"))
    scene = reader.scene(Document("note", "", "text/plain", text, language=language))
    pointed = Vicinity(scene, reader.drafts(scene), 0).pointed()
    assert place in scene.text(pointed.first, pointed.last)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("۴۱ درصد مردان تنها بودند.", []),
        ("در مردان ۴۱ تن ماندند.", ["مردان"]),
        ("ایالت سند باز است.", ["سند"]),
    ],
)
def test_a_common_noun_is_a_place_only_where_something_says_so(text, named):
    scene = Reader(bundled("afghanistan-pakistan")).scene(
        Document("note", "", "text/plain", text, language="fa")
    )
    assert [mention.name for mention in find_mentions(scene)] == named


def dates(language, text):
    page = prepare(text)
    cues = lexicon_for(language, bundled("afghanistan-pakistan")).find(page)
    return find_dates(page, cues, PartialDate("2025-10-15"))


@pytest.mark.parametrize(("language", "text", "start", "end", "role"), DATES)
def test_a_date_is_read_in_the_calendar_and_word_order_of_its_language(language, text, start, end, role):
    assert [(w.start.text, w.end.text, w.role) for w in dates(language, text)] == [(start, end, role)]


@pytest.mark.parametrize(("language", "text"), NO_DATES)
def test_a_word_that_only_looks_like_a_date_is_none(language, text):
    assert dates(language, text) == []


def test_a_joined_spelling_is_found_like_the_one_with_a_joiner():
    spellings = ("عودت‌کننده", "عودتکننده", "عودت کننده")
    assert {figure.value for text in spellings for figure in read("fa", f"۱۲ {text} آمد.")} == {12}


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("fa", "۱۸ هزار و ۵۷۷ تن از راه پنج گذرگاه مرزی برگشتند.", [18577]),
        ("ur", "پانچ سرحدی گزرگاہ سے 2100 افغان واپس گئے۔", [2100]),
    ],
)
def test_crossings_are_counted_as_no_people(language: str, text: str, values: list[int]) -> None:
    note = Document("note", "", "text/plain", text, language=language)
    assert [f.value for f in Reader(bundled("afghanistan-pakistan")).read(note).figures] == values
