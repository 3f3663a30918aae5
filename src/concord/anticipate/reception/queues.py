"""Closed forms that a simulation has to agree with, where the world is simple enough to have them.

M/M/c (Erlang 1917), M/G/infinity, and Little's law (1961): what is inside is what comes in a
time times how long it stays. A site that is under them at its mean is not safe: arrivals bunch.
"""

import math
from dataclasses import dataclass

__all__ = ["Queue", "counters_needed", "erlang_c", "little", "many_servers", "no_waiting"]


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue in its steady state.

    Attributes:
        busy: share of the time that a server works.
        waits: probability that one who comes has to wait.
        waiting: how many wait on average; wait: how long, in the unit of the rates.
        inside: how many wait or are served.
    """

    busy: float
    waits: float
    waiting: float
    wait: float
    inside: float


def erlang_c(servers: int, load: float) -> float:
    """Probability of waiting with Poisson arrivals and exponential service.

    Args:
        load: arrivals times mean service, below the number of servers.

    >>> round(erlang_c(2, 1.0), 4)
    0.3333
    """
    blocked = 1.0
    for server in range(1, servers + 1):
        blocked = load * blocked / (server + load * blocked)
    return blocked / (1 - (load / servers) * (1 - blocked))


def many_servers(arrivals: float, service: float, servers: int) -> Queue:
    """M/M/c: ``arrivals`` a unit of time, mean ``service`` in that unit; endless where they are too many.

    >>> many_servers(arrivals=1.0, service=0.5, servers=1).waiting
    0.5
    """
    load = arrivals * service
    if load >= servers:
        return Queue(1.0, 1.0, math.inf, math.inf, math.inf)
    waits = erlang_c(servers, load)
    waiting = waits * load / (servers - load)
    return Queue(load / servers, waits, waiting, waiting / arrivals if arrivals else 0.0, waiting + load)


def no_waiting(arrivals: float, stay: float) -> tuple[float, float]:
    """M/G/infinity: mean and standard deviation of how many are inside, whatever the stays look like."""
    inside = little(arrivals, stay)
    return inside, math.sqrt(inside)


def little(arrivals: float, stay: float) -> float:
    """How many are inside.

    >>> little(arrivals=3000, stay=2)
    6000
    """
    return arrivals * stay


def counters_needed(arrivals: float, service: float, wait: float) -> int:
    """The fewest servers with which one waits no longer than ``wait`` on average."""
    servers = max(math.ceil(arrivals * service), 1)
    while many_servers(arrivals, service, servers).wait > wait:
        servers += 1
    return servers
