"""The ground floor: what the words mean in one situation, as sourced data with a typed loader.

Measures, legal statuses, places, parties, phases, deadlines and standards are tables with
sources. Adding a status is an edit to data and a test, never to code.
"""

from concord.situation.acts import ActKind, Advice, Contest, Gap, Paper, PolicyAct, Told
from concord.situation.entry import Entry, Source, Sourced
from concord.situation.loader import bundled, load_situation
from concord.situation.measures import FamilySize, Identity, Measure
from concord.situation.mistakes import Mistake, SituationHasMistakes
from concord.situation.parties import Office, Party
from concord.situation.phases import BaseDate, Phase, PhaseClaim
from concord.situation.places import Place
from concord.situation.situation import Situation
from concord.situation.standards import Standard
from concord.situation.statuses import Count, Deadline, LegalStatus, Validity

__all__ = [
    "ActKind",
    "Advice",
    "BaseDate",
    "Contest",
    "Count",
    "Deadline",
    "Entry",
    "FamilySize",
    "Gap",
    "Identity",
    "LegalStatus",
    "Measure",
    "Mistake",
    "Office",
    "Paper",
    "Party",
    "Phase",
    "PhaseClaim",
    "Place",
    "PolicyAct",
    "Situation",
    "SituationHasMistakes",
    "Source",
    "Sourced",
    "Standard",
    "Told",
    "Validity",
    "bundled",
    "load_situation",
]
