"""Documents to write: one with every kind of block, and one whose every text is hostile."""

from __future__ import annotations

from datetime import UTC, datetime

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
from eqmon.document.model import (
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Figure,
    Link,
    Paragraph,
    Recommendations,
    Section,
    Strong,
    Table,
)
from eqmon.vocabulary import Audience, Verdict

CREATED = datetime(2007, 2, 6, tzinfo=UTC)

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)">',
    '=HYPERLINK("https://example.org","x")',
    "+1+1|cmd",
    "@SUM(A1:A9)",
    "-2+3",
    '#let x = read("/etc/passwd"); $x$ *bold* _it_ @ref <label> \\ // /* [b] {c}',
    "{{ 7 * 7 }} {% raw %} ]]> &amp; &lt; <!-- -->",
    "\u202eright to left override\u202c and \u05e2\u05d1\u05e8\u05d9\u05ea \u0639\u0631\u0628",
    "bell \x07 nul \x00 escape \x1b[31m vertical \x0b unit \x1f lone \ud800",
    "Longborough " * 25,
    "Emoji \U0001f469\u200d\U0001f4bb \U0001f600 and \u4e2d\u6587",
    "| pipe | table | `tick` ~~~ ![i](https://example.org/p.png)",
)
"""Text as it may come in names of units and in an author's paragraphs."""

FUNNEL = Funnel(
    title="Ethnicity not obtained, by borough",
    across="Applicable records",
    up="Not obtained",
    centre=0.3,
    points=(
        FunnelPoint("Barnet", 30, 100, 0.3, ""),
        FunnelPoint("Haringey", 60, 100, 0.6, "99.8", "95"),
        FunnelPoint("Harrow", 4, 50, 0.08, "95"),
    ),
    limits=(
        FunnelLimits(40, 0.15, 0.45, 0.09, 0.55),
        FunnelLimits(120, 0.21, 0.39, 0.17, 0.45),
    ),
    random_limits=(
        FunnelLimits(40, 0.05, 0.6, 0.0, 0.75),
        FunnelLimits(120, 0.1, 0.55, 0.03, 0.7),
    ),
)
STACKED = Stacked(
    title="How ethnicity was recorded",
    across="Share of applicable records",
    bars=("All units", "Barnet", "Haringey"),
    parts=(
        StackPart("Known", (0.6, 0.65, 0.3)),
        StackPart("Not known", (0.3, 0.3, 0.5)),
        StackPart("Blank", (0.1, 0.05, 0.2)),
    ),
)
INTERVALS = Intervals(
    title="Not obtained, with 95 % intervals",
    across="Share of applicable records",
    rows=(
        IntervalRow("Barnet", 0.3, 0.22, 0.4, Verdict.WARN),
        IntervalRow("Haringey", 0.6, 0.5, 0.69, Verdict.FAIL),
    ),
    marks=(
        Mark("Limit 25 %", 0.25, 0.25, is_limit=True),
        Mark("Four boroughs, 2006: 39-49 % (not like for like)", 0.39, 0.49, is_limit=False),
    ),
)


def table(id: str = "by-borough", label: str = "Table 1", rows: int = 3) -> Table:
    """Names, counts, shaded rates and each shorthand; as many rows as are asked for."""
    told = [
        (
            Cell(f"Borough {n + 1}"),
            Cell(f"{1000 + n:,}", 1000 + n),
            Cell("24.5 (245) FAIL", 24.5, 1, shade="3", verdict=Verdict.FAIL),
            Cell("plain words"),
        )
        for n in range(rows)
    ]
    told.append((Cell("Sutton"), Cell("[c]", shorthand="c"), Cell("[x]", shorthand="x"), Cell("")))
    told.append(
        (Cell("Merton"), Cell("12 [u]", 12, shorthand="u"), Cell("[z]", shorthand="z"), Cell("a"))
    )
    return Table(
        id=id,
        label=label,
        title="Ethnicity not obtained, by borough",
        columns=(
            Column("Borough", "name"),
            Column("Applicable records", "count"),
            Column("Not obtained, per cent", "percent"),
            Column("Remark", "text"),
        ),
        rows=tuple(told),
        notes=(
            ("Not obtained: blank, not recorded, not known. Denominator: applicable records.",),
        ),
    )


def figure(id: str, label: str, chart: Chart) -> Figure:
    """A chart with its words."""
    return Figure(
        id=id,
        label=label,
        title=chart.title,
        chart=chart,
        alternative=f"{chart.title}. Haringey lies above the upper limit.",
        table="by-borough",
        notes=(("Published figures are not like for like.",),),
    )


def document() -> Document:
    """A short paper with every kind of block."""
    body = Section(
        "b",
        "B. Supporting information",
        (
            Section(
                "b-background",
                "Background",
                (
                    Paragraph(("This is the ", Strong("first"), " paragraph."), 1),
                    Bullets(
                        (("one",), ("two ", Link("table 1", "#by-borough"), ".")),
                    ),
                    Paragraph(("A plain paragraph between.",)),
                ),
            ),
            Section(
                "b-by-borough",
                "Recording by borough",
                (
                    Paragraph(("See ", Link("the standard", "https://www.gov.uk/"), "."), 2),
                    table(),
                    figure("funnel", "Figure 1", FUNNEL),
                    figure("stacked", "Figure 2", STACKED),
                    Paragraph(("After the figures the numbers go on.",), 3),
                    figure("intervals", "Figure 3", INTERVALS),
                ),
            ),
        ),
    )
    return Document(
        title="Recording of equality strands: January 2007",
        subject="How well the people behind the records are recorded.",
        audience=Audience.PUBLIC,
        banner="Public: small counts of people are withheld.",
        facts=Facts((("Report", ("7",)), ("Date", ("6 February 2007",)))),
        blocks=(
            Section("summary", "Summary", (Paragraph(("All in one sentence.",)),)),
            Section(
                "a",
                "A. Recommendations",
                (Recommendations("That members", (("note the report;",), ("ask for more.",))),),
            ),
            body,
            Section(
                "appendix-1",
                "Appendix 1: Tables",
                (
                    Paragraph(("The full tables.",)),
                    table("full", "Table A1", rows=40),
                    Facts((("applicable", ("records with a person to describe",)),)),
                ),
                new_page=True,
            ),
        ),
        created=CREATED,
        author="Race and Diversity Unit",
        keywords=("equality monitoring",),
    )


def hostile_document() -> Document:
    """A document whose every text is hostile, after the one replacement that all text goes through.

    Control characters, direction overrides and lone surrogates become U+FFFD (`one_line`).
    """
    texts = [one_line(text).strip() for text in HOSTILE]
    rows = tuple((Cell(text), Cell("1", 1), Cell(text)) for text in texts)
    columns = (Column(texts[0], "name"), Column(texts[1], "count"), Column(texts[5], "text"))
    hostile = Table("hostile", "Table 1", texts[0], columns, rows, tuple((t,) for t in texts))
    blocks = (
        *(Paragraph((text, Strong(text)), number) for number, text in enumerate(texts, 1)),
        Bullets(tuple((text,) for text in texts)),
        Recommendations(texts[1], tuple((text,) for text in texts)),
        Facts(tuple((text, (text,)) for text in texts)),
        hostile,
    )
    return Document(
        title=texts[0],
        subject=texts[1],
        audience=Audience.PUBLIC,
        banner=texts[5],
        facts=Facts(((texts[2], (texts[3],)),)),
        blocks=(Section("body", texts[6], blocks),),
        created=CREATED,
        author=texts[1],
        keywords=(texts[2],),
    )
