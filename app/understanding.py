"""How a question was understood, as chips a reader can check at a glance."""

from __future__ import annotations

from app import wording
from app.markup import Html, element
from index.answer import Understood


def chips(asked: Understood) -> Html:
    """What was taken from the question, what was corrected, and what was not understood."""
    query = asked.query
    parts = [
        *(wording.TYPES[kind] for kind in query.types),
        *query.councils,
        *query.organisations,
        *query.people,
        *(wording.GRADES[grade] for grade in query.grades),
        *(wording.JUDGEMENTS[judgement] for judgement in query.judgements),
        *(wording.STATUSES[status].lower() for status in query.statuses),
        *([f"from {wording.day(query.after)}"] if query.after else []),
        *([f"until {wording.day(query.before)}"] if query.before else []),
        *([("better" if query.upgraded else "worse") + " than before"] if query.upgraded is not None else []),
        *(f"“{word}”" for word in asked.words),
    ]
    shown = [element("span", part, class_="ct-chip") for part in parts]
    fixed = [
        element("span", f"{wrong} read as {right}", class_="ct-chip ct-chip-fixed")
        for wrong, right in asked.corrections.items()
    ]
    lost = [element("span", f"not understood: {words}", class_="ct-chip ct-chip-lost") for words in asked.ignored]
    label = element("span", "Understood as", class_="ct-source")
    return element("div", [label, *shown, *fixed, *lost], class_="ct-chips")
