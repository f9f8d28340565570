"""The formats that each command writes: a report as text, or as a document of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from eqmon.document import DOCUMENT_WRITERS
from eqmon.errors import UsageError
from eqmon.report import WRITERS
from eqmon.vocabulary import Audience

PAGES = ("html", "markdown")
"""Documents that are text, and so may go to stdout."""


@dataclass(frozen=True)
class Format:
    """What must be known of a format before anything is read."""

    ending: str
    """Empty where no file ending means it."""
    audience: Audience
    """For whom it is unless told otherwise."""
    is_text: bool = True
    """Whether it may go to stdout."""


Formats = Mapping[str, Format]

OF_CHECK: Formats = MappingProxyType(
    {
        **{
            name: Format(w.ending, Audience.PUBLIC if w.public_by_default else Audience.INTERNAL)
            for name, w in WRITERS.items()
        },
        **{
            name: Format(w.ending, Audience.INTERNAL, is_text=name in PAGES)
            for name, w in DOCUMENT_WRITERS.items()
            if name not in WRITERS
        },
    }
)
"""What eqmon check writes, by name, in the order in which help shows it."""
OF_PAPER: Formats = MappingProxyType(
    {
        **{
            name: Format(w.ending, Audience.PUBLIC, is_text=name in PAGES)
            for name, w in DOCUMENT_WRITERS.items()
        },
        "json": Format(WRITERS["json"].ending, Audience.PUBLIC),
    }
)
"""What eqmon paper writes; `json` are the figures of the paper, for the next one's --published."""

_TEXTS = ("terminal", "json", "csv", "markdown")
OF_VERIFY: Formats = MappingProxyType(
    {
        **{name: Format(WRITERS[name].ending, Audience.INTERNAL) for name in _TEXTS},
        **{
            name: Format(w.ending, Audience.INTERNAL, is_text=name in PAGES)
            for name, w in DOCUMENT_WRITERS.items()
            if name not in _TEXTS
        },
    }
)
"""What eqmon verify writes: published figures, the same for every audience."""
OF_MEASURES: Formats = OF_VERIFY
"""What eqmon measures writes, exact unless a public copy is asked for."""
OF_SCORE: Formats = OF_VERIFY
"""What eqmon sample score writes, all of it internal."""


def format_of_ending(path: Path | str, formats: Formats) -> str:
    """The format that a file's ending means; UsageError with all endings for any other."""
    ending = Path(path).suffix.lower()
    for name, format in formats.items():
        if ending and ending == format.ending:
            return name
    known = ", ".join(f"{f.ending} ({name})" for name, f in formats.items() if f.ending)
    raise UsageError(
        str(path),
        f"the ending '{ending}' means no format" if ending else "no ending says which format",
        allowed=known,
        hint="give the file one of these endings",
    )
