"""Charts as pictures: what a strict page allows, the same bytes each time, any name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import count
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import matplotlib
import pytest
from documents import FUNNEL, HOSTILE, INTERVALS, STACKED

from eqmon.charts import stacked
from eqmon.charts.draw import png, svg
from eqmon.charts.lettering import ELLIPSIS, drawable, width_of
from eqmon.charts.model import (
    Chart,
    Funnel,
    FunnelLimits,
    FunnelPoint,
    IntervalRow,
    Intervals,
    Mark,
    Stacked,
    StackPart,
)
from eqmon.document.harmless import one_line
from eqmon.vocabulary import Verdict

CHARTS = (FUNNEL, STACKED, INTERVALS)
NAMES = tuple(one_line(text).strip() for text in HOSTILE)
COLOURS = re.compile(r"#[0-9a-f]{6}")
LIMITS = (FunnelLimits(20, 0.1, 0.5, 0.05, 0.6), FunnelLimits(400, 0.25, 0.35, 0.2, 0.4))


def hostile_charts() -> tuple[Chart, ...]:
    """Each kind with a hostile text in every place that has one."""
    points = tuple(
        FunnelPoint(name, place, 30 + 30 * place, 0.9, "99.8") for place, name in enumerate(NAMES)
    )
    rows = tuple(
        IntervalRow(name, 0.5, 0.4, 0.6, verdict, limit=0.3)
        for name, verdict in zip(NAMES, (*Verdict, None) * 4, strict=False)
    )
    parts = tuple(StackPart(name, (1 / len(NAMES),) * len(NAMES)) for name in NAMES)
    marks = tuple(Mark(name, 0.1, 0.2, is_limit=False) for name in NAMES)
    return (
        Funnel(NAMES[0], NAMES[9], NAMES[1], 0.3, points, LIMITS, LIMITS),
        Stacked(NAMES[0], NAMES[9], NAMES, parts),
        Intervals(NAMES[0], NAMES[9], rows, marks),
    )


def every_element(picture: str) -> list[Element]:
    return list(fromstring(picture).iter())


def words_of(picture: str) -> list[str]:
    return [
        element.text or "" for element in every_element(picture) if element.tag.endswith("text")
    ]


@pytest.mark.parametrize("chart", [*CHARTS, *hostile_charts()], ids=count())
def test_a_picture_stands_in_a_page_without_styles_and_scales(chart: Chart) -> None:
    picture = svg(chart)
    root, *elements = every_element(picture)
    assert picture.startswith("<svg ")
    assert root.get("viewBox", "").startswith("0 0 453.6 ")
    assert not {"width", "height", "style"} & set(root.attrib)
    tags = {element.tag.rpartition("}")[2] for element in elements}
    allowed = "g path text use defs clipPath rect pattern"
    assert tags <= set(allowed.split())
    for element in elements:
        names = {name.lower() for name in element.attrib}
        assert not any(name == "style" or name.startswith("on") for name in names)
        for name, value in element.attrib.items():
            if name.endswith("href"):
                assert value.startswith("#")
            assert "url(" not in value or re.fullmatch(r"url\(#[\w-]+\)", value)


@pytest.mark.parametrize("chart", [*CHARTS, *hostile_charts()], ids=count())
def test_letters_are_text_of_eight_points_or_more(chart: Chart) -> None:
    root, *elements = every_element(svg(chart))
    texts = [element for element in elements if element.tag.endswith("text")]
    assert texts
    assert root.attrib["font-family"].startswith("DejaVu Sans")
    assert not any("font-family" in element.attrib for element in elements)
    sizes = [element.attrib.get("font-size", root.attrib["font-size"]) for element in texts]
    assert all(float(size.removesuffix("px")) >= 8 for size in sizes)


def test_ids_are_of_one_picture_alone_and_every_reference_is_met() -> None:
    seen: set[str] = set()
    for chart in CHARTS:
        picture = svg(chart)
        own = [e.attrib["id"] for e in every_element(picture) if "id" in e.attrib]
        used = set(re.findall(r'(?:url\(|href=")#([\w-]+)', picture))
        assert used == set(own)
        assert len(own) == len(set(own))
        assert not seen & set(own)
        seen |= set(own)


def redrawn(chart: Chart) -> tuple[str, bytes]:
    svg.cache_clear()
    png.cache_clear()
    return svg(chart), png(chart)


@pytest.mark.parametrize("chart", CHARTS, ids=count())
def test_the_same_chart_gives_the_same_bytes_whatever_a_user_has_set(chart: Chart) -> None:
    first = redrawn(chart)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "path"}):
        own = dict(matplotlib.rcParams)
        assert redrawn(chart) == first
        assert dict(matplotlib.rcParams) == own


@pytest.mark.parametrize("chart", [CHARTS[0], hostile_charts()[1]], ids=count())
def test_the_png_is_16_cm_at_150_dots_to_the_inch_and_undated(chart: Chart) -> None:
    picture = png(chart)
    assert picture.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(picture[16:20], "big") == 945
    assert not any(part in picture for part in (b"tEXt", b"tIME", b"iTXt"))


def test_every_name_is_written_as_text_and_too_long_a_one_loses_its_middle() -> None:
    words = words_of(svg(hostile_charts()[1]))
    for name in NAMES:
        shown = drawable(name)
        assert any(
            word == shown
            or (ELLIPSIS in word and shown.startswith(word.split(ELLIPSIS)[0].rstrip()))
            for word in words
        )
    assert all(len(word) < 100 for word in words)


def test_only_units_outside_limits_bear_their_names() -> None:
    words = words_of(svg(FUNNEL))
    assert {"Haringey", "Harrow"} <= set(words)
    assert "Barnet" not in words


def test_markers_differ_by_shape_and_not_by_colour_alone() -> None:
    def shapes(chart: Chart) -> int:
        marks = [e for e in every_element(svg(chart)) if e.get("id") and e.tag.endswith("path")]
        return len({COLOURS.sub("", e.attrib["d"]) for e in marks})

    one = Intervals("", "", INTERVALS.rows[:1], ())
    assert shapes(INTERVALS) > shapes(one)


def test_words_of_a_line_keep_off_the_line_to_words_farther_up() -> None:
    far, near = "High", "A published figure that is not like for like"
    marks = (Mark(near, 0.3, 0.3, is_limit=False), Mark(far, 0.35, 0.35, is_limit=True))
    picture = svg(Intervals("t", "a", (IntervalRow("A", 0.5, 0.4, 0.6, None),), marks))
    at = {e.text: float(e.attrib["x"]) for e in every_element(picture) if e.tag.endswith("text")}
    leader = at[far] + width_of(far) / 2
    assert at[near] + width_of(near) < leader


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_neighbouring_parts_differ_in_grey_and_by_texture_and_figures_in_them_can_be_read() -> None:
    for place in range(9):
        fill, following = stacked.fill_of(place), stacked.fill_of(place + 1)
        assert (
            contrast(fill["facecolor"], following["facecolor"]) >= 3 or fill["edgecolor"] == "white"
        )
        assert contrast(fill["facecolor"], stacked.ink_on(place)) >= 4.5
    dark = [stacked.fill_of(place) for place in range(9) if luminance_of(place) < 0.18]
    light = [stacked.fill_of(place) for place in range(9) if luminance_of(place) >= 0.18]
    for shade in (dark, light):
        assert len({fill["hatch"] for fill in shade}) == len(shade)


def luminance_of(place: int) -> float:
    return luminance(stacked.fill_of(place)["facecolor"])


@pytest.mark.parametrize(
    "chart",
    [
        Funnel("t", "a", "u", 0.0, (), ()),
        Funnel("t", "a", "u", 1.0, (FunnelPoint("A", 3, 3, 1.0, ""),), ()),
        Stacked("t", "a", (), ()),
        Stacked("t", "a", ("A",), (StackPart("Known", (1.0,)),)),
        Intervals("t", "a", (), ()),
        Intervals("t", "a", (IntervalRow("A", 0.0, 0.0, 0.0, None),), ()),
    ],
    ids=count(),
)
def test_a_chart_of_little_or_nothing_is_drawn(chart: Chart) -> None:
    assert svg(chart).startswith("<svg ")


def test_a_home_that_cannot_be_written_is_no_news_and_nothing_draws_on_a_screen(
    tmp_path: Path,
) -> None:
    file = tmp_path / "file"
    file.touch()
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    code = (
        "import sys; from eqmon.charts.draw import svg; from eqmon.charts.model import Stacked\n"
        "svg(Stacked('t', 'a', ('A',), ()))\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**kept, "HOME": str(file), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "False\n", "")
