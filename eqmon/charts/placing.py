"""Where labels stand: beside their points, never over one another or over another point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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


_DISTANCES = (6.0, 12.0, 20.0, 30.0, 42.0)
_WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
NEAR = _DISTANCES[0]
"""Labels no farther than this from their point need no line to it."""


@dataclass(frozen=True)
class Placed:
    """Where a label stands, and whether so far from its point that a line must lead to it."""

    box: Box
    led: bool


def placed(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    taken: Sequence[Box],
    room: Box,
) -> list[Placed | None]:
    """A place for each label by its point, in order; None where there is no room for it.

    `sizes` are widths and heights. `taken` are boxes that no label may cover. The same points
    give the same places.
    """
    covered = list(taken)
    found: list[Placed | None] = []
    for point, size in zip(points, sizes, strict=True):
        place = _first_free(point, size, covered, room)
        found.append(place)
        if place:
            covered.append(place.box)
    return found


def _first_free(
    point: tuple[float, float], size: tuple[float, float], covered: Sequence[Box], room: Box
) -> Placed | None:
    for distance in _DISTANCES:
        for way in _WAYS:
            box = _beside(point, size, way, distance)
            if box.within(room) and not any(box.meets(other) for other in covered):
                return Placed(box, led=distance > NEAR)
    return None


def _beside(
    point: tuple[float, float], size: tuple[float, float], way: tuple[int, int], distance: float
) -> Box:
    (x, y), (width, height), (across, up) = point, size, way
    shrunk = distance * 0.75 if across and up else distance
    left = x + across * shrunk - (1 - across) / 2 * width
    bottom = y + up * shrunk - (1 - up) / 2 * height
    return Box(left, bottom, left + width, bottom + height)


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
