"""Makes the sample's policy papers, as PDF, from the text in the tree: run it after changing them."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from crawler.sample.loader import BYLINE, HERE, SamplePaper, papers

_FONT = "Helvetica"  # one of the fonts every reader of PDF has: nothing to embed, the same bytes everywhere
_MARGIN = 25  # millimetres
_LINE = 5.6  # millimetres, for text of 10.5 points
_WITH_HEADING = 28  # millimetres: a heading stands on a page only with some of its text below it
_HEAD = 12  # millimetres from the edge to the running header and footer


class _Document(FPDF):
    """A paper's pages with a running header and footer; the cover bears neither."""

    def __init__(self, title: str) -> None:
        super().__init__(format="A4")
        self.running_title = title
        self.core_fonts_encoding = "windows-1252"
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)

    def header(self) -> None:
        if self.page_no() > 1:
            self._edge(_HEAD, f"{BYLINE} | {self.running_title}")

    def footer(self) -> None:
        if self.page_no() > 1:
            self._edge(-_HEAD, f"Page {self.page_no()}")

    def _edge(self, height: float, text: str) -> None:
        self.set_font(_FONT, size=8)
        self.set_y(height)
        self.cell(0, 4, text, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        if height > 0:
            self.set_y(_MARGIN)


def pdf(paper: SamplePaper) -> bytes:
    """A paper as PDF: a cover with title and date, then its sections. The same text gives the same bytes."""
    document = _Document(paper.title)
    document.set_creation_date(paper.published)
    document.set_title(paper.title)
    document.set_author(BYLINE)
    document.set_lang("en-GB")
    _cover(document, paper)
    document.add_page()
    for heading, texts in paper.sections:
        if document.will_page_break(_WITH_HEADING):
            document.add_page()
        document.set_font(_FONT, "B", 13)
        document.ln(2)
        _paragraph(document, heading, 7)
        document.set_font(_FONT, size=10.5)
        for text in texts:
            if text.startswith("|"):
                _table(document, text)
            else:
                _paragraph(document, text, _LINE)
            document.ln(2)
    return bytes(document.output())


def _cover(document: _Document, paper: SamplePaper) -> None:
    document.add_page()
    document.set_y(80)
    document.set_font(_FONT, "B", 24)
    _paragraph(document, paper.title, 11)
    document.ln(10)
    document.set_font(_FONT, size=13)
    for line in ("Policy paper", f"{paper.published:%-d %B %Y}", BYLINE):
        _paragraph(document, line, 8)
    document.ln(60)
    document.set_font(_FONT, size=9)
    _paragraph(document, f"Written for Caretrail from public sources, first of all {paper.source_url}", 5)


def _paragraph(document: _Document, text: str, line: float) -> None:
    document.multi_cell(0, line, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _table(document: _Document, text: str) -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    document.set_font(_FONT, size=9)
    with document.table(rows, text_align="LEFT", line_height=5):
        pass
    document.set_font(_FONT, size=10.5)


def write(folder: Path = HERE / "papers") -> list[Path]:
    """Write every paper's PDF into a folder; returns where they are."""
    written = []
    for paper in papers():
        path = folder / f"{paper.slug}.pdf"
        path.write_bytes(pdf(paper))
        written.append(path)
    return written


if __name__ == "__main__":
    write()
