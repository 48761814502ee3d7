"""Beside a grade: the dates of a sentence that are those of one grade in it."""

from __future__ import annotations

from datetime import date

from nlp.edtf import When
from nlp.events.cues import cue, ending, opening
from nlp.events.dating import asides, in_other
from nlp.events.sentences import Sentence
from nlp.reading import Mention, MentionKind

_CLOSE = 45
# Longer than a financial year and some days: a stretch of time and not the date of one inspection.
_LONGEST = 400
# How far to the left of a grade "three years after …" may stand, in characters.
_YEARS = 80


def given_with(rating: Mention, sentence: Sentence, earlier: bool) -> str | None:
    """The date a grade is given in its own sentence, or None.

    One close behind the grade, with no other grade between, else the nearest before it, else the nearest behind.
    A date that belongs to another grade of the sentence, or to "its last inspection" when this grade is the new
    one, is not its. Of a stretch of time, a grade told as the one before has the beginning, approximately.
    """
    told_by = _told_by(sentence, rating)
    if told_by or attributive(sentence, rating):
        return told_by
    dates = [m for m in sentence.of(MentionKind.DATE) if earlier or not of_earlier(sentence, m)]
    opens = [m for m in sentence.of(MentionKind.DATE) if m.start - sentence.start < _CLOSE and m.end <= rating.start]
    dates = dates or opens
    left = sentence.text[: rating.start - sentence.start].rstrip(" '‘“")
    if ending("rating.left").search(left):
        return None
    for mention in sentence.of(MentionKind.DATE):
        if _close_behind(sentence, rating, mention) and not _too_long(mention.value):
            return _bounded(mention.value, earlier)
    stretch = _stretch(sentence, rating)
    if stretch:
        return _bounded(stretch, earlier)
    if earlier and (ending("rating.from").search(left) or cue("rating.years_after").search(left[-_YEARS:])):
        return None
    if ending("rating.before_then").search(left):
        return None
    told = list(asides(sentence))
    dates = [m for m in dates if not in_other(told, rating.start, m)]
    free = [m for m in dates if _owner(sentence, m) in (None, rating) and When.parse(m.value).days <= _LONGEST]
    before = [m for m in free if m.end <= rating.start]
    if before:
        return before[-1].value
    after = [m for m in free if m.start >= rating.end and not _new_topic(sentence, rating, m)]
    if after and (sentence.same_clause(after[0].start, rating.start) or len(dates) == 1):
        return after[0].value
    return None


def again(rating: Mention, sentence: Sentence) -> list[str]:
    """Further dates of the same grade: "inadequate in 2011 and again in 2014"."""
    dates = sentence.of(MentionKind.DATE)
    first = next((i for i, m in enumerate(dates) if _close_behind(sentence, rating, m)), None)
    run = [] if first is None else [dates[first]]
    for mention in dates[first + 1 :] if first is not None else ():
        between = sentence.text[run[-1].end - sentence.start : mention.start - sentence.start].rstrip()
        if between.strip() != "," and not cue("rating.again.and_on").fullmatch(between):
            break
        run.append(mention)
    while len(run) > 1 and not _closes_list(sentence, run):
        run.pop()
    return [mention.value for mention in run[1:]]


def _closes_list(sentence: Sentence, run: list[Mention]) -> bool:
    """Whether a run of dates ends as a list does: "and" before the last, and no word behind it."""
    between = sentence.text[run[-2].end - sentence.start : run[-1].start - sentence.start].strip()
    return between != "," and not sentence.text[run[-1].end - sentence.start :].lstrip()[:1].isalnum()


def _told_by(sentence: Sentence, rating: Mention) -> str | None:
    """The date whose relative clause gives a grade: "in 2015, which judged them inadequate"."""
    for mention in sentence.of(MentionKind.DATE):
        between = sentence.text[mention.end - sentence.start : max(0, rating.start - sentence.start)]
        if mention.end <= rating.start and cue("rating.of_date").fullmatch(between.strip(" '‘“")):
            return mention.value
    return None


def attributive(sentence: Sentence, rating: Mention) -> bool:
    """Whether a grade only describes what it stands before, so that no date of the sentence is its."""
    text = sentence.text
    left = text[: rating.start - sentence.start].rstrip(" '‘“\"")
    right = text[rating.end - sentence.start :].lstrip("'’”\" ")
    if left and not ending("rating.attributive_before").search(left):
        return False
    at = rating.end + len(text[rating.end - sentence.start :]) - len(right)
    named = any(m.start == at for m in sentence.of(MentionKind.COUNCIL))
    return named or opening("rating.attributive_after").match(right) is not None


def of_earlier(sentence: Sentence, mention: Mention) -> bool:
    """Whether a date is said to be that of the last inspection: "its previous inspection in 2017"."""
    left = sentence.text[: mention.start - sentence.start]
    return any(found.end() > len(left) - 25 for found in cue("rating.frame.earlier").finditer(left))


def _owner(sentence: Sentence, mention: Mention) -> Mention | None:
    """The grade that a date stands close behind, or right before ("its 2018 rating of good"), and so belongs to."""
    for rating in sentence.of(MentionKind.RATING):
        between = sentence.text[mention.end - sentence.start : max(0, rating.start - sentence.start)]
        if cue("rating.dated_before").fullmatch(between.strip(" '‘“")) or _close_behind(sentence, rating, mention):
            return rating
    return None


def _close_behind(sentence: Sentence, rating: Mention, mention: Mention) -> bool:
    if not 0 <= mention.start - rating.end <= _CLOSE:
        return False
    if any(rating.end <= other.start < mention.start for other in sentence.of(MentionKind.RATING)):
        return False
    return not _new_topic(sentence, rating, mention) and not _of_main(sentence, rating, mention)


def _of_main(sentence: Sentence, rating: Mention, mention: Mention) -> bool:
    """Whether a date is that of "…, Ofsted said yesterday", and so of the main clause, while a grade is of earlier."""
    if not ending("date.reporting").search(sentence.text[: mention.start - sentence.start]):
        return False
    return cue("rating.years_after").search(sentence.text[: rating.start - sentence.start][-_YEARS:]) is not None


def _new_topic(sentence: Sentence, rating: Mention, mention: Mention) -> bool:
    between = sentence.text[rating.end - sentence.start : mention.start - sentence.start]
    return cue("rating.new_topic").search(between) is not None


def _stretch(sentence: Sentence, rating: Mention) -> str | None:
    """The stretch of time "during which" a grade changed: one interval told before, or "from 2018 until last year"."""
    left = sentence.text[: rating.start - sentence.start]
    if not cue("rating.period").search(left):
        return None
    dates = [m for m in sentence.of(MentionKind.DATE) if m.end <= rating.start]
    long = [m for m in dates if When.parse(m.value).days > _LONGEST and not When.parse(m.value).open_ended]
    if long:
        return long[-1].value
    if len(dates) == 2 and When.parse(dates[0].value).latest < When.parse(dates[1].value).earliest:
        return f"{dates[0].value.rstrip('~')}/{dates[1].value.rstrip('~')}"
    return None


def _too_long(value: str) -> bool:
    when = When.parse(value)
    return when.days > _LONGEST and not when.open_ended


def _bounded(value: str, earlier: bool) -> str:
    """The beginning of an open stretch ("good since 2016"), and of a closed one for the grade before."""
    when = When.parse(value)
    if when.latest == date.max and value.endswith("/.."):
        return value.removesuffix("/..")
    return f"{when.earliest.year}~" if earlier and when.days > _LONGEST and not when.open_ended else value
