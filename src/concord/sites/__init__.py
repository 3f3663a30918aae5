"""Sites where people stay: days told in counts, and what they are against the standards.

Aggregates only: a site's day says how many people were there and what there was for them, never who.
Standards (Sphere, UNHCR's Emergency Handbook, as the situation's table gives them) are indicators to read
in context, so a value below one always comes with its trend, since when, and what changed. Pure: no
database, no page, no clock.
"""

from concord.sites.checks import Standing, Trend, Verdict, Why, standings
from concord.sites.day import FIELDS, Field, Site, SiteDay, SiteKind
from concord.sites.forms import form_workbook
from concord.sites.reading import UnclearDay, day_of
from concord.sites.submissions import Submission, UnreadableSubmissions, submissions
from concord.sites.tables import DAY_COLUMNS, STANDARD_COLUMNS, day_row, standard_row

__all__ = [
    "DAY_COLUMNS",
    "FIELDS",
    "STANDARD_COLUMNS",
    "Field",
    "Site",
    "SiteDay",
    "SiteKind",
    "Standing",
    "Submission",
    "Trend",
    "UnclearDay",
    "UnreadableSubmissions",
    "Verdict",
    "Why",
    "day_of",
    "day_row",
    "form_workbook",
    "standard_row",
    "standings",
    "submissions",
]
