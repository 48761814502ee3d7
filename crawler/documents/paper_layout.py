"""Lines of PDF pages made into paragraphs again: running heads dropped, hyphens mended, table rows kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from crawler.words import longest_first

# Running heads and feet stand within this many lines of a page's edge, and on at least this share of the pages.
_EDGE_LINES = 3
_RUNNING_SHARE = 0.4
# A line shorter than this share of the page's full lines ends its paragraph unless the sentence plainly runs on.
_FULL = 0.75
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[ivx\d]{1,4}(?:\s+of\s+\d{1,4})?", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:[•◼▪■●○◆➢✓‣⁃\uf0b7\uf0a7\uf06e]|[–-](?=\s)|\d{1,3}(?:\.\d{1,2})*[.)]?\s(?=[A-Z‘“(])|\([a-z\d]{1,3}\)\s)"
)
_BULLET = re.compile(r"^[•◼▪■●○◆➢✓‣⁃\uf0b7\uf0a7\uf06e]\s*")
_LABEL = re.compile(r"[A-Z][A-Za-z’' ]{2,30}:\s")
_CONTENTS = re.compile(r".*[^\d.,\s–-][\s.]+\d{1,3}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u2010]\n([^\W\d_]+)")
_ENDS = (".", "?", "!", ":", ";", ".”", ".’", ".)")


def compose(pages: list[str]) -> tuple[str, list[int]]:
    """The text of a paper from the raw text of its pages, and the offset in it at which each page begins.

    Paragraphs are split by one blank line; a paragraph that runs over a page's end is one. Rows of a judgement table
    ("Overall effectiveness Good") are a paragraph each.
    """
    lines = [_lines(page) for page in pages]
    running = _running(lines)
    vocabulary = _vocabulary(lines)
    text, offsets = "", []
    for number, page in enumerate(lines):
        for at, paragraph in enumerate(_paragraphs(_without_running(page, running if number else set()), vocabulary)):
            glue = _glue(text, paragraph) if at == 0 else "\n\n"
            if at == 0:
                offsets.append(len(text) + len(glue))
            text += glue + paragraph
        if len(offsets) == number:
            offsets.append(len(text))
    return text, offsets


def _vocabulary(pages: list[list[str]]) -> set[str]:
    """The words and hyphened words of a paper, but for those a line's end cuts in two."""
    whole = (_HYPHEN.sub(" ", "\n".join(page)) for page in pages)
    return {word.lower() for page in whole for word in _WORD.findall(page)}


def _lines(page: str) -> list[str]:
    stripped = (" ".join(line.replace("\u00ad\n", "").split()) for line in page.replace("\u00ad\n", "").split("\n"))
    return [line.replace("\u00ad", "") for line in stripped]


def _edges(page: list[str]) -> list[int]:
    full = [at for at, line in enumerate(page) if line]
    return sorted({*full[:_EDGE_LINES], *full[-_EDGE_LINES:]})


def _shape(line: str) -> str:
    return _NUMBER.sub("#", line).lower()


def _running(pages: list[list[str]]) -> set[str]:
    """The shapes (numbers aside) of lines that recur at the edges of pages."""
    seen = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)})
    return {
        shape for shape, count in seen.items() if count >= max(3, _RUNNING_SHARE * len(pages)) and shape.strip("# ")
    }


def _without_running(page: list[str], running: set[str]) -> list[str]:
    """The page's lines from the first to the last that is neither a running head or foot nor a page number."""
    furniture = [not line or _shape(line) in running or bool(_PAGE_NUMBER.fullmatch(line)) for line in page]
    edges = set(_edges(page))
    kept = [at for at, dropped in enumerate(furniture) if not dropped or (page[at] and at not in edges)]
    return page[kept[0] : kept[-1] + 1] if kept else []


def _glue(text: str, paragraph: str) -> str:
    """What joins the last paragraph of a page to the first of the next: a space when the sentence runs on."""
    if not text:
        return ""
    runs_on = paragraph[:1].islower() and not text.endswith(_ENDS)
    return " " if runs_on else "\n\n"


def _paragraphs(lines: list[str], vocabulary: set[str]) -> Iterator[str]:
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    rows = _table_rows(lines, width)
    run: list[str] = []
    for at, line in enumerate(lines):
        # Inside a row of a table the lines of a cell belong together, however short.
        if run and (not line or rows.get(at, _begins(line, run[-1], width))):
            yield _join(run, vocabulary)
            run = []
        if line:
            run.append(line)
    if run:
        yield _join(run, vocabulary)


def _begins(line: str, before: str, width: int) -> bool:
    """Whether a line begins a new paragraph, given the line before it and the width of full lines."""
    if _ITEM.match(line) or _LABEL.match(line) or _LABEL.match(before):
        return True
    if _CONTENTS.fullmatch(line) and _CONTENTS.fullmatch(before):
        return True
    if len(before) >= _FULL * width:
        return before.endswith(_ENDS) and len(before) < 0.9 * width and not line[:1].islower()
    return not line[:1].islower() or before.endswith(_ENDS)


@cache
def _grade() -> re.Pattern[str]:
    grades = "|".join(longest_first("report", "grades"))
    return re.compile(rf"(?:^|.*[\s:])(?:{grades})\*?", re.IGNORECASE)


def _table_rows(lines: list[str], width: int) -> dict[int, bool]:
    """Line number -> whether it begins a row, for lines of judgement tables: short lines, some ending in a grade."""
    rows: dict[int, bool] = {}
    full = [at for at, line in enumerate(lines) if line]
    begin = 0
    while begin < len(full):
        end = begin
        while end < len(full) and _in_table([lines[at] for at in full[end : end + 2]], width):
            end += 1
        block = full[begin:end]
        graded = [at for at in block if _grade().fullmatch(lines[at])]
        if len(graded) >= 2:
            prose = max((at for at in block if at < graded[0] and lines[at].endswith(".")), default=-1)
            rows |= _row_starts(lines, [at for at in block if prose < at <= graded[-1]])
        begin = max(end, begin + 1)
    return rows


def _in_table(pair: list[str], width: int) -> bool:
    """Whether the first of two lines may stand in a table: it is short, or its cell ends with a grade on the next."""
    short = [len(line) < _FULL * width for line in pair]
    return short[0] or (short[-1] and bool(_grade().fullmatch(pair[-1])))


def _row_starts(lines: list[str], block: list[int]) -> dict[int, bool]:
    """Line number -> whether it begins a row: the first line, one after a grade, a heading or a numbered one."""
    starts: dict[int, bool] = {}
    fresh = True
    for at in block:
        rest_of_grade = lines[at].lower().startswith("to be good")
        heading = bool(_LABEL.match(lines[at])) or lines[at].lower() == "judgement grade"
        starts[at] = heading or bool(_ITEM.match(lines[at])) or (fresh and not rest_of_grade)
        fresh = heading or bool(_grade().fullmatch(lines[at]))
    return starts


def _join(run: list[str], vocabulary: set[str]) -> str:
    text = _HYPHEN.sub(lambda match: _mend(match[1], match[2], vocabulary), "\n".join(run))
    return _BULLET.sub("• ", " ".join(text.split()))


def _mend(first: str, second: str, vocabulary: set[str]) -> str:
    """One word of the two sides of a hyphen at a line's end: as the paper writes it elsewhere, else by its parts."""
    whole, hyphened = f"{first}{second}", f"{first}-{second}"
    if whole.lower() in vocabulary:
        return whole
    if hyphened.lower() in vocabulary or (first.lower() in vocabulary and second.lower() in vocabulary):
        return hyphened
    return whole
