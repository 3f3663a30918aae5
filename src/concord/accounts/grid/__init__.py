"""The balance at any size: thousands of claims about one grid of leaves and days.

The balance of a few hundred claims (`concord.accounts.balanced`) is written in the space of the
claims and finds its own cells; its cost grows with the cube of their number. Here the cells are a
given grid (status × crossing × kind × day) and the cost grows with its days.
"""

from concord.accounts.grid.answers import Answers, Flows, estimate_flows, pulls_on, updated_by
from concord.accounts.grid.claims import Claims
from concord.accounts.grid.complete import Located, locate_errors, sums_of_table
from concord.accounts.grid.country import Country, fit_country
from concord.accounts.grid.fit import GridFit, fit_grid
from concord.accounts.grid.hypotheses import Hypothesis, Suspicion, suspect
from concord.accounts.grid.margins import Margins
from concord.accounts.grid.pairs import Bounds, Pairs, contradicting_pairs

__all__ = [
    "Answers",
    "Bounds",
    "Claims",
    "Country",
    "Flows",
    "GridFit",
    "Hypothesis",
    "Located",
    "Margins",
    "Pairs",
    "Suspicion",
    "contradicting_pairs",
    "estimate_flows",
    "fit_country",
    "fit_grid",
    "locate_errors",
    "pulls_on",
    "sums_of_table",
    "suspect",
    "updated_by",
]
