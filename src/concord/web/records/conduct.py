"""Reports of conduct with their answers; words about dignity and about commitments."""

from django.db import models

from concord.committee import conduct, dignity
from concord.evidence import PartialDate
from concord.web.records.keeping import AddedOnly
from concord.web.records.seats import Seat

__all__ = ["CommitmentWord", "ConductAnswer", "ConductReport", "DignityWord"]


class ConductReport(AddedOnly):
    """A report in aggregate; ``words`` are for the party that reports and leave it by no door."""

    kind = models.CharField(max_length=14, choices=[(k.value, k.value) for k in conduct.ConductKind])
    authority = models.CharField(max_length=40, db_index=True)
    place = models.CharField(max_length=40, db_index=True)
    month = models.CharField(max_length=7, db_index=True)
    count = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=1_000, blank=True)
    words = models.TextField(max_length=1_000, blank=True)
    party = models.CharField(max_length=40, db_index=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("-month", "-id")

    @property
    def report(self) -> conduct.Report:
        """The report as the committee's rules know it."""
        return conduct.Report(
            kind=conduct.ConductKind(self.kind),
            party=self.party,
            authority=self.authority,
            place=self.place,
            month=PartialDate(self.month),
            count=self.count,
            source=self.source,
        )

    @property
    def said(self) -> list[conduct.Answer]:
        """What was said to it, in order."""
        return [one.answer for one in self.answers.all()]

    @property
    def state(self) -> conduct.ConductState:
        """Where it stands."""
        return conduct.state_of(self.said)


class ConductAnswer(AddedOnly):
    """One answer to a report."""

    report = models.ForeignKey(ConductReport, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=14, choices=[(k.value, k.value) for k in conduct.AnswerKind])
    text = models.TextField(max_length=2_000)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("at", "id")

    @property
    def answer(self) -> conduct.Answer:
        """The answer as the committee's rules know it."""
        kind = conduct.AnswerKind(self.kind)
        return conduct.Answer(kind, self.party, self.seat.office, self.at.isoformat(), self.text)


class DignityWord(AddedOnly):
    """One party's word about a check of a month and place."""

    month = models.CharField(max_length=7, db_index=True)
    place = models.CharField(max_length=40, db_index=True)
    check_code = models.CharField(max_length=40)
    word = models.CharField(max_length=7, choices=[(w.value, w.value) for w in dignity.Word])
    why = models.TextField(max_length=1_000)
    evidence = models.CharField(max_length=1_000, blank=True)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("at", "id")

    @property
    def said(self) -> dignity.CheckWord:
        """The word as the committee's rules know it."""
        return dignity.CheckWord(
            self.check_code,
            dignity.Word(self.word),
            self.party,
            self.seat.office,
            self.at.isoformat(),
            self.why,
            self.evidence,
        )


class CommitmentWord(AddedOnly):
    """One party's word on whether a commitment of the record was kept."""

    statement = models.CharField(max_length=64, db_index=True)
    kept = models.CharField(max_length=8, choices=[(k.value, k.value) for k in dignity.Kept])
    why = models.TextField(max_length=1_000)
    evidence = models.CharField(max_length=1_000, blank=True)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("at", "id")
