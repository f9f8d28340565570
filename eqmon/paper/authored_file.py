"""Reads an author's paragraphs: a Markdown file with the headings of the paper's form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from eqmon.document.model import Block, Bullets, Paragraph, Text
from eqmon.errors import UsageError
from eqmon.paper.authored import Authored, Quoted
from eqmon.paper.authored_headings import compared, nearest, titled, titles_of
from eqmon.paper.authored_inline import COMMENTS, Runs
from eqmon.paper.forms import Head
from eqmon.vocabulary import Form

LARGEST = 2**20
"""Bytes; a paper's paragraphs are a few thousand."""
ALLOWED = "paragraphs, lists, **strong words** and links as [words](https://...)"
_PERCENT = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d+)?)(?:\s?(?:-|–|to|and)\s?(\d{1,3}(?:\.\d+)?))?"
    r"\s?(?:%|per\s?cent\b)",
    re.IGNORECASE | re.ASCII,
)
_SPACES = re.compile("[\u00a0\u2009\u202f]")
_REFUSED = {
    "blockquote_open": "a quotation",
    "code_block": "code, or lines set in by four spaces",
    "fence": "code",
    "hr": "a line across",
    "table_open": "a table",
    "html_block": "HTML",
}
_LISTS = ("bullet_list_open", "ordered_list_open")


def read_authored(path: Path, form: Form) -> Authored:
    """What an author wrote under the headings of a form, from a Markdown file.

    UsageError with every problem by its line: headings that the form has not, text before the
    first heading, and anything but paragraphs, lists, strong words and https links. Comments are
    left out.
    """
    return _File(str(path), form).read(_text_of(path))


def _text_of(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(str(path), f"cannot be read ({error.strerror})") from None
    if len(data) > LARGEST:
        raise UsageError(str(path), "too large for an author's paragraphs", allowed="1 MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            str(path), f"not UTF-8 text (byte {error.start + 1})", hint="save it as UTF-8"
        ) from None


class _File:
    """One file while it is read."""

    def __init__(self, name: str, form: Form) -> None:
        self._name = name
        self._form = form
        self._titles = titles_of(form)
        self._sections: dict[str, list[Block]] = {}
        self._quoted: list[Quoted] = []
        self._problems: list[tuple[int, str]] = []
        self._head: Head | None = None
        self._is_lost = False
        """Whether what follows stands under a heading that the form has not."""

    def read(self, text: str) -> Authored:
        markdown = MarkdownIt("commonmark").enable("table")
        # Links that it would leave as text are refused by their line.
        markdown.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
        known: dict[str, dict[str, dict[str, list[int]]]] = {}
        tokens = markdown.parse(text, known)
        for reference in known.get("references", {}).values():
            self._wrong(reference["map"][0] + 1, "a link whose address stands apart from it")
        places = iter(range(len(tokens)))
        for place in places:
            end = _end(tokens, place)
            self._take(tokens[place : end + 1])
            for _ in range(end - place):
                next(places)
        self._refuse()
        return Authored({id: tuple(b) for id, b in self._sections.items()}, tuple(self._quoted))

    def _take(self, tokens: list[Token]) -> None:
        first = tokens[0]
        line = first.map[0] + 1 if first.map else 1
        if first.type == "html_block" and COMMENTS.fullmatch(first.content):
            return
        if first.type == "heading_open":
            self._begin(first, tokens[1], line)
        elif first.type in _REFUSED:
            self._wrong(line, f"{_REFUSED[first.type]} is not allowed")
        elif self._head is None and not self._is_lost:
            self._wrong(line, "text before the first heading; put it under a `## ` heading")
            self._is_lost = True
        elif first.type == "paragraph_open":
            text = self._text(tokens[1], line)
            if text:
                self._put(Paragraph(text))
        elif first.type in _LISTS:
            self._put(Bullets(tuple(self._items(tokens))))

    def _begin(self, opening: Token, inline: Token, line: int) -> None:
        title = "".join(child.content for child in inline.children or ())
        head = self._titles.get(compared(title))
        self._head, self._is_lost = head, head is None
        if opening.tag != "h2":
            self._is_lost, self._head = True, None
            self._wrong(line, f"a heading of level {opening.tag[1]}; only `## ` is allowed")
        elif head is None:
            near = nearest(title, self._form)
            hint = f"; did you mean “{near}”?" if near else ""
            self._wrong(line, f"a heading that the form “{self._form}” has not{hint}")
        elif head.id in self._sections:
            self._wrong(line, f"“{titled(head)}” stands in the file twice")
        else:
            self._sections[head.id] = []

    def _items(self, tokens: list[Token]) -> Iterator[Text]:
        """One text an item: lists within lists and items of several paragraphs are refused."""
        inside = tokens[1:-1]
        texts = 0
        for token in inside:
            line = token.map[0] + 1 if token.map else 1
            if token.type == "list_item_open":
                texts = 0
            elif token.type in _LISTS:
                self._wrong(line, "a list within a list")
            elif token.type in _REFUSED:
                self._wrong(line, f"{_REFUSED[token.type]} is not allowed")
            elif token.type == "heading_open":
                self._wrong(line, "a heading in a list")
            elif token.type == "inline":
                texts += 1
                if texts == 2:
                    self._wrong(line, "an item of a list with several paragraphs")
                text = self._text(token, line)
                if text:
                    yield text

    def _text(self, inline: Token, line: int) -> Text:
        runs = Runs(line, lambda at, what: self._wrong(at, f"{what} is not allowed"))
        text = runs.read(inline)
        if self._head is not None:
            words = _SPACES.sub(" ", runs.words)
            for found in _PERCENT.finditer(words):
                at = line + words[: found.start()].count("\n")
                for written in filter(None, found.groups()):
                    self._quoted.append(Quoted(titled(self._head), at, written))
        return text if any(part if isinstance(part, str) else part.text for part in text) else ()

    def _put(self, block: Block) -> None:
        if self._head is not None:
            self._sections[self._head.id].append(block)

    def _wrong(self, line: int, problem: str) -> None:
        self._problems.append((line, problem))

    def _refuse(self) -> None:
        if not self._problems:
            return
        told = sorted(set(self._problems))
        lines = "\n".join(f"  line {line}: {problem}" for line, problem in told)
        number = f"{len(told)} problems" if len(told) > 1 else "1 problem"
        headings = "; ".join(titled(head) for head in self._titles.values())
        raise UsageError(
            self._name, f"{number}:\n{lines}\n", allowed=ALLOWED, hint=f"its headings: {headings}"
        )


def _end(tokens: list[Token], place: int) -> int:
    """Where the block that begins here ends."""
    depth = 0
    for at in count(place):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    raise AssertionError
