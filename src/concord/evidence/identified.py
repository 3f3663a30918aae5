"""Records known by what they say: the content id, worked out once for each."""

from concord.evidence.codec import content_id

__all__ = ["Identified"]


class Identified:
    """A record with a content id; it is frozen, so the id that was worked out first stays true.

    The id takes no part in equality, copies or JSON: those are of the fields.
    """

    __slots__ = ("_id",)
    _id: str

    @property
    def id(self) -> str:
        """Content id of the record.

        Raises:
            MalformedRecord: a number is infinite or not a number.
        """
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", content_id(self))
            return self._id
