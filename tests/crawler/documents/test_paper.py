from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pypdf
import pytest
from fpdf import FPDF

from crawler.article import Article, DateOrigin, Kind, Reason, Rejected
from crawler.documents.paper import article_from_pdf
from crawler.documents.paper_layout import compose

URL = "https://www.department.gov.uk/papers/plan.pdf"
PROSE = (
    "Every council should know how many children it looks after far from home and why. Most could not tell us. "
    "Those that could had one officer who kept count, and a director who asked for the figure each month. "
)


class _Paper(FPDF):
    def header(self) -> None:
        if self.page_no() > 1:
            self.set_font("Helvetica", size=9)
            self.cell(0, 8, "A plan for care close to home", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Helvetica", size=9)
        self.cell(0, 8, f"Page {self.page_no()} of 4", align="C")


def _pdf(*pages: str, title: str = "", cls: type[FPDF] = _Paper, **options: Any) -> bytes:
    paper = cls()
    paper.set_creation_date(datetime(2021, 3, 2, tzinfo=UTC))
    if title:
        paper.set_title(title)
    for number, text in enumerate(pages):
        paper.add_page()
        if number == 0 and options.get("heading"):
            paper.set_font("Helvetica", "B", 24)
            paper.multi_cell(0, 12, options["heading"], new_x="LMARGIN", new_y="NEXT")
        paper.set_font("Helvetica", size=11)
        paper.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def _taken(data: bytes, url: str = URL) -> Article:
    article = article_from_pdf(data, url)
    assert isinstance(article, Article), article
    return article


def _refused(data: bytes) -> Rejected:
    refused = article_from_pdf(data, URL)
    assert isinstance(refused, Rejected), refused
    assert refused.detail
    return refused


def test_a_paper_is_read_without_its_running_heads_and_page_numbers() -> None:
    starts = ("First comes this.", "Then this.", "A third thing next.", "The fourth and last of them.")
    ends = ("The first ends so.", "Another ending.", "A third way to end.", "And so it ends.")
    pages = [
        f"{start}\n\n{PROSE * 3}\n\nSection {n}\n\n{end}"
        for n, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]
    article = _taken(_pdf(*pages, heading="A plan for care\nclose to home"))
    assert article.title == "A plan for care close to home"
    assert article.kind == Kind.POLICY_PAPER
    assert article.text.count("A plan for care close to home") == 1
    assert "Page 2 of 4" not in article.text
    assert article.text.count(PROSE.strip()) == 12
    assert article.text.endswith("Section 4\n\nAnd so it ends.")
    assert len(article.pages) == 4
    assert [
        article.text[offset:].startswith(start) for offset, start in zip(article.pages[1:], starts[1:], strict=True)
    ] == [True] * 3


@pytest.mark.parametrize(
    ("text", "url", "day", "origin"),
    [
        ("Published: 23 May 2014\n\n" + PROSE, URL, date(2014, 5, 23), DateOrigin.TEXT),
        (PROSE, "file:///papers/plan-2014-05-23.pdf", date(2014, 5, 23), DateOrigin.FILE),
        (PROSE, "https://www.department.gov.uk/plan_20140523.pdf", date(2014, 5, 23), DateOrigin.URL),
        (PROSE, URL, date(2021, 3, 2), DateOrigin.META),
        ("It follows the report published on 23 May 2014. " + PROSE, URL, date(2021, 3, 2), DateOrigin.META),
    ],
)
def test_the_date_of_a_paper_and_where_it_stood(text: str, url: str, day: date, origin: DateOrigin) -> None:
    article = _taken(_pdf(text), url)
    assert (article.published_on, article.published_from) == (day, origin)


def test_properties_that_say_how_it_was_made_are_no_title() -> None:
    assert _taken(_pdf(PROSE, title="Microsoft Word - draft.docx", heading="The real title")).title == "The real title"


REPORT = """Inspection of Anytown local authority
children's services
Inspection dates: 11 to 15 September 2023
Lead inspector: A N Inspector, His Majesty's Inspector
Judgement Grade
The impact of leaders on social work
practice with children and families
Good
The experiences and progress of children
who need help and protection
Requires improvement
to be good
Overall effectiveness Good
"""


def test_an_inspection_report_is_known_and_its_table_kept_in_rows() -> None:
    article = _taken(_pdf(f"{REPORT}{PROSE * 3}\n\nOfsted inspected the council."))
    assert article.kind == Kind.INSPECTION_REPORT
    assert article.title == "Inspection of Anytown local authority children's services"
    assert article.text.split("\n\n")[1:8] == [
        "Inspection dates: 11 to 15 September 2023",
        "Lead inspector: A N Inspector, His Majesty's Inspector",
        "Judgement Grade",
        "The impact of leaders on social work practice with children and families Good",
        "The experiences and progress of children who need help and protection Requires improvement to be good",
        "Overall effectiveness Good",
        (PROSE * 3).strip(),
    ]


def test_a_paper_about_inspections_is_no_inspection_report() -> None:
    article = _taken(_pdf("Ofsted grades and what they cost. " + PROSE * 3))
    assert article.kind == Kind.POLICY_PAPER


def test_hyphens_at_line_ends_are_mended_by_what_the_paper_writes() -> None:
    page = (
        "The infor-\nmation was shared by multi-\nagency teams in long-\nterm plans."
        " Multi-agency work takes long; a term is short."
    )
    text, _ = compose([page])
    assert text.startswith("The information was shared by multi-agency teams in long-term plans.")


def test_a_sentence_over_a_pages_end_is_one_paragraph() -> None:
    text, offsets = compose(
        ["The council agreed the plan after a long debate, and\n", "the trust will close.\n\nNext."]
    )
    assert text == "The council agreed the plan after a long debate, and the trust will close.\n\nNext."
    assert text[offsets[1] :].startswith("the trust")


def test_an_encrypted_paper_is_refused_and_one_with_an_open_lock_is_not() -> None:
    def locked(password: str) -> bytes:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf(PROSE)))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    assert _refused(locked("secret")).reason == Reason.ENCRYPTED
    assert PROSE.strip() in _taken(locked("")).text


def test_pages_without_text_are_called_scanned() -> None:
    assert _refused(_pdf("", "", cls=FPDF)).reason == Reason.SCANNED


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_truncated_paper_is_refused_or_read_but_never_an_error(share: float) -> None:
    data = _pdf(*[PROSE * 10] * 6)
    result = article_from_pdf(data[: int(len(data) * share)], URL)
    if isinstance(result, Rejected):
        assert result.reason in (Reason.TRUNCATED, Reason.SCANNED)


@pytest.mark.parametrize("data", [b"", b"<html>404</html>", b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00" * 5000])
def test_what_is_no_paper_is_refused(data: bytes) -> None:
    assert _refused(data).reason in (Reason.NOT_A_DOCUMENT, Reason.TRUNCATED)


LEFT = [
    "The council said it would",
    "end its contract with the",
    "trust in March 2025 and",
    "bring the service back in",
    "house. Staff were told on",
    "Monday. Ofsted will visit",
    "again in the autumn and",
    "then decide what follows.",
]
RIGHT = [
    "A second column tells of",
    "the budget of the service,",
    "which grew to 40 million",
    "in the year. Members of",
    "the cabinet asked for a",
    "review by June. Its chair",
    "is a former director who",
    "led another county before.",
]


def _columns(left: list[str], right: list[str], order: str, down: int = 0) -> bytes:
    """A page of two columns under a heading, in an order of writing; the left one begins so many lines further down."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=18)
    paper.text(20, 20, "A report in two columns")
    paper.set_font("Helvetica", size=10)
    sides = ((20, left, down), (110, right, 0))
    cells = [[(x, 35 + 6 * (at + below), line) for at, line in enumerate(lines)] for x, lines, below in sides]
    across = [cell for pair in zip(*cells, strict=True) for cell in pair]
    written = {"across": across, "left first": cells[0] + cells[1], "right first": cells[1] + cells[0]}[order]
    for x, y, line in written:
        paper.text(x, y, line)
    paper.text(20, 160, "Below both columns a sentence runs over the whole width of the page, from edge to edge.")
    return bytes(paper.output())


@pytest.mark.parametrize("order", ["across", "left first", "right first"])
def test_columns_are_read_one_after_the_other_however_they_were_written(order: str) -> None:
    article = _taken(_columns(LEFT, RIGHT, order))
    assert article.title == "A report in two columns"
    assert " ".join(LEFT) in article.text
    assert " ".join(RIGHT) in article.text
    assert article.text.index(LEFT[-1]) < article.text.index(RIGHT[0]) < article.text.index("Below both")


def test_what_stands_further_down_than_the_column_to_its_right_stays_after_it() -> None:
    text = _taken(_columns(LEFT, RIGHT, "right first", down=9)).text
    assert text.index(RIGHT[-1]) < text.index(LEFT[0])


def test_a_table_written_row_by_row_stays_in_rows() -> None:
    areas = [f"Area number {at} of the report" for at in range(8)]
    grades = ["Requires improvement to be good", "Good", "Inadequate", "Outstanding"] * 2
    text = " ".join(_taken(_columns(areas, grades, "across")).text.split())
    assert all(f"{area} {grade}" in text for area, grade in zip(areas, grades, strict=True))


@pytest.mark.parametrize("year", [1, 9999])
def test_a_paper_made_at_no_possible_time_has_no_date(year: int) -> None:
    paper = _Paper()
    paper.set_creation_date(datetime(year, 1, 2, tzinfo=UTC))
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    paper.multi_cell(0, 6, PROSE)
    assert _taken(bytes(paper.output()), "https://www.department.gov.uk/papers/a.pdf").published is None
