"""Reception: a site or crossing, day by day, against what people there are owed."""

from concord.anticipate.reception.families import PUBLISHED, FamilySize, families, persons
from concord.anticipate.reception.judged import Judged
from concord.anticipate.reception.queues import (
    Queue,
    counters_needed,
    erlang_c,
    little,
    many_servers,
    no_waiting,
)
from concord.anticipate.reception.relief import Plan, plan
from concord.anticipate.reception.simulate import Course, NoSimulation, simulate
from concord.anticipate.reception.site import Site, read_site
from concord.anticipate.reception.standards import judge

__all__ = [
    "PUBLISHED",
    "Course",
    "FamilySize",
    "Judged",
    "NoSimulation",
    "Plan",
    "Queue",
    "Site",
    "counters_needed",
    "erlang_c",
    "families",
    "judge",
    "little",
    "many_servers",
    "no_waiting",
    "persons",
    "plan",
    "read_site",
    "simulate",
]
