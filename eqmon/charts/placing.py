"""Where labels stand: beside their points, never over one another or over another point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether they overlap; touching is not overlapping."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, other: Box) -> bool:
        """Whether it lies wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return self.left < point[0] < self.right and self.bottom < point[1] < self.top


@dataclass(frozen=True)
class Placed:
    """Where a label stands."""

    box: Box
    lead: tuple[Point, Point] | None
    """The ends of a line from its point, where it stands too far off to need none."""


_DISTANCES = (6.0, 12.0, 20.0, 30.0, 42.0, 56.0, 72.0)
_WAYS = (
    *((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)),
    *((1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)),
    *((0.5, 1.0), (0.5, -1.0), (-0.5, 1.0), (-0.5, -1.0)),
)
_MARK = 4.0
"""Half the width of a point's mark."""
_LINES_COST = 1.5
"""A label goes this many distances farther off rather than over the line of a limit."""
_CROSSING_COST = 2.0
"""And this many rather than lead across another label or mark."""


def placed(
    points: Sequence[Point],
    sizes: Sequence[tuple[float, float]],
    taken: Sequence[Box],
    lines: Sequence[Point],
    room: Box,
) -> list[Placed | None]:
    """A place for each label by its point, in order; None where there is no room for it.

    `sizes` are widths and heights. `taken` are boxes that no label may cover; `lines` are points
    along lines that it covers only where the next free place is much farther off. The same points
    give the same places.
    """
    covered = list(taken)
    found: list[Placed | None] = []
    for point, size in zip(points, sizes, strict=True):
        place = _best(point, size, covered, lines, room)
        found.append(place)
        if place:
            covered.append(place.box)
    return found


def _best(
    point: Point,
    size: tuple[float, float],
    covered: Sequence[Box],
    lines: Sequence[Point],
    room: Box,
) -> Placed | None:
    best: Placed | None = None
    least = float("inf")
    for far, distance in enumerate(_DISTANCES):
        if far >= least:
            break
        for way in _WAYS:
            box = _beside(point, size, way, distance)
            if not box.within(room) or any(box.meets(other) for other in covered):
                continue
            lead = _lead(point, box) if far else None
            cost = far + _LINES_COST * any(map(box.holds, lines))
            cost += _CROSSING_COST * bool(lead and _crosses(lead, covered))
            if cost < least:
                best, least = Placed(box, lead), cost
    return best


def _beside(point: Point, size: tuple[float, float], way: Point, distance: float) -> Box:
    (x, y), (width, height), (across, up) = point, size, way
    shrunk = distance * 0.75 if across and up else distance
    left = x + across * shrunk - (1 - across) / 2 * width
    bottom = y + up * shrunk - (1 - up) / 2 * height
    return Box(left, bottom, left + width, bottom + height)


def _lead(point: Point, box: Box) -> tuple[Point, Point]:
    """From the edge of the point's mark to the nearest place of the label."""
    (x, y) = point
    end = min(max(x, box.left), box.right), min(max(y, box.bottom), box.top)
    length = hypot(end[0] - x, end[1] - y)
    part = min(1.0, (_MARK + 0.5) / length) if length else 1.0
    return (x + part * (end[0] - x), y + part * (end[1] - y)), end


def _crosses(line: tuple[Point, Point], boxes: Iterable[Box]) -> bool:
    (x0, y0), (x1, y1) = line
    steps = [step / 12 for step in range(13)]
    on = [(x0 + part * (x1 - x0), y0 + part * (y1 - y0)) for part in steps]
    return any(box.holds(point) for box in boxes for point in on)


def mark_box(point: Point) -> Box:
    """The place that a point's mark takes."""
    x, y = point
    return Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK)


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Heights in rising order as near the wanted ones as may be, at least `apart` from each other.

    `wanted` rises; where there is not room for all between `low` and `high` they go below `low`.
    """
    heights: list[float] = []
    for height in wanted:
        lowest = heights[-1] + apart if heights else low
        heights.append(max(height, lowest))
    ceiling = high
    for place in range(len(heights) - 1, -1, -1):
        heights[place] = min(heights[place], ceiling)
        ceiling = heights[place] - apart
    return heights
