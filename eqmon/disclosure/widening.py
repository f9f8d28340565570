"""Secondary suppression: what to withhold besides, until every withheld count has several values.

Each withheld count is looked at in turn. Where a reader is left with too few values, the cheapest
cycle of the network that moves it further is found, and the counts along it are withheld too; these
are then looked at themselves. Withholding a count only ever widens what a reader takes for
possible, so that one look at each is enough; only where a zero of a whole was withheld, which told
of those within it, are all looked at again.

Source: L. H. Cox, J. Am. Stat. Assoc. 90 (1995) 1453-1462, who proves both that such cycles are
what protects a count and that their flows give a reader's range exactly.
"""

from __future__ import annotations

from collections import deque

from eqmon.disclosure.crossed import COUNTS, RECORDINGS, ZEROS, Crossed
from eqmon.disclosure.methods import FEWEST_VALUES


def widen(table: Crossed) -> bool:
    """Withhold until every withheld count has several values; False where that cannot be.

    Zeros, and how a strand was recorded, are withheld only where a count would be left with
    fewer than three values.
    """
    waiting = deque(sorted(table.withheld))
    seen = set(waiting)
    while waiting:
        row, column = waiting.popleft()
        if not _widened(table, row, column):
            return False
        if not waiting and table.narrowed:
            table.narrowed = False
            seen.clear()
        new = sorted(table.withheld - seen)
        waiting.extend(new)
        seen.update(new)
    return True


def values_left(table: Crossed, row: int, column: int, enough: int) -> int:
    """How many values a reader takes for possible, counted up to `enough`."""
    arc, net = table.arc(row, column), table.net
    found = 1
    for sign in (1, -1):
        if found < enough:
            moves = net.moved(arc, sign, enough - found)
            found += sum(amount for _, amount in moves)
            net.undo(moves)
    return found


def range_left(table: Crossed, row: int, column: int) -> tuple[int, int]:
    """The least and the greatest value that a reader takes for possible."""
    arc, net = table.arc(row, column), table.net
    ends = []
    for sign in (-1, 1):
        moves = net.moved(arc, sign, net.upper[arc])
        ends.append(net.flow[arc])
        net.undo(moves)
    return ends[0], ends[1]


def _widened(table: Crossed, row: int, column: int) -> bool:
    """Withhold what one count needs; False where too few values are left to it all the same."""
    is_count = column < table.groups
    wanted = table.method.least_values if is_count and table.count(row, column) else FEWEST_VALUES
    of_records = not is_count and table.places[row].hidden
    steps = [(COUNTS, wanted)]
    if not of_records:
        steps += [(ZEROS, FEWEST_VALUES), (RECORDINGS, FEWEST_VALUES)]
    for most, enough in steps:
        while values_left(table, row, column, enough) < enough:
            if not withhold_besides(table, row, column, most):
                break
        else:
            return True
    return of_records or values_left(table, row, column, FEWEST_VALUES) >= FEWEST_VALUES


def withhold_besides(table: Crossed, row: int, column: int, most: int) -> bool:
    """Withhold what lets one count move one further at the least cost; False where nothing does."""
    arc, net = table.arc(row, column), table.net
    found = []
    for sign in (1, -1):
        moves = net.moved(arc, sign, table.method.least_values)
        price = table.price(most)
        flow = net.flow[arc]
        lower, upper = net.lower[arc], net.upper[arc]
        open_ = flow < upper if sign > 0 else flow > lower
        cheapest = net.cheapest(arc, sign, price) if open_ else None
        if cheapest is not None:
            found.append((cheapest[0], sign, cheapest[1], list(net.flow)))
        net.undo(moves)
    if not found:
        zero = table.zero_of(row) if most >= ZEROS and not table.hides_zeros(row) else None
        if zero is not None:
            table.withhold(row, zero, (row, column))
        return zero is not None
    _, _, cycle, flows = min(found, key=lambda f: f[:2])
    now, net.flow, before = net.flow, flows, len(table.withheld)
    table.withhold_along(cycle, (row, column))
    net.flow = now
    return len(table.withheld) > before
