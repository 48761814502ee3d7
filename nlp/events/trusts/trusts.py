"""Trusts: children's trusts and companies set up, taking over services, wound up, and services coming back."""

from __future__ import annotations

from collections.abc import Iterator

from nlp.edtf import When
from nlp.events import arguments as args
from nlp.events.arguments import Found
from nlp.events.cues import cue, ending
from nlp.events.news import just_now
from nlp.events.sentences import Sentence
from nlp.events.status import Doubt, settled, verdict
from nlp.events.story import Hit, Story, hits_in
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

CREATED, ENDED = EventType.TRUST_CREATED, EventType.TRUST_ENDED
# A verb and what it is done to stand no further apart than this, in characters.
_NEAR = 70
# What cues tell that hold their status in themselves.
_UNSAID = {"trust.created.plan": Status.PLANNED, "trust.created.open": Status.PROPOSED}
# How many sentences after a plan may say when it will be carried out.
_AHEAD = 4


def find(story: Story) -> Iterator[Event | Skipped]:
    """What the article says of trusts being created or ended."""
    if not story.tells("trust.relevant"):
        return
    for hit in story.hits("trust.ended.wind_up", "trust.ended.take_back"):
        yield from _ended(story, hit)
    for hit in story.hits(
        "trust.created.verb",
        "trust.created.hand_over",
        "trust.created.take_charge",
        "trust.created.take_over",
        "trust.created.plan",
        "trust.created.set_up",
        "trust.created.open",
    ):
        yield from _created(story, hit)
    for hit in story.hits("trust.created.inception", "trust.created.first_year", "trust.created.run_since"):
        yield from _begun(story, hit)


def _ended(story: Story, hit: Hit) -> Iterator[Event | Skipped]:
    if hit.cue == "trust.ended.wind_up":
        if things(hit):
            yield from told(story, hit, ENDED)
        return
    if cue("trust.ended.ownership").search(hit.before) or _is_from_government(story):
        return
    if cue("trust.ended.other_services").search(hit.text):
        return
    if cue("trust.ended.services").search(hit.sentence.text):
        yield from told(story, hit, ENDED)
        for again in hits_in(hit.sentence, cue("trust.ended.did_so"), "trust.ended.did_so"):
            if again.start > hit.end:
                yield from told(story, again, ENDED)


def _is_from_government(story: Story) -> bool:
    """Whether the article knows of no other hands than the government's that services could come back from."""
    return not story.tells("trust.ended.from_whom") and story.tells("trust.ended.from_government")


def _created(story: Story, hit: Hit) -> Iterator[Event | Skipped]:
    if hit.cue in ("trust.created.hand_over", "trust.created.set_up"):
        yield from told(story, hit, CREATED)
    elif hit.cue == "trust.created.take_charge":
        yield from told(story, hit, CREATED) if _is_subject(hit) else ()
    elif hit.cue == "trust.created.take_over":
        of_services = cue("trust.ended.services").search(hit.after[:60])
        if of_services and "back" not in hit.after[:20] and any(end <= hit.start for _, end in things(hit)):
            yield from told(story, hit, CREATED)
    elif things(hit) and not _of_something_else(hit):
        yield from told(story, hit, CREATED)


def _begun(story: Story, hit: Hit) -> Iterator[Event]:
    """ "From its inception in 2018", "in its first year, 2023-24": a trust's beginning told in passing."""
    trust = args.trust_of(story, hit)
    councils = args.trust_councils(trust, story) if trust else ()
    councils = councils or args.councils_of(story, hit).values
    dates = [m.value for m in hit.sentence.of(MentionKind.DATE) if 0 <= m.start - hit.end <= 6]
    if not councils or not dates or not things(hit):
        return
    first_year = hit.cue.endswith("first_year")
    when = f"{When.parse(dates[0]).earliest.year}~" if first_year else dates[0].removesuffix("/..")
    yield story.event(
        CREATED,
        hit,
        settled(Status.HAPPENED, when, story.published),
        f"{CREATED.value}: {hit.cue.rsplit('.', 1)[-1]}",
        date=when,
        councils=councils,
        organisation=trust,
        confidence=0.7,
    )


def _is_subject(hit: Hit) -> bool:
    """Whether it is the trust, and not its head or its council, that "took charge in April"."""
    spans, verb = bodies(hit.sentence), hit.sentence.token_at(hit.start)
    return any(c.dep_ == "nsubj" and start <= c.idx < end for c in verb.children for start, end in spans)


def _of_something_else(hit: Hit) -> bool:
    """Whether not the trust is set up: "the trust launched a campaign", but not "founded X as a trust"."""
    if cue("trust.created.begins").fullmatch(hit.text):
        return False
    verb = hit.sentence.token_at(hit.start)
    if verb.dep_ == "relcl" and any(c.dep_ == "dobj" and c.tag_ in ("WDT", "WP") for c in verb.children):
        return not any(start <= verb.head.idx < end for start, end in things(hit))
    # Of a passive verb the subject is what is set up, whatever it is set up as.
    made = [c for c in verb.children if c.dep_ == "nsubjpass"]
    made = made or [c for c in verb.children if c.dep_ == "dobj" or c.lower_ == "as"]
    spans = [(token.left_edge.idx, token.right_edge.idx + len(token.right_edge)) for token in made]
    return bool(spans) and not any(s < end and start < e for start, end in things(hit) for s, e in spans)


def things(hit: Hit) -> list[tuple[int, int]]:
    """Where the sentence names a trust or company, or speaks of one, near the cue: offsets into the article."""
    sentence = hit.sentence
    near = [s for s in bodies(sentence) if s[1] > hit.start - _NEAR and s[0] < hit.end + _NEAR]
    return [s for s in near if sentence.same_clause(s[0], hit.start) or s[1] <= hit.start]


def bodies(sentence: Sentence) -> list[tuple[int, int]]:
    """Where a sentence names a trust or company, or speaks of one: offsets into the article."""
    spans = [(m.start, m.end) for m in sentence.of(MentionKind.ORGANISATION) if args.is_trust(m.value)]
    barred = [(h.start, h.end) for h in hits_in(sentence, cue("trust.not_thing"))]
    for found in hits_in(sentence, cue("trust.thing")):
        if not any(start <= found.start < end for start, end in barred):
            spans.append((found.start, found.end))
    return spans


def told(story: Story, hit: Hit, kind: EventType) -> Iterator[Event | Skipped]:
    """The event a cue tells of, one for each council, or why it is none."""
    said = verdict(hit)
    councils = _councils(story, hit)
    when = _when(story, hit, said.status)
    reason = _reason(story, hit, councils, when) if said.doubt is None else said.doubt.value
    noun_like = hit.cue != "trust.created.set_up" and _is_noun_like(hit)
    if said.plain and (noun_like or cue("trust.created.run_by").fullmatch(hit.text)):
        reason = Doubt.GENERAL.value
    if reason:
        yield story.skip(kind, hit, reason)
        return
    unsaid = _UNSAID.get(hit.cue, Status.HAPPENED)
    status = settled(unsaid if said.plain else said.status or unsaid, when.first, story.published)
    for group in _groups(hit, councils):
        yield story.event(
            kind,
            hit,
            status,
            f"{kind.value}: {hit.cue.rsplit('.', 1)[-1]}",
            date=when.first,
            councils=group,
            organisation=args.trust_of(story, hit, group),
            confidence=round(0.9 * councils.sure * when.sure, 2),
        )


def _reason(story: Story, hit: Hit, councils: Found, when: Found) -> str | None:
    if not councils.values:
        return "no council it could be of"
    if cue("trust.definition").search(hit.sentence.text):
        return "says what trusts are"
    if councils.sure < args.IN_CLAUSE and cue("trust.plural").search(hit.text):
        return "trusts in general"
    if councils.sure > args.IN_PASSAGE:
        return None
    if cue("trust.plural").search(hit.sentence.text):
        return "trusts in general"
    if when.first is None and hit.sentence.paragraph > 1 and len(story.councils) > 1:
        return "neither a date nor a name in the sentence"
    return None


def _is_noun_like(hit: Hit) -> bool:
    """Whether the verb is a bare gerund ("the cost of winding up the company"): nobody says that it was done."""
    verb = hit.sentence.token_at(hit.start)
    return verb.tag_ == "VBG" and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def _councils(story: Story, hit: Hit) -> Found:
    """Those that several trusts named together serve, else those of the clause, else what the one trust serves."""
    if they := _they(story, hit):
        return Found(they, args.IN_SENTENCE)
    named = args.councils_of(story, hit)
    trusts = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if args.is_trust(m.value)]
    run = args.together(hit.sentence, args.nearest(hit, trusts), trusts) if trusts else []
    if named.sure == args.IN_CLAUSE and len(run) < 2:
        return named
    served = [name for m in run for name in args.trust_councils(m.value, story)]
    return Found(tuple(dict.fromkeys(served)), args.IN_SENTENCE) if served else named


def _they(story: Story, hit: Hit) -> tuple[str, ...]:
    """The councils that "They" at a sentence's beginning stands for: two or more with which the one before begins."""
    sentence = hit.sentence
    if (
        not sentence.text.startswith("They ")
        or not sentence.index
        or not sentence.same_clause(sentence.start, hit.start)
    ):
        return ()
    before = story.sentences[sentence.index - 1]
    named = [m for m in before.councils if not m.anaphor]
    if not named or named[0].start > before.start:
        return ()
    run = args.together(before, named[0], named)
    return tuple(dict.fromkeys(m.value for m in run)) if len(run) > 1 else ()


def _when(story: Story, hit: Hit, status: Status | None) -> Found:
    """The date told; for a plan, the day it is to be done, if a sentence soon after tells it, before the decision's."""
    when = args.date_of(story, hit)
    if status is Status.HAPPENED and when.first is None:
        return Found((now,), args.IN_PASSAGE) if (now := _news(story, hit)) else when
    if status is not Status.PLANNED or story.published is None:
        return when
    if when.first and When.parse(when.first).latest > story.published:
        return when
    to_come = [m for m in args.dates_of_events(hit.sentence) if When.parse(m.value).latest > story.published]
    if to_come:
        return Found((args.nearest_date(hit, to_come).value,), args.IN_SENTENCE)
    for sentence in story.sentences[hit.sentence.index + 1 : hit.sentence.index + 1 + _AHEAD]:
        for mention in sentence.of(MentionKind.DATE):
            left = sentence.text[: mention.start - sentence.start]
            if When.parse(mention.value).latest > story.published and ending("trust.ended.completed").search(left):
                return Found((mention.value,), args.IN_PASSAGE)
    return when


def _news(story: Story, hit: Hit) -> str | None:
    """The publication day, approximately, of what an article tells early on as just done: "has taken back control"."""
    told = ending("status.perfect").search(hit.before) is not None
    return just_now(story, hit) if told and not cue("status.not_news").search(hit.sentence.text) else None


def _groups(hit: Hit, councils: Found) -> list[tuple[str, ...]]:
    """One event for all councils that share one company, else one each."""
    trusts = {m.value for m in hit.sentence.of(MentionKind.ORGANISATION) if args.is_trust(m.value)}
    several = cue("trust.plural").search(hit.sentence.text) is not None or len(trusts) > 1
    if len(councils.values) > 1 and not several:
        return [councils.values]
    return [(name,) for name in councils.values]
