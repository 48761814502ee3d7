"""Arguments: the councils, trust, people and date that belong to a cue, nearest statement first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from nlp.edtf import When
from nlp.events import dating
from nlp.events.cues import cue
from nlp.events.sentences import Sentence
from nlp.events.several import several
from nlp.events.story import Hit, Story
from nlp.reading import Mention, MentionKind

# A date no further into its sentence than this, in characters, frames what follows.
_OPENING = 25
# What a comma, or standing before the verb, counts in characters of distance.
_COMMA = 20
# A date no further behind a grade than this is the grade's.
_GRADED = 45
# How sure an argument is by where it was found.
IN_CLAUSE, IN_SENTENCE, IN_PASSAGE, NOT_FOUND = 1.0, 0.9, 0.75, 0.6


@dataclass(frozen=True, slots=True)
class Found:
    """Canonical names or one EDTF date, with how sure the place makes it (1 in the same clause)."""

    values: tuple[str, ...] = ()
    sure: float = NOT_FOUND

    @property
    def first(self) -> str | None:
        """The first value, or None."""
        return self.values[0] if self.values else None


def councils_of(story: Story, hit: Hit, among: list[Mention] | None = None) -> Found:
    """The councils a cue is about: those of its clause, else the nearest of its sentence, else the passage's.

    ``among`` are the councils of the sentence that it can be about; None: those that the statement can be about.
    """
    named = hit.sentence.councils_at(hit.start)
    named = [m for m in named if among is None or m in among] or named
    if not named:
        trust = trust_of(story, hit)
        known = (trust_councils(trust, story) if trust else ()) or several(story, hit.sentence)
        focus = known or story.focus(hit.sentence)
        return Found(focus, IN_SENTENCE if known else IN_PASSAGE if focus else NOT_FOUND)
    if all(m.anaphor for m in named):
        trust = trust_of(story, hit)
        if trust and trust_councils(trust, story):
            return Found(trust_councils(trust, story), IN_SENTENCE)
    named = [m for m in named if not _contrasted(hit, m)] or named
    inside = [m for m in named if hit.sentence.same_clause(m.start, hit.start)]
    if inside:
        return Found(_unique(together(hit.sentence, nearest(hit, inside), named)), IN_CLAUSE)
    return Found(_unique(together(hit.sentence, nearest(hit, named), named)), IN_SENTENCE)


def _contrasted(hit: Hit, mention: Mention) -> bool:
    """Whether a mention behind a cue begins another statement: "…, while Stockport received …"."""
    between = hit.sentence.text[hit.end - hit.sentence.start : max(0, mention.start - hit.sentence.start)]
    return mention.start >= hit.end and cue("list.contrast").search(between) is not None


def nearest(hit: Hit, mentions: Iterable[Mention]) -> Mention:
    """The mention closest to the cue in characters; one before it, as the subject is, wins a near tie."""

    def distance(mention: Mention) -> float:
        if mention.end <= hit.start:
            return hit.start - mention.end
        return (mention.start - hit.end) * 1.2 if mention.start >= hit.end else 0

    return min(mentions, key=distance)


def together(sentence: Sentence, seed: Mention, mentions: list[Mention]) -> list[Mention]:
    """The run of mentions listed with one: only commas, brackets, "and" and such between neighbours."""
    at = mentions.index(seed)
    first = last = at
    while first > 0 and _joined(sentence, mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and _joined(sentence, mentions[last], mentions[last + 1]):
        last += 1
    return mentions[first : last + 1]


def _joined(sentence: Sentence, left: Mention, right: Mention) -> bool:
    between = sentence.text[left.end - sentence.start : right.start - sentence.start]
    return cue("list.join").fullmatch(between) is not None or not between.strip(" ,&")


def date_of(story: Story, hit: Hit) -> Found:
    """The date of what a cue tells: in its clause, else its sentence, else one that frames the paragraph.

    The publication date stands in (approximate, ``2024-10-24~``) only where the sentence opens the article and tells
    of it as just happened.
    """
    dates = dating.own_dates(hit, dates_of_events(hit.sentence))
    inside = [m for m in dates if hit.sentence.same_clause(m.start, hit.start)]
    if inside:
        return Found((nearest_date(hit, inside).value,), IN_CLAUSE)
    years_ago = dating.ago(hit, story.published)
    if years_ago or dating.after_another(hit):
        return Found((years_ago,), IN_PASSAGE) if years_ago else Found()
    free = [m for m in dates if not _of_grade(hit.sentence, m) and not dating.goes_on_since(hit, m)]
    if free:
        return Found((nearest_date(hit, free).value,), IN_SENTENCE)
    framed = frame_date(story, hit.sentence)
    return Found((framed,), IN_PASSAGE) if framed else Found()


def nearest_date(hit: Hit, dates: list[Mention]) -> Mention:
    """The date closest to the cue in characters; a comma between counts against it, and so does standing before it."""

    def distance(mention: Mention) -> float:
        behind = mention.start >= hit.end
        start, end = (hit.end, mention.start) if behind else (mention.end, hit.start)
        between = hit.sentence.text[max(0, start - hit.sentence.start) : max(0, end - hit.sentence.start)]
        return len(between) + _COMMA * between.count(",") + (0 if behind else _COMMA)

    return min(dates, key=distance)


def _of_grade(sentence: Sentence, mention: Mention) -> bool:
    """Whether a date stands close behind a grade: it is that grade's."""
    return any(0 <= mention.start - rating.end <= _GRADED for rating in sentence.of(MentionKind.RATING))


def frame_date(story: Story, sentence: Sentence, reach: int = 4) -> str | None:
    """The date that opens an earlier sentence and still holds: of the paragraph, or beyond it where the text goes on.

    "From 2014 to 2020, companies took over …" holds for "All but one of these …" in the next paragraph too; "since
    then" is what follows such a date.
    """
    if reach == 0 or sentence.index == 0:
        return None
    earlier = story.sentences[sentence.index - 1]
    since = cue("date.since_then").search(sentence.text)
    if earlier.paragraph != sentence.paragraph and not since and not cue("list.goes_on").match(sentence.text):
        return None
    opening = [m for m in dates_of_events(earlier) if m.start - earlier.start < _OPENING]
    found = opening[0].value if opening else frame_date(story, earlier, reach - 1)
    if found and since:
        after = When.parse(found).latest
        return f"{after.year}/.." if after < date.max else found
    return found


def date_followed(story: Story, sentence: Sentence) -> str | None:
    """About when, for a sentence that begins "This followed …": the last date of the sentence before, approximate."""
    if sentence.index == 0 or not cue("list.after_that").match(sentence.text):
        return None
    before = dates_of_events(story.sentences[sentence.index - 1])
    return f"{before[-1].value.rstrip('~')}~" if before and "/" not in before[-1].value else None


def dates_of_events(sentence: Sentence) -> list[Mention]:
    """The sentence's dates that may place an event: not those that end a contract, a term or a measured period."""
    out = []
    for mention in sentence.of(MentionKind.DATE):
        left = sentence.text[: mention.start - sentence.start]
        if not cue("date.not_of_event").search(left[-40:]):
            out.append(mention)
    return out


def trust_of(story: Story, hit: Hit, councils: tuple[str, ...] = ()) -> str | None:
    """The trust or company a cue is about, by its full name: the sentence's nearest, or the article's for a council."""
    here = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if is_trust(m.value)]
    fitting = [m for m in here if not councils or serves(m.value, councils)]
    if fitting:
        return nearest(hit, fitting).value
    return None


def people_of(story: Story, hit: Hit) -> tuple[str, ...]:
    """The adviser a cue is about: a person named in the sentence, else whom "he" or "she" stands for before it."""
    here = hit.sentence.of(MentionKind.PERSON)
    if here:
        return (nearest(hit, here).value,)
    if not cue("person.pronoun").search(hit.before):
        return ()
    for earlier in story.back(hit.sentence, reach=3):
        named = earlier.of(MentionKind.PERSON)
        if named:
            return (named[0].value,)
    return ()


def government_of(hit: Hit) -> str | None:
    """The department or minister that acts in the hit's sentence, by its canonical name where it is known."""
    named = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if not is_trust(m.value)]
    departments = [m for m in named if cue("organisation.department").search(m.value)]
    if departments:
        return nearest(hit, departments).value
    return "Department for Education" if cue("organisation.dfe").search(hit.sentence.text) else None


def report_date(story: Story, hit: Hit) -> str | None:
    """The date of the report whose advice this is, where a sentence shortly before gives it."""
    for earlier in story.back(hit.sentence):
        for mention in earlier.of(MentionKind.DATE):
            left = earlier.text[: mention.start - earlier.start]
            if cue("recommendation.published").search(left) and cue("recommendation.adviser").search(left):
                return mention.value
    return None


def is_trust(name: str) -> bool:
    """Whether an organisation's name is that of a children's trust or company."""
    served = _served(name)
    return served is not None or cue("trust.name").search(name) is not None


def trust_councils(name: str, story: Story) -> tuple[str, ...]:
    """The councils a known trust serves, of several those that the article names; empty for other bodies."""
    served = _served(name) or ()
    named = tuple(council for council in served if council in story.councils)
    return named or served


@cache
def _served(name: str) -> tuple[str, ...] | None:
    """The councils of a trust the lexicon knows; None for any other name."""
    from nlp.organisations import organisations

    known = organisations().get(name)
    return tuple(known.councils) if known is not None and known.kind == "trust" else None


def serves(name: str, councils: tuple[str, ...]) -> bool:
    """Whether a trust serves one of some councils, or is not known to serve any."""
    served = _served(name)
    return not served or bool(set(served) & set(councils))


def _unique(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.value for m in mentions))
