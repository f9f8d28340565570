"""A layout in words, for the terminal: plain text that fits 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from eqmon.rulebook.describe import wrapped
from eqmon.rulebook.layouts import Layout, LayoutField


def describe_layout(layout: Layout) -> str:
    """To which extracts a layout applies, how they are written, and what it tells otherwise."""
    lines = [f"{layout.layout}: {layout.title}", ""]
    for name, text in (
        ("Suite", layout.suite),
        ("For inputs named", " or ".join(layout.files)),
        ("With the headings", " and ".join(layout.headings)),
        ("Sheet", layout.sheet),
        ("Encoding", layout.encoding),
        ("Delimiter", layout.delimiter),
    ):
        if text:
            lines += wrapped(name, text)
    if layout.fields:
        lines += ["", "Fields told otherwise (whatever is not said is as in the suite)"]
        for name, told in layout.fields.items():
            lines += wrapped(name, ". ".join(_told(told)), indent="  ")
    if layout.every_record:
        lines += ["", "The same for every record"]
        for name, every in layout.every_record.items():
            lines += wrapped(name, every, indent="  ")
    return "\n".join(lines)


def _told(told: LayoutField) -> Iterator[str]:
    if told.headings is not None:
        yield f"heading {'; '.join(told.headings)}" if told.headings else "no column"
    if told.formats is not None:
        yield f"dates as {'; '.join(told.formats)}"
    if told.scheme is not None:
        yield f"scheme {told.scheme}" if told.scheme else "any scheme"
    if told.separators is not None:
        yield f"codes parted by {' or '.join(told.separators)}"
    if told.values:
        yield ", ".join(f"'{text}' is {meant}" for text, meant in told.values.items())
