"""Reports of conduct and words about dignity for the demo: of the kind that is told, about no real event."""

from datetime import date, datetime

from concord.web.models import ConductAnswer, ConductReport, DignityWord, Seat

__all__ = ["fill_conduct"]

SOURCE = "https://example.org/example-report"
PUNJAB, SINDH = "PK6", "PK7"

# who reports, kind, authority, place, months ago, people; then the answers: who, kind, words
REPORTS = (
    ("unhcr", "arrest", "gov-pk", PUNJAB, 3, 180, (
        ("islamabad", "denied", "Those held had no valid papers; no holder of a card was among them."),
        ("unhcr", "upheld", "Our monitors saw cards that were valid on that day."),
        ("islamabad", "promised", "The home department will compare the lists by the end of next month."),
    )),
    ("unhcr", "extortion", "gov-pk", "torkham", 2, 40, (
        ("islamabad", "denied", "No payment is asked at the crossing; complaints are heard at the counter."),
    )),
    ("iom", "separation", "gov-pk", SINDH, 2, 6, ()),
    ("islamabad", "confiscation", "gov-af", "torkham", 2, None, (
        ("kabul", "explained", "Cash above the limit is listed and given back on the third day."),
    )),
)  # fmt: skip

# who says, check, answer, months ago, place, why
WORDS = (
    ("unhcr", "private_interview", "yes", 2, "torkham", "Interviews are held apart, by women with women."),
    ("unhcr", "threat", "yes", 2, "torkham", "A deadline was in force throughout the month."),
    ("islamabad", "threat", "no", 2, "torkham", "The deadline concerns only those without papers."),
    ("iom", "families_together", "yes", 2, "torkham", "Families are registered and moved as one."),
    ("iom", "medical", "yes", 2, "torkham", "A clinic stands at the transit centre."),
    ("unhcr", "way_to_stay", "no", 2, "torkham", "No way to appeal was open at the crossing."),
    ("unhcr", "threat", "yes", 3, "torkham", "Arrests were announced for the end of the month."),
    ("iom", "medical", "no", 3, "torkham", "The clinic had not opened yet."),
)


def fill_conduct(at: datetime) -> None:
    """The reports, answers and words of the example; what is there already stays."""
    if ConductReport.objects.exists():
        return
    seats = {seat.user.username: seat for seat in Seat.objects.select_related("user")}
    for who, kind, authority, place, ago, people, answers in REPORTS:
        report = ConductReport(
            at=at,
            kind=kind,
            authority=authority,
            place=place,
            month=_month(at.date(), ago),
            count=people,
            party=seats[who].party,
            seat=seats[who],
        )
        report.save()
        for by, said, words in answers:
            ConductAnswer(
                at=at, report=report, kind=said, text=words, party=seats[by].party, seat=seats[by]
            ).save()
    for who, check, word, ago, place, why in WORDS:
        DignityWord(
            at=at,
            month=_month(at.date(), ago),
            place=place,
            check_code=check,
            word=word,
            why=why,
            evidence=SOURCE,
            party=seats[who].party,
            seat=seats[who],
        ).save()


def _month(today: date, ago: int) -> str:
    months = today.year * 12 + today.month - 1 - ago
    return f"{months // 12}-{months % 12 + 1:02}"
