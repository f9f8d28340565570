"""Which headings an author's file may have, and a file to start from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from eqmon.document.harmless import one_line
from eqmon.paper.forms import SHAPES, Head, heads_of
from eqmon.vocabulary import Form

_PREFIX = re.compile(r"^(?:[A-Za-z]|[0-9]{1,2})[.)]\s+")
_QUOTES = str.maketrans("", "", "‘’“”'\"")
_FIGURES = "What you write here stands below what is computed from the figures."
_COMMENTS = {
    "front": "The one-page summary: best left empty, so that it stays one page.",
    "recommendations": "Each item of a list is one more recommendation, after those computed.",
    "financial": "What it costs, and whom. Nothing is computed here: it is for you to tell.",
    "met_forward": "Nothing is computed here: it is for you to tell.",
    "environmental": "Nothing is computed here: it is for you to tell.",
    "sources": "Papers that you relied on besides those listed; links as [words](https://...).",
}
_OPENING = """\
<!--
Your own paragraphs for a paper of the form “{form}”: eqmon paper ... --form {form} \
--paragraphs FILE.md
Write below a heading; leave out headings that you do not need. Comments like this are not printed.
Allowed: paragraphs, lists, **strong words** and links as [words](https://...).
-->
"""


def titles_of(form: Form) -> dict[str, Head]:
    """The headings of a form by how they are compared: without letter, case and quotes."""
    return {compared(head.title): head for head in heads_of(form)}


def compared(title: str) -> str:
    """A heading as it is compared: `B. Supporting information` as `supporting information`."""
    plain = _PREFIX.sub("", one_line(title).strip()).translate(_QUOTES)
    return " ".join(plain.casefold().split())


def titled(head: Head) -> str:
    """A heading without its letter, which changes with the form."""
    return _PREFIX.sub("", head.title)


def nearest(title: str, form: Form) -> str:
    """The heading of the form that was most likely meant; empty where none is near."""
    titles = titles_of(form)
    near = get_close_matches(compared(title), titles, n=1, cutoff=0.5)
    return titled(titles[near[0]]) if near else ""


def authored_template(form: Form) -> str:
    """A file of author's paragraphs with every heading of a form and what belongs under it.

    As it stands it is valid, and says nothing.
    """
    return "\n".join((_OPENING.format(form=form), *_sections(SHAPES[form].heads)))


def _sections(heads: tuple[Head, ...]) -> Iterator[str]:
    for head in heads:
        yield f"## {titled(head)}\n\n<!-- {_COMMENTS.get(head.id, _FIGURES)} -->\n"
        yield from _sections(head.heads)
