"""The six rules, each against a plain scan of every document; and hit sets beside SQLite's own full-text search."""

from __future__ import annotations

import math
import random
import sqlite3
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from index.language import And, Node, Not, Or, Phrase, Word
from index.store.distribution import check_distribution
from index.store.document import Document, IndexUnusable
from index.store.engine import Engine, write
from index.store.scoring import Scoring
from tests.index.corpus import beginning, documents, fts5, matches, query, stems

Corpus = tuple[list[Document], Engine]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Four segments, with documents removed and replaced."""
    chance = random.Random(7)
    folder = tmp_path_factory.mktemp("engine") / "index"
    found = documents(chance, 400)
    write(folder, found[:200])
    write(folder, found[200:300])
    replaced = [Document(d.id, "council", "wound up", d.payload) for d in found[:20]]
    write(folder, [*found[300:], *replaced], remove=[d.id for d in found[:40]])
    return [*replaced, *found[40:]], Engine(folder, beginning)


def scoring(engine: Engine) -> Scoring:
    lengths = [engine.length(number) for number in range(len(engine))]
    return Scoring(engine, np.array(engine.live()), np.array(lengths, np.int32))


def matching(engine: Engine, node: Node) -> set[int]:
    return set(np.flatnonzero(scoring(engine).matching(node)).tolist())


def _expected(node: Node, held: list[Document]) -> set[str]:
    return {document.id for document in held if matches(node, document)}


def _ids(engine: Engine, numbers: set[int]) -> set[str]:
    return {engine.stored(number)[0] for number in numbers}


def test_matching_is_what_a_scan_finds(corpus: Corpus) -> None:
    held, engine = corpus
    chance = random.Random(11)
    for _ in range(400):
        node = query(chance)
        assert _ids(engine, matching(engine, node)) == _expected(node, held), node


def test_the_best_ten_are_the_ten_best(corpus: Corpus) -> None:
    held, engine = corpus
    ranked, chance = scoring(engine), random.Random(13)
    everything = np.ones(len(engine), np.bool_)
    for _ in range(200):
        node = query(chance)
        best, every = ranked.best(node, 10, everything), ranked.best(node, 10_000, everything)
        assert len(every) == len(_expected(node, held)), node
        assert best == every[:10], node
        assert every == sorted(every, key=lambda found: (-found[1], found[0]))


def test_scores_are_what_the_formula_gives(corpus: Corpus) -> None:
    held, engine = corpus
    numbers = {engine.number(document.id): document for document in held}
    scores = scoring(engine).scores(And((Word("trust"), Not(Word("good")))))
    lengths = [engine.length(number) for number in range(len(engine))]
    mean = sum(lengths) / len(lengths)
    having = len(engine.postings(Word("trust")).numbers)
    in_titles = sum("trust" in stems(document.title) for document in held)
    for number, document in numbers.items():
        assert number is not None
        told = stems(f"{document.title} {document.body}").count("trust")
        norm = 1.2 * (0.25 + 0.75 * lengths[number] / mean)
        expected = math.log(1 + (len(engine) - having + 0.5) / (having + 0.5)) * told * 2.2 / (told + norm)
        if "trust" in stems(document.title):
            expected += 3 * math.log(1 + (len(engine) - in_titles + 0.5) / (in_titles + 0.5))
        assert scores[number] == pytest.approx(expected, rel=1e-4)


def test_a_filter_restricts_scored_search_and_an_empty_one_finds_nothing(corpus: Corpus) -> None:
    _, engine = corpus
    ranked, chance = scoring(engine), random.Random(17)
    for _ in range(150):
        node = query(chance)
        allowed = np.zeros(len(engine), np.bool_)
        allowed[chance.sample(range(len(engine)), 60)] = True
        found = {number for number, _ in ranked.best(node, 10_000, allowed)}
        assert found == matching(engine, node) & set(np.flatnonzero(allowed).tolist())
        assert ranked.best(node, 10, np.zeros(len(engine), np.bool_)) == []


def test_exclusion_alone_and_within(corpus: Corpus) -> None:
    held, engine = corpus
    for node in (Not(Word("trust")), And((Word("council"), Not(Or((Word("good"), Phrase("wound up"))))))):
        assert _ids(engine, matching(engine, node)) == _expected(node, held)


def test_stop_words_count_in_phrases(corpus: Corpus) -> None:
    held, engine = corpus
    node = Phrase("the council of")
    assert _ids(engine, matching(engine, node)) == _expected(node, held)


def test_an_open_engine_does_not_see_a_later_commit(tmp_path: Path) -> None:
    write(tmp_path / "index", [Document("a", "trust", "", "1")])
    before = Engine(tmp_path / "index")
    write(tmp_path / "index", [Document("b", "trust", "", "2")], remove=["a"])
    after = Engine(tmp_path / "index")
    assert _ids(before, matching(before, Word("trust"))) == {"a"}
    assert _ids(after, matching(after, Word("trust"))) == {"b"}
    assert after.number("a") is None


def test_numbers_of_documents_that_stay_do_not_change(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    write(folder, [Document(f"d{n}", "trust", "", "") for n in range(50)])
    before = {f"d{n}": Engine(folder).number(f"d{n}") for n in range(50)}
    write(folder, [Document(f"e{n}", "trust", "", "") for n in range(5)], remove=["d3", "d17"])
    engine = Engine(folder)
    assert all(engine.number(name) == number for name, number in before.items() if name not in ("d3", "d17"))
    assert [engine.number(f"e{n}") for n in range(5)] == list(range(50, 55))
    assert [n for n, live in enumerate(engine.live()) if not live] == [before["d3"], before["d17"]]


def test_a_failed_write_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    write(folder, [Document("a", "trust", "", "")])

    def broken() -> object:
        yield Document("b", "trust", "", "")
        raise ValueError("the second document cannot be made")

    with pytest.raises(ValueError, match="second"):
        write(folder, broken())  # type: ignore[arg-type]
    write(folder, [Document("c", "trust", "", "")])
    engine = Engine(folder)
    assert _ids(engine, matching(engine, Word("trust"))) == {"a", "c"}


def test_a_lone_surrogate_does_not_poison_the_writer(tmp_path: Path) -> None:
    write(tmp_path / "index", [Document("a", "trust \ud800", "", "\ud800"), Document("b", "trust", "", "")])
    assert len(matching(Engine(tmp_path / "index"), Word("trust"))) == 2


def test_many_documents_are_written_by_two_processes(tmp_path: Path) -> None:
    held = documents(random.Random(3), 300)
    write(tmp_path / "index", held, expected=5000)
    engine = Engine(tmp_path / "index")
    assert {engine.stored(n)[0] for n in range(len(engine))} == {d.id for d in held}
    assert _ids(engine, matching(engine, Word("trust"))) == _expected(Word("trust"), held)


def test_exactly_one_distribution_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    check_distribution()
    monkeypatch.setattr(metadata, "version", lambda _: "1")
    with pytest.raises(IndexUnusable, match="both installed"):
        check_distribution()
    assert metadata.version("whoosh3")


def test_the_same_hits_as_sqlite(corpus: Corpus) -> None:
    held, engine = corpus
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE held USING fts5(body, tokenize = 'unicode61')")
    # Stemmed beforehand, so that both compare the same words.
    texts = [(number, " ".join(stems(f"{d.title} {d.body}"))) for number, d in enumerate(held)]
    connection.executemany("INSERT INTO held (rowid, body) VALUES (?, ?)", texts)
    chance, compared = random.Random(19), 0
    while compared < 150:
        node = query(chance, 2)
        asked = fts5(_stemmed(node))
        if asked is None:
            continue
        rows = connection.execute("SELECT rowid FROM held WHERE held MATCH ?", (asked,)).fetchall()
        assert _ids(engine, matching(engine, node)) == {held[row[0]].id for row in rows}, asked
        compared += 1
    connection.close()


def _stemmed(node: Node) -> Node:
    match node:
        case And(parts):
            return And(tuple(_stemmed(part) for part in parts))
        case Or(parts):
            return Or(tuple(_stemmed(part) for part in parts))
        case Not(part):
            return Not(_stemmed(part))
    return type(node)(" ".join(stems(node.text)))


def test_accents_case_and_possessives_do_not_matter(tmp_path: Path) -> None:
    write(tmp_path / "index", [Document("a", "", "Siân’s council, and the children's services.", "")])
    engine = Engine(tmp_path / "index")
    for node in (
        Word("sian"),
        Word("SIÂN"),
        Phrase("children’s services"),
        Phrase("children service"),
        Word("councils"),
    ):
        assert len(matching(engine, node)) == 1, node
    assert engine.known("services")
    assert not engine.known("servicez")


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see the processes")
def test_processes_of_a_killed_writer_end_too(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from index.store.document import Document\n"
        "from index.store.engine import write\n"
        "def slow():\n"
        "    yield from (Document(str(n), 'trust', '', '') for n in range(350))\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(60)\n"
        f"write(Path({str(tmp_path / 'index')!r}), slow(), expected=10_000)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        children = Path(f"/proc/{writer.pid}/task/{writer.pid}/children").read_text().split()
        writer.kill()
    assert len(children) == 2
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(Path(f"/proc/{child}").exists() for child in children):
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
