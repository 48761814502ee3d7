"""Finance: sums a named council, trust or programme overspent, was granted, awarded or is to spend."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.edtf import day
from nlp.events import arguments as args
from nlp.events.cues import cue, ending, opening
from nlp.events.sentences import Sentence
from nlp.events.status import settled
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
        elif _is_price(left, right) and not ending("finance.cost_of_contract").search(left):
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
    again = re.search(r"\band (?:the )?[A-Z][\w’ ]{2,40} $", left)
    return "award" if again and cue("finance.given_to").search(hit.before) else None


def _too_small(amount: str) -> bool:
    """Whether a sum told in plain pounds is below what councils overspend or are awarded."""
    digits = re.sub(r"[^\d.]", "", amount)
    return amount[-1].isdigit() and float(digits) < _SMALLEST


def _is_price(left: str, right: str) -> bool:
    """Whether the words close to a sum make it a price, a saving, a budget or a penalty."""
    close = re.split(r"[,;–]", right)[0][:25]
    before = re.split(r"[,;–]", left)[-1][-45:]
    return cue("finance.not_money_given").search(f"{before}£{close}") is not None


def _event(story: Story, hit: Hit, kind: str) -> Event | Skipped:
    when = _date(story, hit)
    councils, receiver = _receiver(story, hit, kind)
    title = None if kind == "overspend" else _purpose(hit)
    if (councils or receiver) and title and not cue("finance.scheme").search(title):
        title = None
    if kind == "award" and not (councils or receiver or title) and cue("finance.grant").search(hit.sentence.text):
        councils = story.main_councils
    if not (councils or receiver or title):
        return story.skip(FINANCE, hit, "for nobody and nothing that is named")
    if when and _told_as_past(hit) and settled(Status.HAPPENED, when, story.published) is Status.PLANNED:
        when = None
    status = settled(_status(hit, when), when, story.published)
    if when is None and status is Status.HAPPENED:
        when = _just_now(story, hit)
    return story.event(
        FINANCE,
        hit,
        status,
        f"finance: {kind}",
        date=when,
        councils=councils,
        organisation=receiver or args.government_of(hit),
        title=title,
        amount=hit.text,
        confidence=round((0.8 if councils or receiver else 0.65) * (1.0 if when else 0.8), 2),
    )


def _status(hit: Hit, when: str | None) -> Status:
    left, right = _around(hit)
    words = re.split(r"(?:, (?:which|while|but|who)|\band had\b|\bafter\b)", left)[-1][-90:]
    if cue("finance.asked").search(words) and not cue("finance.overspend").search(left):
        return Status.PROPOSED
    told = cue("finance.facing").search(words)
    if not told and (cue("finance.forecast").search(words) or re.match(r" (?:will|is to|to be|are to)\b", right)):
        return Status.PLANNED
    ahead = cue("finance.ahead").search(right) or cue("finance.foreseen").search(right[:25])
    return Status.PLANNED if ahead else Status.HAPPENED


def _date(story: Story, hit: Hit) -> str | None:
    """The date that follows the sum, else the nearest of its clause, else what frames the paragraph."""
    dates = args.dates_of_events(hit.sentence)
    for mention in dates:
        between = hit.sentence.text[hit.end - hit.sentence.start : max(hit.end, mention.start) - hit.sentence.start]
        if mention.start >= hit.end and len(between) <= _NEAR and "£" not in between:
            return mention.value
    if dates:
        return args.nearest(hit, dates).value
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
    return args.just_now(story, hit) if perfect and hit.sentence.paragraph <= 2 else None


def _receiver(story: Story, hit: Hit, kind: str) -> tuple[tuple[str, ...], str | None]:
    """Whose money it is: the councils, and the trust, body or group of councils that is named."""
    trust = args.trust_of(story, hit)
    if trust:
        return args.councils_of(story, hit).values, trust
    councils = _councils(hit)
    given = _given_to(hit)
    if councils:
        return councils, None
    group = [m[0] for m in cue("finance.receivers").finditer(hit.before)]
    if group and kind == "overspend":
        return (), group[-1].strip()
    if given:
        return (), given
    if cue("finance.contract").search(hit.sentence.text):
        bodies = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if m.value != args.government_of(hit)]
        return (), args.nearest(hit, bodies).value if bodies else None
    if kind == "overspend" or hit.sentence.text.startswith(("The council", "The authority", "It ")):
        found = args.councils_of(story, hit).values
        return found, _trust_before(story, hit.sentence) if found else None
    return (), None


def _councils(hit: Hit) -> tuple[str, ...]:
    named = hit.sentence.of(MentionKind.COUNCIL)
    if not named:
        return ()
    inside = [m for m in named if hit.sentence.same_clause(m.start, hit.start)] or named
    run = args.together(hit.sentence, args.nearest(hit, inside), inside)
    return tuple(dict.fromkeys(m.value for m in run))


def _trust_before(story: Story, sentence: Sentence) -> str | None:
    for earlier in story.back(sentence, reach=2):
        trusts = [m.value for m in earlier.of(MentionKind.ORGANISATION) if args.is_trust(m.value)]
        if trusts:
            return trusts[-1]
    return None


def _given_to(hit: Hit) -> str | None:
    """Who received it, by the verb: a body, or the capitalised words before "has been given"."""
    for verb in cue("finance.given_to").finditer(hit.before):
        at = hit.sentence.start + verb.start()
        bodies = [m for m in hit.sentence.of(MentionKind.ORGANISATION) if at - 12 <= m.end <= at]
        if bodies:
            return bodies[-1].value
        again = re.search(r"\band (?:the )?([A-Z][\w’]*(?: [A-Z][\w’]*)*) $", hit.before)
        if again:
            return again[1]
        name = re.search(
            r"([A-Z][\w’]*(?: (?:and )?(?:the )?[A-Z][\w’]*)*),? (?:which |who )?$", hit.before[: verb.start()]
        )
        if name and len(name[1]) > 3:
            return re.sub(r"^The ", "", name[1])
    return None


def _purpose(hit: Hit) -> str | None:
    """What the money is for, as the sentence says it: "for X", "spent on X", "£80m X scheme"."""
    after = hit.after.lstrip()
    scheme = re.match(
        rf"(?!(?:to|from|for|in|by|of|and) )((?:[\w’'-]+ ){{1,6}}?{cue('finance.scheme').pattern})",
        after,
        re.IGNORECASE,
    )
    if scheme and not opening("finance.purpose").match(after):
        return scheme[1]
    found = opening("finance.purpose").match(after)
    if found is None:
        return None
    words = re.split(r"[,.;:()–]", after[found.end() :])[0]
    stop = cue("finance.stop").search(words, 4)
    if opening("finance.theirs").match(words.lstrip()) or _is_date(hit, hit.end + 1 + found.end()):
        return None
    title = (words[: stop.start()] if stop else words).strip()
    title = re.sub(r"^(?:a|an|the|its|their) ", "", title)
    return title if 1 < len(title) < 90 else None


def _is_date(hit: Hit, start: int) -> bool:
    return any(m.start <= start + 1 < m.end for m in hit.sentence.of(MentionKind.DATE))
