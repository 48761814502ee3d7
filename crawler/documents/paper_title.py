"""What a paper is called, and whether it is an inspection report, from its first page."""

from __future__ import annotations

import re

from crawler.words import words

_LONGEST = 200
_FOOTNOTE = re.compile(r"(?<=[a-z])\d{1,2}$")
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|indd|qxd|pptx?|pub)\b|[\\/_]", re.IGNORECASE)
# Where the title of a report ends and its particulars begin.
_PARTICULARS = re.compile(
    r"^(?:inspection dates?|report published|published|lead inspector|reporting inspector|age group|date of)\b",
    re.IGNORECASE,
)


def is_report(first_page: str) -> bool:
    """Whether a first page is an inspection report's: it names an inspectorate and speaks as such reports begin."""
    lowered = " ".join(first_page.lower().replace("'", "’").split())
    opening = sum(phrase in lowered for phrase in words("report", "openings"))
    inspectorate = any(re.search(rf"\b{re.escape(name)}\b", lowered) for name in words("report", "inspectorates"))
    return opening >= 2 or (opening == 1 and inspectorate and "inspect" in lowered[:200])


def title_of(stated: str, largest: str, text: str) -> str:
    """The title of a paper, from its properties, the largest type of its first page, and its text.

    A report is called by the lines above its particulars (dates, inspector). Else the properties are believed when the
    first page says the same, then the largest type; then the first line stands for it.
    """
    blocks = [block.strip() for block in text[:3_000].split("\n\n")]
    at = next((at for at, block in enumerate(blocks[:8]) if _PARTICULARS.match(block)), None)
    if at:
        return _tidy(" ".join(blocks[:at]))
    front = " ".join(text[:3_000].lower().split())
    stated = " ".join(stated.split())
    if _is_a_title(stated) and stated.lower() in front:
        return _tidy(stated)
    if _is_a_title(largest) and len(largest) <= _LONGEST:
        return _tidy(largest)
    return _tidy(blocks[0])


def _is_a_title(title: str) -> bool:
    lowered = title.lower()
    made_by = any(phrase in lowered for phrase in words("paper", "made_by"))
    return len(title.split()) >= 2 and not made_by and not _FILE_NAME.search(title)


def _tidy(title: str) -> str:
    title = _FOOTNOTE.sub("", " ".join(title.split()))
    return title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0] + "…"
