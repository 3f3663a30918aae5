"""Papers that people hold, and the acts about them: announced on a day, in force from another, sourced.

An act is known from the day it was announced, even where it reaches back in time. A gap is a time for
which no act was found: it is told, never filled. Every sentence is told in the four languages of the
situation, beside the fact that it tells; see ``concord.standing`` for what follows from them.
"""

import datetime
from enum import StrEnum

from pydantic import Field

from concord.situation.entry import Code, Entry, Sourced

__all__ = ["ActKind", "Advice", "Contest", "Gap", "Paper", "PolicyAct", "Told"]


class ActKind(StrEnum):
    """What an act does for those who hold a paper."""

    GRANTS = "grants"  # the scheme under which the paper is given
    VALIDITY = "validity"  # the paper is valid from ``begins`` to ``until``
    ENDS = "ends"  # the stay of holders is held to have ended, from ``begins`` on
    DEADLINE = "deadline"  # a day to leave by
    ENFORCED = "enforced"  # deportation or arrest is carried out, from ``begins`` on
    TOLD = "told"  # a plan, or a word that changes no day


class Told(Entry):
    """One sentence in the four languages; each must be there."""

    en: str = Field(min_length=1)
    ur: str = Field(min_length=1)
    fa: str = Field(min_length=1)
    ps: str = Field(min_length=1)


class Contest(Sourced):
    """How a party reads an act otherwise, since when that is known, and for which days it matters."""

    code: Code
    party: Code
    announced: datetime.date | None = None
    begins: datetime.date | None = None
    ends: datetime.date | None = None
    says: Told


class PolicyAct(Sourced):
    """Something decided or announced about the holders of one or more papers.

    Attributes:
        announced: the day it became known, or the latest it can have been where ``announced_exactly``
            is false; None for a practice whose sources bear no day.
        begins, until: first and last day of its effect, as far as the sources tell.
        leave_by: the day by which holders are told to leave.
        reaches_back: the paper had lapsed, and the act covers days before its announcement.
    """

    code: Code
    kind: ActKind
    papers: tuple[Code, ...] = Field(min_length=1)
    party: Code | None = None
    title: Told
    announced: datetime.date | None = None
    announced_exactly: bool = True
    begins: datetime.date | None = None
    until: datetime.date | None = None
    leave_by: datetime.date | None = None
    reaches_back: bool = False
    says: Told
    contests: tuple[Contest, ...] = ()


class Paper(Sourced):
    """A paper that somebody holds, or none; ``scheme`` is the act under which it is given."""

    code: Code
    status: Code
    scheme: Code
    card: bool = False
    name: Told
    confers: tuple[Told, ...] = ()
    withholds: tuple[Told, ...] = ()


class Gap(Entry):
    """Days for which no act about the validity of a paper was found, after the act that is named."""

    paper: Code
    after: Code
    begins: datetime.date
    ends: datetime.date
    says: Told


class Advice(Sourced):
    """Who gives advice that these pages cannot give."""

    code: Code
    says: Told
