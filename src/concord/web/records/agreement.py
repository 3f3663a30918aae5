"""Proposals in revisions, the words of parties about them, and what was signed."""

from django.db import models

from concord.committee import agreement
from concord.web.records.keeping import AddedOnly
from concord.web.records.seats import Seat

__all__ = ["Assent", "CommitteeRule", "Proposal", "Release", "Revision"]


class CommitteeRule(AddedOnly):
    """The committee as of a moment; the newest row counts."""

    parties = models.JSONField()
    rule = models.CharField(max_length=12, choices=[(rule.value, rule.value) for rule in agreement.Rule])
    quorum = models.PositiveSmallIntegerField(default=0)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("-id",)

    @classmethod
    def now(cls) -> agreement.Committee | None:
        """The committee that stands; None before anybody has made one."""
        last = cls.objects.first()
        if last is None:
            return None
        return agreement.Committee(tuple(last.parties), agreement.Rule(last.rule), last.quorum)


class Proposal(AddedOnly):
    """What a party proposes to agree: one figure, or a whole release."""

    kind = models.CharField(max_length=8, choices=[("figure", "figure"), ("release", "release")])
    title = models.CharField(max_length=200)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("-id",)

    @property
    def last(self) -> "Revision":
        """The newest revision."""
        found: Revision = self.revisions.latest("number")  # made in one transaction with its first revision
        return found

    @property
    def signed(self) -> "Release | None":
        """The release, once signed."""
        return Release.objects.filter(revision__proposal=self).first()

    def tally(self, committee: agreement.Committee) -> agreement.Tally:
        """Where it stands in a committee."""
        said = Assent.objects.filter(revision__proposal=self).select_related("revision", "seat")
        return agreement.tally(committee, self.party, self.last.number, [one.word_of for one in said])


class Revision(AddedOnly):
    """One state of a proposal; assent attaches to this and to no other."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    why = models.TextField(max_length=2_000, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("proposal", "number"), name="one_revision_a_number")]


class Assent(AddedOnly):
    """One party's word about one revision."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="assents")
    party = models.CharField(max_length=40)
    word = models.CharField(max_length=10, choices=[(word.value, word.value) for word in agreement.Word])
    reason = models.TextField(max_length=2_000, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("at", "id")

    @property
    def word_of(self) -> agreement.Assent:
        """The word as the committee's rules know it."""
        return agreement.Assent(
            self.party,
            self.revision.number,
            agreement.Word(self.word),
            self.reason,
            self.seat.office,
            self.at.isoformat(),
        )


class Release(AddedOnly):
    """What was signed: an immutable body with its digest and the seal of the ledger beneath it."""

    number = models.PositiveIntegerField(unique=True)
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="release")
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=80)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("-number",)
