"""The colours of grades and statuses, one for each everywhere, told apart by the colour-blind, in light and dark."""

from __future__ import annotations

from nlp.reading import Grade, Status

# Okabe and Ito's hues ("Color universal design", 2008), deepened until white or near-black text on them reaches
# WCAG 2.2's 4.5 to 1; the second of each pair is that text.
GRADES = {
    Grade.OUTSTANDING: ("#0072b2", "#ffffff"),
    Grade.GOOD: ("#4fb0e0", "#0b1c28"),
    Grade.REQUIRES_IMPROVEMENT: ("#e69f00", "#241a00"),
    Grade.INADEQUATE: ("#b84300", "#ffffff"),
}
# Best first; the letters stand on the map's tiles, so that no grade is told by colour alone.
GRADE_LETTERS = {
    Grade.OUTSTANDING: "O",
    Grade.GOOD: "G",
    Grade.REQUIRES_IMPROVEMENT: "RI",
    Grade.INADEQUATE: "I",
}
UNKNOWN = ("#8a929b", "#0b0f14")
STATUSES = {
    Status.HAPPENED: "#0072b2",
    Status.PLANNED: "#c77700",
    Status.PROPOSED: "#b5589a",
    Status.REJECTED: "#7a828b",
}


def style() -> str:
    """The colours as custom properties of CSS, for style.css."""
    backs: dict[str, tuple[str, str]] = {**{grade.value: pair for grade, pair in GRADES.items()}, "unknown": UNKNOWN}
    grades = [
        f"--ct-{grade.replace(' ', '-')}: {back}; --ct-on-{grade.replace(' ', '-')}: {front};"
        for grade, (back, front) in backs.items()
    ]
    statuses = [f"--ct-{status}: {colour};" for status, colour in STATUSES.items()]
    return f"<style>:root {{ {' '.join([*grades, *statuses])} }}</style>"
