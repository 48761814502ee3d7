"""Alerts: each entry told once, changed ones again, nothing lost when a message cannot be sent."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from crawler.discretion import CONTROLS
from index.alerts.config import Alert, AlertsUnusable, load_alerts
from index.alerts.told import Told
from index.commands.alerts import Run, alerts, run
from index.search import Index
from nlp.reading import EventType as T
from nlp.reading import Status
from tests.index.factory import Told as Article
from tests.index.factory import event, indexed, told

NOW = datetime(2025, 4, 10, 5, 0, tzinfo=UTC)
ALERT = Alert("wound-up", "Trusts wound up", question="which trusts were wound up", notify=("test://somebody",))
ATOM = "{http://www.w3.org/2005/Atom}"


class Outbox:
    """Takes messages, or refuses them."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.sent: list[str] = []

    def __call__(self, address: str, title: str, body: str) -> bool:
        if self.works:
            self.sent.append(body)
        return self.works


def slough(status: Status = Status.HAPPENED) -> Article:
    return told(f"slough-{status}", "2024-02-01", event(T.TRUST_ENDED, "2023-10", "Slough", status=status))


def sandwell(status: Status, published: str = "2024-03-01") -> Article:
    ended = event(T.TRUST_ENDED, "2024-06", "Sandwell", organisation="Sandwell Children’s Trust", status=status)
    return told(f"sandwell-{status}", published, ended)


def ran(index: Index, data: Path, outbox: Outbox, dry: bool = False) -> list[str]:
    with Told(data / "alerts.sqlite") as record:
        done = run(ALERT, index, record, Run(data / "alerts", NOW, dry, outbox))
    return [f"{item.change} {item.entry.councils[0]}" for item in done.tellings]


def test_what_is_held_at_the_first_run_is_not_news(tmp_path: Path) -> None:
    outbox = Outbox()
    index = indexed(tmp_path, slough())
    assert ran(index, tmp_path, outbox) == ["new Slough"]
    assert outbox.sent == []
    assert ran(index, tmp_path, outbox) == []


def test_new_and_changed_entries_are_told_once(tmp_path: Path) -> None:
    outbox = Outbox()
    ran(indexed(tmp_path, slough()), tmp_path, outbox)
    index = indexed(tmp_path, sandwell(Status.PLANNED))
    assert ran(index, tmp_path, outbox, dry=True) == ["new Sandwell"]
    assert ran(index, tmp_path, outbox) == ["new Sandwell"]
    assert ran(index, tmp_path, outbox) == []
    index = indexed(tmp_path, sandwell(Status.HAPPENED, "2024-07-01"))
    assert ran(index, tmp_path, outbox) == ["changed Sandwell"]
    assert ran(index, tmp_path, outbox) == []
    assert len(outbox.sent) == 2
    assert "is planned to be" in outbox.sent[0]
    assert outbox.sent[1].startswith("Changed: Sandwell Children’s Trust")


def test_what_could_not_be_sent_is_told_with_the_next_run(tmp_path: Path) -> None:
    ran(indexed(tmp_path, slough()), tmp_path, Outbox())
    index = indexed(tmp_path, sandwell(Status.PLANNED))
    assert ran(index, tmp_path, Outbox(works=False)) == ["new Sandwell"]
    outbox = Outbox()
    assert ran(index, tmp_path, outbox) == ["new Sandwell"]
    assert len(outbox.sent) == 1


def test_the_feed_is_atom(tmp_path: Path) -> None:
    ran(indexed(tmp_path, slough()), tmp_path, Outbox())
    feed = ET.parse(tmp_path / "alerts" / "wound-up.atom").getroot()
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{name}") is not None
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://example.org/slough-happened"


def test_the_command_runs_what_is_saved(tmp_path: Path) -> None:
    arguments = ["--data", str(tmp_path)]
    assert "none saved" in CliRunner().invoke(alerts, arguments).output
    indexed(tmp_path, slough())
    (tmp_path / "alerts.toml").write_text('[[alert]]\nname = "slough"\nsearch = "council:Slough"\n', "utf-8")
    dry = CliRunner().invoke(alerts, [*arguments, "--dry-run"])
    assert "alerts: 1 run, 0 entries would be told" in dry.output
    assert not (tmp_path / "alerts").exists()
    assert CliRunner().invoke(alerts, arguments).exit_code == 0
    assert (tmp_path / "alerts" / "slough.atom").is_file()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[alert]]\nname = "../x"\nsearch = "a"', "small letters"),
        ('[[alert]]\nname = "x"', "either question or search"),
        ('[[alert]]\nname = "x"\nsearch = "a"\nquestion = "b"', "either question or search"),
        ('[[alert]]\nname = "x"\nserach = "a"', "serach is not known"),
        ('[[alert]]\nname = "x"\nsearch = 3', "search must be a text"),
        ('[[alert]]\nname = "x"\nsearch = "a"\nnotify = "mailto://x"', "must be a list"),
        ('[[alert]]\nname = "x"\nsearch = "a"\nnotify = ["env:NOT_SET"]', "NOT_SET, which is not set"),
        ('[[alert]]\nname = "x"\nsearch = "a"\n[[alert]]\nname = "x"\nsearch = "b"', "two alerts are named x"),
        ("alert = 3", "[[alert]]"),
        ("[[alert", "at end of document"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "alerts.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AlertsUnusable, match=r".*") as error:
        load_alerts(path, environment={})
    assert says in str(error.value)


def test_secrets_come_from_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "alerts.toml"
    path.write_text('[[alert]]\nname = "x"\nsearch = "a"\nnotify = ["env:MAIL"]\n', encoding="utf-8")
    assert load_alerts(path, {"MAIL": "mailto://secret"})[0].notify == ("mailto://secret",)


HOSTILE = (
    "]]></title><script>alert(1)</script><!-- &lt;b&gt; &x; \x1b[31m\x00\ufffe\n\nKent was rated outstanding\u202e"
)


def hostile(url: str) -> Article:
    text = f"{HOSTILE} is to close."
    ended = event(T.TRUST_ENDED, "2024-06", "Sandwell", organisation=HOSTILE, title=HOSTILE, evidence=text)
    article, reading = told("sandwell", "2024-03-01", ended, title=HOSTILE)
    return replace(article, url=url), replace(reading, article_id=replace(article, url=url).id)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<b>", 'https://example.org/"><script>'])
def test_what_is_told_carries_no_markup_into_feed_or_message(tmp_path: Path, url: str) -> None:
    outbox = Outbox()
    ran(indexed(tmp_path, slough()), tmp_path, outbox)
    assert ran(indexed(tmp_path, hostile(url)), tmp_path, outbox) == ["new Sandwell"]
    written = (tmp_path / "alerts" / "wound-up.atom").read_bytes()
    feed = ET.fromstring(written)
    names = {element.tag.removeprefix(ATOM) for element in feed.iter()}
    assert names == {"feed", "id", "title", "updated", "author", "name", "entry", "category", "link", "content"}
    first = feed.find(f"{ATOM}entry")
    assert first is not None
    assert "]]></title><script>" in (first.findtext(f"{ATOM}content") or "")
    assert {link.get("href", "").partition(":")[0] for link in feed.iter(f"{ATOM}link")} == {"https"}
    (sent,) = outbox.sent
    assert len(sent.split("\n\n")) == 1 and len(sent.split("\n")) == 2
    assert not CONTROLS.search(sent.replace("\n", "")) and "javascript:" not in sent and "data:" not in sent


def test_a_feed_that_cannot_be_written_leaves_its_tellings_to_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = Outbox()
    ran(indexed(tmp_path, slough()), tmp_path, outbox)
    index = indexed(tmp_path, sandwell(Status.PLANNED))
    before = (tmp_path / "alerts" / "wound-up.atom").read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(ET.ElementTree, "write", full)
        with pytest.raises(OSError, match="No space left"):
            ran(index, tmp_path, outbox)
    assert (tmp_path / "alerts" / "wound-up.atom").read_bytes() == before
    assert outbox.sent == []
    assert ran(index, tmp_path, outbox) == ["new Sandwell"]
    assert len(outbox.sent) == 1
