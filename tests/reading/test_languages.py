"""Numbers, dates and hedges as reports in Urdu, Persian and Pashto write them."""

import pytest

from concord.evidence import Document, PartialDate
from concord.reading.reader import Reader
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


def read(language, text, published="2025-10-15"):
    document = Document("note", "", "text/plain", text, language=language, published=PartialDate(published))
    return Reader(bundled("afghanistan-pakistan")).read(document).figures


@pytest.mark.parametrize(("language", "text", "value"), NUMBERS)
def test_a_number_is_read_as_the_language_writes_it(language, text, value):
    assert [figure.value for figure in read(language, text)] == [value]


@pytest.mark.parametrize(("language", "text"), NO_PEOPLE)
def test_what_counts_no_people_is_no_figure(language, text):
    assert read(language, text) == ()
