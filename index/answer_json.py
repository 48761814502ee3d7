"""An answer as other tools read it: the JSON of ``ask --json``, field by field as the contract names them."""

from __future__ import annotations

from typing import Any

from index.answer import Answer, ArticleHit, Post, Understood
from index.sums import Sums
from index.timeline import Entry, Evidence


def answer_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain values; ``articles`` (the nearest documents) is there when there are no rows."""
    plain: dict[str, Any] = {
        "question": answer.question,
        "understood": understood_json(answer.understood),
        "answer": answer.sentence,
        "rows": [row_json(row) for row in answer.rows],
        "reason": answer.reason,
    }
    if not answer.rows:
        plain["articles"] = [_article(hit) for hit in answer.articles]
    return plain


def understood_json(asked: Understood) -> dict[str, Any]:
    """How a question was read; what it does not say is left out."""
    query = asked.query
    fields = {
        "kind": asked.kind.value,
        "as_of": asked.as_of.isoformat(),
        "types": [kind.value for kind in query.types],
        "subjects": list(asked.subjects),
        "region": asked.region,
        "councils": list(query.councils),
        "organisations": list(query.organisations),
        "people": list(query.people),
        "role": asked.role,
        "grades": [grade.value for grade in query.grades],
        "previous_grade": asked.previous.value if asked.previous else None,
        "judgements": [judgement.value for judgement in query.judgements],
        "by_area": asked.by_area or None,
        "beside": list(asked.beside),
        "sums": _sums(asked.sums) if asked.sums else None,
        "statuses": [status.value for status in query.statuses],
        "after": query.after.isoformat() if query.after else None,
        "before": query.before.isoformat() if query.before else None,
        "upgraded": query.upgraded,
        "time": {"clause": asked.time.whole, "date": asked.time.date} if asked.time and asked.time.date else None,
        "published": asked.published or None,
        "only": asked.only,
        "standing": asked.standing or None,
        "why": asked.why or None,
        "renamed": asked.renamed or None,
        "cues": list(asked.cues),
        "words": list(asked.words),
        "ignored": list(asked.ignored),
        "corrections": asked.corrections,
    }
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def _sums(sums: Sums) -> dict[str, Any]:
    """The bounds set to sums, in pounds, as far as there are any, and the words that set them."""
    bounds = {"least": sums.least, "most": sums.most}
    told = {name: round(bound) for name, bound in bounds.items() if bound is not None}
    return {"said": sums.said, **told, **({} if sums.largest is None else {"largest": sums.largest})}


def row_json(row: Entry | Post) -> dict[str, Any]:
    """One row: an entry, or (type "post") a person's role; its people are objects with name, role, organisation."""
    return _post(row) if isinstance(row, Post) else entry_json(row)


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry with every field of the contract, null where the sources do not tell it."""
    return {
        "id": entry.id,
        "type": entry.type.value,
        "status": entry.status.value,
        "date": entry.date,
        "councils": list(entry.councils),
        "organisation": entry.organisation,
        "people": [{"name": name, "role": None, "organisation": entry.organisation} for name in entry.people],
        "grade": entry.grade.value if entry.grade else None,
        "previous_grade": entry.previous_grade.value if entry.previous_grade else None,
        "judgement": entry.judgement.value if entry.judgement else None,
        "title": entry.title,
        "amount": entry.amount,
        "disagreements": list(entry.disagreements),
        "evidence": [_evidence(item, told=True) for item in entry.history],
    }


def _post(post: Post) -> dict[str, Any]:
    nothing = dict.fromkeys(("status", "date", "grade", "previous_grade", "judgement", "title", "amount"))
    return {
        "type": "post",
        **nothing,
        "councils": list(post.councils),
        "organisation": post.organisation,
        "people": [{"name": post.name, "role": post.role, "organisation": post.organisation}],
        "since": post.since.isoformat() if post.since else None,
        "as_of": post.as_of.isoformat() if post.as_of else None,
        "evidence": [_evidence(item, told=False) for item in post.entry.history],
    }


def _evidence(item: Evidence, told: bool) -> dict[str, Any]:
    plain = {
        "url": item.url,
        "title": item.title,
        "source": item.source,
        "published": item.published.isoformat() if item.published else None,
        "quote": item.quote,
        "start": item.start,
        "end": item.end,
    }
    return {**plain, "status": item.status.value, "date": item.date} if told else plain


def _article(hit: ArticleHit) -> dict[str, Any]:
    return {
        "url": hit.url,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published.isoformat() if hit.published else None,
        "snippet": hit.snippet,
    }
