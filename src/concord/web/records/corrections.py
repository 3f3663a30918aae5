"""Steps of corrections to what was published; each correction begins with the step that opens it."""

from django.db import models

from concord.publish import corrections
from concord.web.records.keeping import AddedOnly
from concord.web.records.seats import Seat

__all__ = ["CorrectionStep"]


class CorrectionStep(AddedOnly):
    """One step; ``first`` is the step that opened its correction, and nothing for that step itself.

    ``number`` counts the steps of a correction from 0, so that of two at once only one is kept.
    """

    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    number = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in corrections.CorrectionState])
    why = models.TextField(max_length=2_000)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("at", "id")
        constraints = [models.UniqueConstraint(fields=("first", "number"), name="one_step_a_number")]

    @property
    def correction(self) -> int:
        """The number of the correction that this step belongs to."""
        number: int = self.first_id or self.pk
        return number

    @property
    def step(self) -> corrections.Correction:
        """The step as the register knows it."""
        return corrections.Correction(
            id=str(self.correction),
            claim=self.claim,
            state=corrections.CorrectionState(self.state),
            at=self.at.isoformat(),
            by=self.seat.office,
            why=self.why,
        )
