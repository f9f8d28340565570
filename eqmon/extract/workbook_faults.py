"""What is said of a workbook that cannot be read."""

from __future__ import annotations

from eqmon.errors import InputError

INSTEAD = "the extract as CSV"
_AGAIN = "open it in a spreadsheet program, save it again, or save it as CSV"


def damaged(name: str) -> InputError:
    """For a workbook whose parts do not fit together."""
    return InputError(name, "is a damaged workbook", hint=_AGAIN)


def cut_short(name: str) -> InputError:
    """For a file whose end is missing."""
    return InputError(name, "is cut short", hint="fetch it again, whole")


def protected(name: str) -> InputError:
    """For a workbook that opens only with a password."""
    return InputError(
        name,
        "is protected by a password",
        hint="open it in a spreadsheet program and save it without a password",
    )


def spread(name: str, where: str) -> InputError:
    """For a sheet that would take memory out of proportion to what it holds."""
    return InputError(
        name,
        f"has a sheet whose cells stand far apart, {where}",
        hint="delete what stands far from the table, or save the sheet as CSV",
    )


def declares_entities(name: str) -> InputError:
    """For XML that could unfold, or fetch, what is not in it."""
    return InputError(
        name, "declares entities in its XML, as no spreadsheet program does", hint=_AGAIN
    )
