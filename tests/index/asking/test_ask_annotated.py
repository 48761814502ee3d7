"""The annotated questions over what a perfect reader would have read: how many are answered rightly."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from index.answer_json import answer_json
from index.asking.ask import ask
from tests.index.factory import annotated, indexed

RIGHT = 0.9


@pytest.mark.shared
def test_questions_are_answered_and_the_unanswerable_are_not(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold"
    index = indexed(tmp_path / "data", *annotated(gold / "dev.jsonl"))
    questions = [json.loads(line) for line in (gold / "questions.jsonl").read_text("utf-8").splitlines()]
    answers = [answer_json(ask(index, one["question"], date.fromisoformat(one["asked"]))) for one in questions]
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(json.dumps(answer) for answer in answers), encoding="utf-8")
    assert not [a["question"] for q, a in zip(questions, answers, strict=True) if not q["answer"] and a["rows"]]
    command = [sys.executable, str(gold / "score_answers.py"), str(gold / "questions.jsonl"), str(path)]
    scored = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    share = next(line for line in scored.splitlines() if line.startswith("right all")).rsplit("=", 1)[1]
    assert float(share) >= RIGHT, scored
