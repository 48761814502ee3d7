"""When councils were inspected: the dates that stand beside a grade, and the article's own inspection and the last."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.cues import cue, ending
from nlp.events.dating import asides, in_other
from nlp.events.news import just_now
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.reading import Mention, MentionKind

# A report follows its inspection by weeks and the news follows the report by days: older dates frame no news.
_NEWS = timedelta(days=250)
_CLOSE = 45
# Longer than a financial year and some days: a stretch of time and not the date of one inspection.
_LONGEST = 400
# How many sentences open the article.
_LEAD = 3
# How far to the left of a grade "three years after …" may stand, in characters.
_YEARS = 80


class Frames:
    """The inspections an article is about: for each council its recent one and the one before."""

    def __init__(self, story: Story) -> None:
        """Look once for inspection and report dates; nothing is read until asked for."""
        self._story = story
        self._recent: dict[str, tuple[int, str]] | None = None
        self._past: dict[str, str] = {}

    def recent(self, council: str) -> str | None:
        """The date of the inspection (else report) that the article is news of, for a council; else None."""
        found = self._read().get(council)
        return found[1] if found else None

    def past(self, council: str) -> str | None:
        """The date of a council's inspection before that one, where the article gives it."""
        self._read()
        return self._past.get(council)

    def explicit(self, rating: Mention, sentence: Sentence, earlier: bool) -> str | None:
        """The date a grade is given in its own sentence, or None.

        One close behind the grade, with no other grade between, else the nearest before it, else the nearest behind.
        A date that belongs to another grade of the sentence, or to "its last inspection" when this grade is the new
        one, is not its. Of a stretch of time, a grade told as the one before has the beginning, approximately.
        """
        dates = [m for m in sentence.of(MentionKind.DATE) if earlier or not _of_earlier(sentence, m)]
        opens = [
            m for m in sentence.of(MentionKind.DATE) if m.start - sentence.start < _CLOSE and m.end <= rating.start
        ]
        dates = dates or opens
        for mention in sentence.of(MentionKind.DATE):
            if _close_behind(sentence, rating, mention) and not _too_long(mention.value):
                return _bounded(mention.value, earlier)
        stretch = _stretch(sentence, rating)
        if stretch:
            return _bounded(stretch, earlier)
        left = sentence.text[: rating.start - sentence.start].rstrip(" '‘“")
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

    def again(self, rating: Mention, sentence: Sentence) -> list[str]:
        """Further dates of the same grade: "inadequate in 2011 and again in 2014"."""
        dates = sentence.of(MentionKind.DATE)
        first = next((i for i, m in enumerate(dates) if _close_behind(sentence, rating, m)), None)
        out: list[str] = []
        while first is not None and first + 1 < len(dates):
            between = sentence.text[dates[first].end - sentence.start : dates[first + 1].start - sentence.start]
            closed = not sentence.text[dates[first + 1].end - sentence.start :].lstrip()[:1].isalnum()
            if not closed or not cue("rating.again.and_on").fullmatch(between.strip()):
                break
            out.append(dates[first + 1].value)
            first += 1
        return out

    def note(self, council: str, value: str) -> None:
        """Take the date a grade was given with for the council's inspection, if it is news and none is known."""
        if self._is_news(value):
            self._read().setdefault(council, (1, value))

    def _read(self) -> dict[str, tuple[int, str]]:
        if self._recent is None:
            self._recent = {}
            for sentence in self._story.sentences:
                for mention in sentence.of(MentionKind.DATE):
                    self._frame(sentence, mention, self._recent)
            self._announced(self._recent)
        return self._recent

    def _announced(self, recent: dict[str, tuple[int, str]]) -> None:
        """Without any date, a grade that the article opens with as news was given about its day of publication."""
        for sentence in self._story.sentences[:_LEAD]:
            ratings = sentence.of(MentionKind.RATING)
            told = ratings and not any(self.explicit(r, sentence, earlier=False) for r in ratings)
            if told and not sentence.heading and cue("rating.news").search(sentence.text):
                hit = Hit(sentence, ratings[0].start, ratings[0].end, ratings[0].text, "news")
                now = just_now(self._story, hit)
                for council in args.councils_of(self._story, hit).values:
                    if now:
                        recent.setdefault(council, (0, now))

    def _frame(self, sentence: Sentence, mention: Mention, recent: dict[str, tuple[int, str]]) -> None:
        left = sentence.text[: mention.start - sentence.start]
        weight = 2 if ending("rating.frame.inspection").search(left) else 0
        weight = weight or (1 if ending("rating.frame.report").search(left) else 0)
        earned = ending("rating.frame.earned").search(left) is not None
        if not (weight or earned) or cue("rating.frame.not_graded").search(sentence.text):
            return
        hit = Hit(sentence, mention.start, mention.end, mention.text, "frame")
        if weight == 1 and not self._is_inspectorates(sentence):
            return
        councils = args.councils_of(self._story, hit).values
        for council in councils:
            if earned or _of_earlier(sentence, mention):
                self._past.setdefault(council, mention.value)
            elif self._is_news(mention.value) and weight > recent.get(council, (0, ""))[0]:
                recent[council] = (weight, mention.value)

    def _is_inspectorates(self, sentence: Sentence) -> bool:
        """Whether a report is the inspectorate's: it is named beside it, or before "the report"."""
        before = self._story.back(sentence) if cue("rating.frame.the_report").search(sentence.text) else ()
        return any(cue("rating.inspectorate").search(s.text) for s in (sentence, *before))

    def _is_news(self, value: str) -> bool:
        published: date | None = self._story.published
        if published is None:
            return False
        when = When.parse(value)
        return when.earliest <= published and when.earliest >= published - _NEWS and when.days <= 62


def _of_earlier(sentence: Sentence, mention: Mention) -> bool:
    """Whether a date is said to be that of the last inspection: "its previous inspection in 2017"."""
    left = sentence.text[: mention.start - sentence.start]
    return any(found.end() > len(left) - 25 for found in cue("rating.frame.earlier").finditer(left))


def _opens(sentence: Sentence, mention: Mention) -> bool:
    return mention.start - sentence.start < _CLOSE


def _owner(sentence: Sentence, mention: Mention) -> Mention | None:
    """The grade that a date stands close behind, and so belongs to."""
    return next((r for r in sentence.of(MentionKind.RATING) if _close_behind(sentence, r, mention)), None)


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
