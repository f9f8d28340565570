"""Labels beside their points: none over another, over a point, or out of the field."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eqmon.charts.placing import Box, mark_box, placed, spread

ROOM = Box(0, 0, 300, 200)
POINTS = st.lists(st.tuples(st.floats(5, 295), st.floats(5, 195)), max_size=20)


@given(POINTS, st.floats(10, 120))
def test_no_label_covers_another_or_a_point(
    points: list[tuple[float, float]], width: float
) -> None:
    taken = [mark_box(point) for point in points]
    places = placed(points, [(width, 9.0)] * len(points), taken, [], ROOM)
    boxes = [place.box for place in places if place]
    assert all(box.within(ROOM) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert not any(box.meets(mark) for box in boxes for mark in taken)
    assert places == placed(points, [(width, 9.0)] * len(points), taken, [], ROOM)


def test_a_label_stands_beside_its_point_and_is_led_to_where_it_is_hemmed_in() -> None:
    [near] = placed([(100, 100)], [(40, 9)], [mark_box((100, 100))], [], ROOM)
    assert near
    assert (near.box.left, near.lead) == (106, None)
    wall = [Box(60, 90, 95, 110), Box(105, 90, 180, 110), Box(60, 110, 180, 120)]
    [far] = placed([(100, 100)], [(40, 9)], [mark_box((100, 100)), *wall], [], ROOM)
    assert far
    assert far.lead
    assert far.box.top <= 90


def test_a_label_keeps_off_the_line_of_a_limit() -> None:
    line = [(x, 100.0) for x in range(0, 300, 4)]
    [place] = placed([(100, 100)], [(40, 9)], [mark_box((100, 100))], line, ROOM)
    assert place
    assert not any(place.box.holds(point) for point in line)


def test_a_label_is_led_to_past_other_points() -> None:
    points = [
        (157.0, 102.0),
        (178.0, 85.0),
        (122.0, 115.0),
        (149.0, 116.0),
        (142.0, 98.0),
        (164.0, 103.0),
    ]
    marks = [mark_box(point) for point in points]
    [place] = placed(points[:1], [(60, 9)], marks, [], ROOM)
    assert place
    assert place.lead
    (x0, y0), (x1, y1) = place.lead
    along = [(x0 + (x1 - x0) * n / 50, y0 + (y1 - y0) * n / 50) for n in range(51)]
    assert not any(mark.holds(point) for mark in marks[1:] for point in along)


def test_where_there_is_no_room_there_is_no_label() -> None:
    assert placed([(100, 100)], [(400, 9)], [], [], ROOM) == [None]


@given(st.lists(st.floats(0, 100), max_size=9).map(sorted))
def test_words_at_the_ends_of_lines_stand_apart_and_in_order(wanted: list[float]) -> None:
    heights = spread(wanted, 10, 0, 100)
    assert all(high - low >= 10 - 1e-9 for low, high in pairwise(heights))
    assert all(height <= 100 for height in heights)
    if all(high - low >= 10 for low, high in pairwise(wanted)):
        assert heights == pytest.approx(wanted)
