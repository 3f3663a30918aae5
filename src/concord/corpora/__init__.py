"""Corpora: archived pages by the million, shard by shard, on one machine or on many.

A shard is the unit of everything: of work, of loss and of resumption. What is done with one is
a function of its bytes, the situation and the code; an engine only decides where it is done.
So two engines, any number of workers and any number of interruptions give the same bytes.
"""

from concord.corpora.engines import Engine
from concord.corpora.errors import (
    FolderHoldsAnotherRun,
    FolderIsBeingWritten,
    MissingEngine,
    NoShards,
    UnreadableShard,
)
from concord.corpora.prefilter import Prefilter
from concord.corpora.reading import Outcome, read_pages
from concord.corpora.run import Run, Summary, find_shards
from concord.corpora.shards import pages_of

__all__ = [
    "Engine",
    "FolderHoldsAnotherRun",
    "FolderIsBeingWritten",
    "MissingEngine",
    "NoShards",
    "Outcome",
    "Prefilter",
    "Run",
    "Summary",
    "UnreadableShard",
    "find_shards",
    "pages_of",
    "read_pages",
]
