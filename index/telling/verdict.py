"""Yes, no or not yet: what entries come to where that is asked, and why there is nothing to say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from index.answer import Understood
from index.coverage import titled
from index.telling.causes import said_with
from index.telling.clauses import clause, parts_of
from index.telling.filling import full_stop
from index.telling.joining import together
from index.telling.labels import listed
from index.telling.renamed import told_renamed
from index.timeline import Entry
from nlp.edtf import When
from nlp.reading import EventType, Status

_FEW = 3


def yes_or_no(asked: Understood, entries: Sequence[Entry]) -> str:
    """Yes, no or not yet, with the entry that proves it; neither where the evidence does not say."""
    loose = next((entry for entry in entries if not titled(asked.words, entry)), None)
    if loose:
        # Some of what is asked is only a word of its sentences, which may deny it.
        return f"{full_stop(f'What is told: {clause(loose, asked.as_of)}')} {said_with(asked.words, loose)}".strip()
    done = [entry for entry in entries if entry.status is Status.HAPPENED]
    proof = [entry for entry in done if not asked.query.grades or entry.grade in asked.query.grades]
    if done and not proof:
        latest = "" if asked.query.after or asked.query.before else ", the latest rating held"
        return full_stop(f"No: {clause(done[-1])}{latest}")
    if proof:
        return _state(asked, proof)
    planned = [entry for entry in entries if entry.status is Status.PLANNED]
    if planned:
        late = [entry for entry in planned if entry.latest and entry.latest < asked.as_of]
        if late:
            return full_stop(
                f"Not so far as is told: {clause(late[-1], asked.as_of)}, and nothing held says that it has happened"
            )
        return full_stop(f"Not yet: {clause(planned[-1], asked.as_of)}")
    if any(entry.status is Status.PROPOSED for entry in entries):
        proposed = [entry for entry in entries if entry.status is Status.PROPOSED]
        return full_stop(f"Not so far as is told: {clause(proposed[-1])}")
    considered = Status.REJECTED in asked.query.statuses or Status.PROPOSED in asked.query.statuses
    return full_stop(f"{'Yes' if considered else 'No'}: {clause(entries[-1])}")


def _state(asked: Understood, done: Sequence[Entry]) -> str:
    """Yes; but where what was set up has been wound up since, and only that it stands was asked, no."""
    last = max(done, key=lambda entry: entry.earliest or date.min)
    if last.type is EventType.LEGISLATION:
        # A bill's stages are not told apart: that it was introduced does not prove that it was passed.
        return full_stop(f"What is told: {clause(last)}")
    if (
        set(asked.query.types) >= {EventType.TRUST_CREATED, EventType.TRUST_ENDED}
        and last.type is EventType.TRUST_ENDED
    ):
        return full_stop(f"No longer: {clause(last)}")
    wanted = asked.query.statuses
    if wanted and Status.HAPPENED not in wanted:
        return full_stop(f"It has happened: {clause(last)}")
    return full_stop(f"Yes: {clause(last)}")


def nothing(asked: Understood, documents: int, latest: date | None, near: Sequence[Entry] = ()) -> str:
    """Why there are no rows: what was looked for and in how much; and what comes near, if anything does."""
    until = f" up to {When.parse(latest.isoformat()).in_words()}" if latest else ""
    many = f"{documents:,} document{'' if documents == 1 else 's'}"
    if asked.renamed:
        return told_renamed(asked, rows=False)
    text = f"Nothing found in {many}{until}"
    if asked.words:
        text += f" for {listed([f'“{word}”' for word in asked.words])}"
    text += "."
    if asked.unmet and asked.ignored:
        parts = listed([f"“{part}”" for part in asked.ignored])
        text = f"What did not happen, or how things compare, is not held: {parts} was not followed."
    told = full_stop(together([parts_of(entry, asked.as_of) for entry in near[-_FEW:]]))
    if near and asked.query.grades:
        return f"No such rating is told in {many}{until}. What is held: {told}"
    return f"{text} What comes nearest: {told}" if near else text
