"""Finance: sums a named council, trust or programme overspent, was granted, awarded or is to spend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import day
from nlp.events import arguments as args
from nlp.events.changes.purposes import names_scheme, purpose
from nlp.events.changes.receivers import next_in_line, receiver_of
from nlp.events.changes.schemes import last_named
from nlp.events.cues import cue, ending, opening
from nlp.events.news import just_now
from nlp.events.status import settled, verdict
from nlp.events.story import Hit, Story
from nlp.reading import Event, EventType, MentionKind, Skipped, Status

FINANCE = EventType.FINANCE
# How far from a sum the words that say what it is may stand, in characters.
_NEAR, _FAR = 70, 160
# A sum below this is a payment to a person, not a council's overspend or an award.
_SMALLEST = 10_000


def find(story: Story) -> Iterator[Event | Skipped]:
    """Each sum of money that a sentence says was overspent, given or set aside."""
    for hit in story.hits("finance.amount"):
        left, right = _around(hit)
        kind = _kind(hit, left, right)
        if kind is None:
            continue
        if hit.sentence.text.rstrip("’”'\" ").endswith("?"):
            yield story.skip(FINANCE, hit, "a question")
        elif kind == "overspend" and cue("finance.possible").search(left):
            yield story.skip(FINANCE, hit, "only possible, not forecast")
        elif _too_small(hit.text):
            yield story.skip(FINANCE, hit, "too small a sum: a payment to a person or a price")
        elif kind == "award" and cue("finance.to_person").search(hit.sentence.text):
            yield story.skip(FINANCE, hit, "a payment to a person")
        elif _is_price(left, right) and not _is_plain(left):
            yield story.skip(FINANCE, hit, "a price, a saving or a budget, not an overspend or award")
        else:
            yield _event(story, hit, kind)


def _around(hit: Hit) -> tuple[str, str]:
    """The text on either side of a sum as far as it can speak of it: to the next sum or the statement's end."""
    left = re.split(r"[;:]|£\d[\d,.]*\w*", hit.before)[-1][-_FAR:]
    right = re.split(r"[;:]|£\d", hit.after)[0][:_NEAR]
    return left, right


def _kind(hit: Hit, left: str, right: str) -> str | None:
    near = re.split(r", (?:which|while|who|driven|due|mainly|but)\b", right)[0]
    if cue("finance.overspend").search(left[-_NEAR:]) or cue("finance.overspend").search(near[:40]):
        return "overspend"
    so = re.search(r"\b(?:do|did|does|done) so (?:by|of) $", hit.before)
    if so and cue("finance.overspend").search(hit.before):
        return "overspend"
    if cue("finance.award").search(left[-_NEAR:]) or cue("finance.award").search(near):
        return "award"
    if cue("finance.overspend").search(hit.before) and opening("finance.own_too").match(right.lstrip()):
        return "overspend"
    if _further(hit, left):
        return "overspend" if cue("finance.overspend").search(hit.before) else "award"
    if next_in_line(hit) and cue("finance.overspend").search(hit.before):
        return "overspend"
    again = next_in_line(hit) or re.search(r"\band (?:the )?[A-Z][\w’ ]{2,40} $", left)
    return "award" if again and cue("finance.given_to").search(hit.before) else None


def _further(hit: Hit, left: str) -> bool:
    """Whether a sum, with a date of its own, goes on from an earlier one: "given £3m in 2018 and £4m in 2019"."""
    if ending("finance.once_more").search(left) is None:
        return False
    own = any(0 <= m.start - hit.end <= 6 for m in hit.sentence.of(MentionKind.DATE))
    earlier = re.split(r"£\d", hit.before)
    told = cue("finance.overspend").search(earlier[0]) or cue("finance.given_to").search(earlier[0])
    return own and len(earlier) == 2 and told is not None


def _too_small(amount: str) -> bool:
    """Whether a sum told in plain pounds is below what councils overspend or are awarded."""
    digits = re.sub(r"[^\d.]", "", amount)
    return amount[-1].isdigit() and float(digits) < _SMALLEST


def _is_plain(left: str) -> bool:
    """Whether the words right before a sum leave no doubt what it is."""
    return bool(ending("finance.cost_of_contract").search(left) or ending("finance.overspent_by").search(left))


def _is_price(left: str, right: str) -> bool:
    """Whether the words close to a sum make it a price, a saving, a budget or a penalty."""
    close = re.split(r"[,;–]", right)[0][:25]
    before = re.split(r"[,;–]", left)[-1][-45:]
    return cue("finance.not_money_given").search(f"{before}£{close}") is not None


def _event(story: Story, hit: Hit, kind: str) -> Event | Skipped:
    councils, receiver = receiver_of(story, hit, kind)
    when = _date(hit) or (_period(story, hit, councils) if kind == "overspend" else None)
    title = None if kind == "overspend" else purpose(hit)
    if title and cue("finance.scheme").fullmatch(title):
        title = last_named(story, hit.sentence)
    if (councils or receiver) and not (title and names_scheme(title)):
        title = receiver if receiver and names_scheme(receiver) else None
    if kind == "award" and not (councils or receiver or title) and cue("finance.grant").search(hit.sentence.text):
        councils = story.main_councils
    if not (councils or receiver or title):
        return story.skip(FINANCE, hit, "for nobody and nothing that is named")
    if when and _told_as_past(hit) and settled(Status.HAPPENED, when, story.published) is Status.PLANNED:
        when = None
    status = settled(_status(hit), when, story.published)
    if when is None and status is Status.HAPPENED:
        when = _just_now(story, hit)
    giver = args.government_of(hit) if kind == "award" else None
    return story.event(
        FINANCE,
        hit,
        status,
        f"finance: {kind}",
        date=when,
        councils=councils,
        organisation=receiver or giver,
        title=title,
        amount=hit.text,
        confidence=round((0.8 if councils or receiver else 0.65) * (1.0 if when else 0.8), 2),
    )


def _status(hit: Hit) -> Status:
    if verdict(hit).status is Status.REJECTED:
        return Status.REJECTED
    left, right = _around(hit)
    right = re.split(r" [–—] | and (?:is|are|was|has|have)\b", right)[0]
    words = re.split(r"(?:, (?:which|while|but|who)|\band had\b|\bafter\b)", left)[-1][-90:]
    if cue("finance.asked").search(words) and not cue("finance.overspend").search(left):
        return Status.PROPOSED
    told = cue("finance.facing").search(words)
    if not told and (cue("finance.forecast").search(words) or re.match(r" (?:will|is to|to be|are to)\b", right)):
        return Status.PLANNED
    ahead = cue("finance.ahead").search(right) or cue("finance.foreseen").search(right[:25])
    return Status.PLANNED if ahead else Status.HAPPENED


def _date(hit: Hit) -> str | None:
    """The date that follows the sum, else the nearest of its sentence."""
    dates = args.dates_of_events(hit.sentence)
    for mention in dates:
        between = hit.sentence.text[hit.end - hit.sentence.start : max(hit.end, mention.start) - hit.sentence.start]
        if mention.start >= hit.end and len(between) <= _NEAR and "£" not in between:
            return mention.value
    if dates:
        return args.nearest(hit, dates).value
    return None


def _period(story: Story, hit: Hit, councils: tuple[str, ...]) -> str | None:
    """For an overspend without a date: the financial year told of the same council's overspend just before."""
    for earlier in story.back(hit.sentence, reach=2):
        named = {m.value for m in earlier.of(MentionKind.COUNCIL)}
        if named - set(councils):
            return None
        years = [m.value for m in earlier.of(MentionKind.DATE) if m.value.endswith("-03-31") and "-04-01/" in m.value]
        if years and cue("finance.overspend").search(earlier.text):
            return years[0]
    return None


def _told_as_past(hit: Hit) -> bool:
    """Whether the sum was won or received: a date after publication is then not the award's."""
    return (
        re.search(r"\b(?:won|received|was given|were given|was awarded|were awarded)\b[^.;]{0,20}$", hit.before)
        is not None
    )


def _just_now(story: Story, hit: Hit) -> str | None:
    perfect = re.search(r"\b(?:has|have) (?:now |just |today |also |been )*\w+\b[^.;]{0,30}$", hit.before)
    if perfect and re.search(r"\b(?:now|just|today)\b", perfect[0]) and story.published:
        return f"{day(story.published)}~"
    return just_now(story, hit) if perfect and hit.sentence.paragraph <= 2 else None
