"""Numbers from outside that Python takes for numbers and nothing else does: each is refused or passed over."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from app.update import update
from crawler.commands.crawl import crawl
from crawler.running.politeness import retry_after


@pytest.mark.parametrize("minutes", ["nan", "inf", "-inf", "0"])
def test_a_run_is_given_a_number_of_minutes_that_ends(minutes: str) -> None:
    for command in (crawl, update):
        told = CliRunner().invoke(command, ["--minutes", minutes])
        assert (told.exit_code, "--minutes" in told.output) == (2, True)


@pytest.mark.parametrize("header", ["²", "nan", "inf", "-1", ""])
def test_a_header_that_is_no_number_of_seconds_asks_for_no_wait(header: str) -> None:
    assert retry_after(header.encode("latin-1"), datetime(2024, 5, 1, tzinfo=UTC)) is None
