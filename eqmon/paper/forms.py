"""The forms of a committee paper: which headings, in which order, with which numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from eqmon.vocabulary import Form


@dataclass(frozen=True, slots=True)
class Head:
    """One heading of a form."""

    id: str
    """By which an author's paragraphs find it."""
    title: str
    heads: tuple[Head, ...] = ()
    """Side-heads under it."""
    numbered: bool = False
    """Whether its paragraphs are numbered from 1, on through its side-heads."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One form."""

    lead: str
    """What leads in the recommendations."""
    before_each: str
    """What each recommendation begins with after that lead: nothing, or `to `."""
    heads: tuple[Head, ...]


FRONT = Head("front", "Exceptions at a glance")
SUMMARY = Head("summary", "Summary")
RECOMMENDATIONS = Head("recommendations", "A. Recommendations")
BACKGROUND = Head("background", "Background and duty")
RECEIVED = Head("received", "What was received")
STRANDS = Head("strands", "Recording by strand")
UNITS = Head("units", "Recording by borough")
GAPS = Head("gaps", "‘Not known’, ‘Not recorded’ and blanks")
MEASURES = Head("measures", "Who is served, why and how")
CHANGE = Head("change", "Change since last time")
CONCLUSIONS = Head("conclusions", "What can and cannot be concluded")
RETURNS = Head("returns", "What was due and what came")
COVERAGE = Head("coverage", "Protected characteristics that records tell")
PHASES = Head("phases", "How far boroughs have come")
SAMPLES = Head("samples", "What dip samples show")
ACTION = Head("action", "Action asked, of whom and by when")

SUPPORTING = (
    BACKGROUND,
    RECEIVED,
    RETURNS,
    STRANDS,
    COVERAGE,
    UNITS,
    PHASES,
    GAPS,
    SAMPLES,
    MEASURES,
    CHANGE,
    CONCLUSIONS,
    ACTION,
)

COMMITTEE = Shape(
    lead="That members",
    before_each="",
    heads=(
        FRONT,
        SUMMARY,
        RECOMMENDATIONS,
        Head(
            "supporting",
            "B. Supporting information",
            SUPPORTING,
            numbered=True,
        ),
        Head("impact", "C. Race and equality impact"),
        Head("financial", "D. Financial implications"),
        Head("sources", "E. Background papers"),
        Head("contact", "F. Contact details"),
    ),
)
FORM_2011 = Shape(
    lead="That members",
    before_each="",
    heads=(
        FRONT,
        SUMMARY,
        RECOMMENDATIONS,
        Head(
            "supporting",
            "B. Supporting information",
            SUPPORTING,
            numbered=True,
        ),
        Head(
            "implications",
            "C. Other organisational and community implications",
            (
                Head("impact", "Equality and Diversity Impact"),
                Head("met_forward", "Consideration of MET Forward"),
                Head("financial", "Financial Implications"),
                Head("legal", "Legal Implications"),
                Head("environmental", "Environmental Implications"),
                Head("risk", "Risk Implications"),
            ),
            numbered=True,
        ),
        Head("sources", "D. Background papers"),
        Head("contact", "E. Contact details"),
    ),
)
CONCURRENT = Shape(
    lead="That members agree:",
    before_each="to ",
    heads=(
        FRONT,
        SUMMARY,
        RECOMMENDATIONS,
        Head(
            "supporting",
            "B. Supporting information",
            (
                BACKGROUND,
                Head("received", "Returns"),
                Head("returns", "Other returns: what was due and what came"),
                Head("strands", "Monitoring across the equality strands"),
                COVERAGE,
                UNITS,
                PHASES,
                GAPS,
                SAMPLES,
                MEASURES,
                CHANGE,
                Head("conclusions", "What members are advised can and cannot be concluded"),
                Head("action", "Action the service could be asked for"),
                Head("questions", "Questions for the service"),
            ),
            numbered=True,
        ),
        Head("impact", "C. Race and equality impact"),
        Head("financial", "D. Financial implications"),
        Head("sources", "E. Background papers"),
        Head("contact", "F. Contact details"),
    ),
)
SHAPES: Mapping[Form, Shape] = MappingProxyType(
    {Form.COMMITTEE: COMMITTEE, Form.FORM_2011: FORM_2011, Form.CONCURRENT: CONCURRENT}
)
APPENDICES = (
    Head("appendix-charts", "Charts and their figures"),
    Head("appendix-tables", "Full tables"),
    Head("appendix-measures", "Measures by unit and group"),
    Head("appendix-dictionary", "Dictionary of measures"),
    Head("appendix-returns", "Returns by body and date"),
    Head("appendix-phases", "Units by phase"),
    Head("appendix-claims", "Published figures held to their arithmetic"),
    Head("appendix-method", "Method"),
    Head("appendix-definitions", "Definitions"),
    Head("appendix-quality", "Quality statement"),
)
"""After every form, numbered in this order."""


def heads_of(form: Form) -> Iterator[Head]:
    """Every heading of a form in reading order, appendices last."""
    yield from _within((*SHAPES[form].heads, *APPENDICES))


def _within(heads: tuple[Head, ...]) -> Iterator[Head]:
    for head in heads:
        yield head
        yield from _within(head.heads)
