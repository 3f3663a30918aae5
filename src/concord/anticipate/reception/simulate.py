"""A site hour by hour: families come, wait for a place, are registered, stay, leave by bus.

Discrete events on simpy. A family is one thing throughout: it is registered as one, gets places
for all of its persons or waits, and boards a bus only if all of it fits. Arrivals of a day come at
random over its hours; stays and services have the mean and spread that the site says.
"""

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.reception.families import draw_sizes
from concord.anticipate.reception.site import Site
from concord.errors import ConcordError

__all__ = ["Course", "NoSimulation", "simulate"]

Vector = NDArray[np.float64]

HOURS = 24
ARRIVE_FROM, ARRIVE_TO = 6.0, 18.0  # hours of the day between which crossings are crossed
MINUTES = 60


class NoSimulation(ConcordError):
    """The optional part of Concord for reception is not there."""

    def __init__(self) -> None:
        super().__init__("a site is simulated with simpy: install concord[reception]")


@dataclass(frozen=True, slots=True)
class Course:
    """What happened, hour by hour.

    Attributes:
        occupancy: (hours,) persons with a place; waiting: (hours,) persons registered but without one,
            or not yet registered; ready: (hours,) persons whose stay is over and who wait for a bus.
        arrived: (days,) persons; families: how many families came.
        waits: hours each family waited for a counter; unplaced: hours for a place after that.
        stays: hours each family that left had been inside.
    """

    site: Site
    occupancy: Vector
    waiting: Vector
    ready: Vector
    arrived: Vector
    families: int
    waits: Vector
    unplaced: Vector
    stays: Vector

    @property
    def days(self) -> int:
        """How many days were simulated."""
        return len(self.arrived)


class _Run:
    """One run: the clock, the queues, and what is written down."""

    def __init__(
        self, site: Site, days: int, random: np.random.Generator, hours: tuple[float, float]
    ) -> None:
        try:
            import simpy
        except ImportError:
            raise NoSimulation from None
        self.clock = simpy.Environment()
        self.site, self.days, self.random, self.hours = site, days, random, hours
        self.free, self.open = site.counters, site.open_hours >= HOURS
        self.inside = self.queued = self.waiting_for_bus = 0
        self.for_counter: deque[Any] = deque()
        self.for_place: deque[tuple[int, Any]] = deque()
        self.for_bus: deque[tuple[int, Any]] = deque()
        self.seen: list[tuple[int, int, int]] = []
        self.waits: list[float] = []
        self.unplaced: list[float] = []
        self.stays: list[float] = []
        self.came: tuple[Vector, int] = (np.zeros(days), 0)

    def arrivals(self, persons: Sequence[float]) -> Generator[Any, Any, None]:
        """Families of every day, at random over its hours."""
        for day, expected in enumerate(persons):
            sizes = _of_day(expected, self.site, self.random)
            start, end = self.hours
            times = np.sort(day * HOURS + self.random.uniform(start, end, len(sizes)))
            self.came[0][day] = sizes.sum()
            self.came = (self.came[0], self.came[1] + len(sizes))
            for time, size in zip(times, sizes, strict=True):
                yield self.clock.timeout(time - self.clock.now)
                self.clock.process(self.family(int(size)))

    def family(self, size: int) -> Generator[Any, Any, None]:
        """One family from its arrival until it leaves."""
        self.queued += size
        came = self.clock.now
        yield self.turn()
        self.waits.append(self.clock.now - came)
        yield self.clock.timeout(self.drawn(self.site.minutes_a_family / MINUTES, self.site.service_spread))
        self.free += 1
        self.serve()
        registered = self.clock.now
        yield self.placed(size)
        self.unplaced.append(self.clock.now - registered)
        self.queued -= size
        entered = self.clock.now
        yield self.clock.timeout(self.drawn(self.site.stay_days * HOURS, self.site.stay_spread))
        if self.site.buses is not None:
            boarded = self.clock.event()
            self.waiting_for_bus += size
            self.for_bus.append((size, boarded))
            yield boarded
            self.waiting_for_bus -= size
        self.stays.append(self.clock.now - entered)
        self.inside -= size
        self.fill()

    def placed(self, size: int) -> Any:
        """An event that comes when there is a place for all of a family."""
        granted = self.clock.event()
        self.for_place.append((size, granted))
        self.fill()
        return granted

    def fill(self) -> None:
        """Give free places to families in their order; an empty site takes any family."""
        limit = self.site.places
        while self.for_place:
            size, granted = self.for_place[0]
            if limit is not None and self.inside and self.inside + size > limit:
                return
            self.for_place.popleft()
            self.inside += size
            granted.succeed()

    def buses(self, departures: int) -> Generator[Any, Any, None]:
        """Buses through the day; a family boards whole or waits for the next, one too big takes several."""
        gap = (ARRIVE_TO - ARRIVE_FROM) / departures
        for day in range(self.days):
            for number in range(departures):
                at = day * HOURS + ARRIVE_FROM + gap * (number + 0.5)
                yield self.clock.timeout(max(at - self.clock.now, 0))
                self.board(self.site.seats)

    def board(self, seats: int) -> None:
        """Fill one bus with whole families, those that waited longest first."""
        left: deque[tuple[int, Any]] = deque()
        while self.for_bus and seats > 0:
            size, boarded = self.for_bus.popleft()
            if size <= seats or size > self.site.seats:
                seats -= min(size, seats)
                boarded.succeed()
            else:
                left.append((size, boarded))
        self.for_bus.extendleft(reversed(left))

    def turn(self) -> Any:
        """An event that comes when a counter calls; families are called in their order."""
        called = self.clock.event()
        self.for_counter.append(called)
        self.serve()
        return called

    def serve(self) -> None:
        """Call families to free counters while these are open."""
        while self.open and self.free and self.for_counter:
            self.free -= 1
            self.for_counter.popleft().succeed()

    def hours_of_service(self) -> Generator[Any, Any, None]:
        """Open the counters in the morning, call nobody after they close; who is served stays."""
        for day in range(self.days):
            yield self.clock.timeout(day * HOURS + self.site.open_from - self.clock.now)
            self.open = True
            self.serve()
            yield self.clock.timeout(self.site.open_hours)
            self.open = False

    def watch(self) -> Generator[Any, Any, None]:
        """Write down the state every hour."""
        for _ in range(self.days * HOURS):
            yield self.clock.timeout(1)
            self.seen.append((self.inside, self.queued, self.waiting_for_bus))

    def drawn(self, mean: float, spread: float) -> float:
        """A gamma time with this mean and spread."""
        if spread <= 0 or mean <= 0:
            return mean
        return float(self.random.gamma(1 / spread**2, mean * spread**2))


def simulate(
    site: Site,
    arrivals: Sequence[float],
    *,
    seed: int = 1,
    hours: tuple[float, float] = (ARRIVE_FROM, ARRIVE_TO),
) -> Course:
    """Run a site through days with so many expected persons each.

    Args:
        arrivals: (days,) persons expected; how many families come is left to chance.
        hours: of the day between which they come.
    Raises:
        NoSimulation: simpy is not installed.
    """
    run = _Run(site, len(arrivals), np.random.default_rng(seed), hours)
    if site.open_hours < HOURS:
        run.clock.process(run.hours_of_service())
    run.clock.process(run.arrivals(arrivals))
    run.clock.process(run.watch())
    if site.buses:
        run.clock.process(run.buses(site.buses))
    run.clock.run(until=len(arrivals) * HOURS + 1e-6)
    came, families = run.came
    occupancy, waiting, ready = np.array(run.seen, dtype=float).reshape(-1, 3).T
    return Course(
        site,
        occupancy,
        waiting,
        ready,
        came,
        families,
        np.array(run.waits),
        np.array(run.unplaced),
        np.array(run.stays),
    )


def _of_day(expected: float, site: Site, random: np.random.Generator) -> NDArray[np.int64]:
    """Sizes of the families of one day."""
    count = random.poisson(max(expected, 0.0) / site.family_size.mean)
    return draw_sizes(site.family_size, int(count), random)
