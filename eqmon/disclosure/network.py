"""A network whose flow is a table of counts, and how far a reader can tell each count.

A table whose rows add up, whose columns add up and whose rows lie within one another is a flow: it
runs from the total to the areas, to the units, into each group of a unit, and back by the groups of
the areas to those of the total. What a reader knows of a count bounds the flow of its arc. The
counts that an arc may then hold are whole numbers without a gap, from the least to the greatest
flow, and these are found by augmenting along cycles of the residual network.

Source: L. H. Cox, Network models for complementary cell suppression, J. Am. Stat. Assoc. 90 (1995)
1453-1462; A. Hundepool and others, Statistical Disclosure Control (Wiley, 2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush

ANY = 1 << 40
"""The upper bound of a count of which nothing is known."""

Step = tuple[int, int]
"""An arc, and whether its flow rises (1) or falls (-1)."""
Price = Callable[[int, int], int | None]
"""What it costs to let an arc's flow rise or fall beyond its bounds; None where it must not."""


class Network:
    """A circulation: nodes, arcs with bounds, and a flow within them."""

    def __init__(self) -> None:
        self.lower: list[int] = []
        self.upper: list[int] = []
        self.flow: list[int] = []
        self._ends: list[tuple[int, int]] = []
        self._out: list[list[tuple[int, int]]] = []
        self._into: list[list[tuple[int, int]]] = []

    def node(self) -> int:
        """A new node."""
        self._out.append([])
        self._into.append([])
        return len(self._out) - 1

    def arc(self, tail: int, head: int, flow: int, lower: int, upper: int) -> int:
        """A new arc with its flow and bounds; the flow may lie outside of them (see `settle`)."""
        arc = len(self.flow)
        self._ends.append((tail, head))
        self.flow.append(flow)
        self.lower.append(lower)
        self.upper.append(upper)
        self._out[tail].append((arc, head))
        self._into[head].append((arc, tail))
        return arc

    def moved(self, arc: int, sign: int, most: int) -> list[tuple[list[Step], int]]:
        """Move the flow of an arc up (1) or down (-1) by as much as it can, at most by `most`.

        Gives the cycles and by how much each was moved, so that `undo` can take them back.
        """
        moves: list[tuple[list[Step], int]] = []
        left = min(most, self._room(arc, sign))
        least = left
        while left > 0 and least > 0:
            cycle = self._free_cycle(arc, sign, least)
            if cycle is None:
                least = 1 if least > 1 else 0
                continue
            amount = min(left, *(self._room(a, s) for a, s in cycle))
            self._push(cycle, amount)
            moves.append((cycle, amount))
            left -= amount
            least = min(least, left)
        return moves

    def undo(self, moves: list[tuple[list[Step], int]]) -> None:
        """Take back what `moved` did."""
        for cycle, amount in moves:
            self._push(cycle, -amount)

    def settle(self) -> bool:
        """Bring a flow that lies outside its bounds within them; False where there is none."""
        for arc in range(len(self.flow)):
            sign = 1 if self.flow[arc] < self.lower[arc] else -1
            while outside := self._outside(arc):
                cycle = self._free_cycle(arc, sign, 1)
                if cycle is None:
                    return False
                others = (self._room(a, s) for a, s in cycle if a != arc)
                self._push(cycle, min(outside, *others))
        return True

    def cheapest(self, arc: int, sign: int, price: Price) -> tuple[int, list[Step]] | None:
        """The cheapest cycle along which the flow of an arc can move by one, with its cost.

        Within bounds it costs nothing, beyond them what `price` says.
        """
        tail, head = self._ends[arc]
        start, goal = (head, tail) if sign > 0 else (tail, head)
        best = {start: 0}
        came: dict[int, tuple[int, Step]] = {}
        heap = [(0, start)]
        while heap:
            cost, node = heappop(heap)
            if node == goal:
                return cost, [(arc, sign), *self._walked(came, start, goal)]
            if cost > best[node]:
                continue
            for other, step in self._steps(node):
                if step[0] == arc:
                    continue
                extra = 0 if self._room(*step) > 0 else price(*step)
                # One more for each arc, so that of equal cycles the shortest is taken.
                if extra is not None and cost + extra + 1 < best.get(other, ANY):
                    best[other] = cost + extra + 1
                    came[other] = node, step
                    heappush(heap, (best[other], other))
        return None

    def _room(self, arc: int, sign: int) -> int:
        if sign > 0:
            return self.upper[arc] - self.flow[arc]
        return self.flow[arc] - self.lower[arc]

    def _outside(self, arc: int) -> int:
        return max(self.lower[arc] - self.flow[arc], self.flow[arc] - self.upper[arc], 0)

    def _push(self, cycle: list[Step], amount: int) -> None:
        for arc, sign in cycle:
            self.flow[arc] += sign * amount

    def _steps(self, node: int) -> list[tuple[int, Step]]:
        up = [(other, (arc, 1)) for arc, other in self._out[node]]
        return up + [(other, (arc, -1)) for arc, other in self._into[node]]

    def _free_cycle(self, arc: int, sign: int, least: int) -> list[Step] | None:
        """The shortest cycle along which the arc's flow can move by `least` within bounds."""
        tail, head = self._ends[arc]
        start, goal = (head, tail) if sign > 0 else (tail, head)
        lower, upper, flow = self.lower, self.upper, self.flow
        came: dict[int, tuple[int, Step]] = {start: (start, (arc, sign))}
        queue = [start]
        for node in queue:
            for a, other in self._out[node]:
                if other not in came and upper[a] - flow[a] >= least and a != arc:
                    came[other] = node, (a, 1)
                    queue.append(other)
            for a, other in self._into[node]:
                if other not in came and flow[a] - lower[a] >= least and a != arc:
                    came[other] = node, (a, -1)
                    queue.append(other)
            if goal in came:
                return [(arc, sign), *self._walked(came, start, goal)]
        return None

    @staticmethod
    def _walked(came: dict[int, tuple[int, Step]], start: int, goal: int) -> list[Step]:
        steps = []
        while goal != start:
            goal, step = came[goal]
            steps.append(step)
        return steps
