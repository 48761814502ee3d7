"""When councils were inspected: the article's own inspection of each, and the one before."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.edtf import When, day
from nlp.events import arguments as args
from nlp.events.cues import cue, ending
from nlp.events.inspections.graded_dates import attributive, given_with, of_earlier
from nlp.events.sentences import Sentence
from nlp.events.story import Hit, Story
from nlp.reading import Mention, MentionKind

# A report follows its inspection by weeks and the news follows the report by days: older dates frame no news.
_NEWS = timedelta(days=250)
# How far to the left of its date a visit that gives no grade is named, in characters.
_NEAR = 80
# How many sentences open the article.
_LEAD = 3


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
        if self._story.published is None:
            return
        today = f"{day(self._story.published)}~"
        for sentence in self._story.sentences[:_LEAD]:
            given = [r for r in sentence.of(MentionKind.RATING) if self._is_news_of(r, sentence)]
            for rating in given[:1]:
                hit = Hit(sentence, rating.start, rating.end, rating.text, "news")
                for council in args.councils_of(self._story, hit).values:
                    recent.setdefault(council, (0, today))

    @staticmethod
    def _is_news_of(rating: Mention, sentence: Sentence) -> bool:
        """Whether a sentence tells a grade as just given: undated, and in words of news."""
        left = sentence.text[: rating.start - sentence.start].rstrip(" '‘“\"")
        old = ending("rating.left").search(left) or ending("rating.from").search(left)
        if old or sentence.heading or not cue("rating.news").search(sentence.text):
            return False
        return not (attributive(sentence, rating) or given_with(rating, sentence, earlier=False))

    def _frame(self, sentence: Sentence, mention: Mention, recent: dict[str, tuple[int, str]]) -> None:
        left = sentence.text[: mention.start - sentence.start]
        weight = 2 if ending("rating.frame.inspection").search(left) else 0
        weight = weight or (1 if ending("rating.frame.report").search(left) else 0)
        earned = ending("rating.frame.earned").search(left) is not None
        if not (weight or earned) or cue("rating.frame.not_graded").search(left[-_NEAR:]):
            return
        hit = Hit(sentence, mention.start, mention.end, mention.text, "frame")
        if weight == 1 and not self._is_inspectorates(sentence):
            return
        councils = args.councils_of(self._story, hit).values
        for council in councils:
            if earned or of_earlier(sentence, mention):
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
