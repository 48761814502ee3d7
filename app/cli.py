"""The caretrail command: its subcommands belong to the folders and are loaded only when called."""

from __future__ import annotations

import importlib
import os
from typing import Any

import click

# name -> (module, attribute, one line of help); the help stands here so that --help imports no folder.
COMMANDS = {
    "crawl": ("crawler.commands.crawl", "crawl", "Fetch what is new from the sources."),
    "add": ("crawler.commands.add", "add", "Take saved documents, or addresses, into the archive."),
    "sources": ("crawler.commands.sources", "sources", "List the sources; --check fetches each one once."),
    "read": ("nlp.commands", "read", "Read the articles not yet read: mentions and events."),
    "build": ("index.commands.build", "build", "Build the timeline and the index from what was read."),
    "update": ("app.update", "update", "Crawl, read, build and alert: the cron job."),
    "ask": ("index.commands.ask", "ask", "Answer a question with dated, sourced rows."),
    "search": ("index.commands.search", "search", "Full-text search with fields and dates."),
    "timeline": ("index.commands.timeline", "timeline", "List events by council, type and date."),
    "council": ("index.commands.council", "council", "One council's history."),
    "export": ("index.commands.export", "export", "Write entries as csv, jsonl, timelinejs, ics, ftm or sqlite."),
    "alerts": ("index.commands.alerts", "alerts", "Show what saved questions would send."),
    "status": ("index.commands.status", "status", "What is held, how fresh, what is broken."),
    "doctor": ("app.doctor", "doctor", "Check environment, archive and index, and say how to mend them."),
    "backup": ("crawler.commands.backup", "backup", "Copy the archive, whole, while it is in use."),
    "restore": ("crawler.commands.backup", "restore", "Put a backup in the archive's place."),
    "extract": ("nlp.commands", "extract", "Read JSON Lines from standard input; nothing is stored."),
    "app": ("app.serve", "app", "Open the pages."),
    "demo": ("app.serve", "demo", "Crawl the bundled sample, answer a question, open the pages."),
}

# By name, for to import them is to import the folders.
_UNUSABLE = ("ArchiveError", "IndexUnusable")


class LazyGroup(click.Group):
    """A group that imports a subcommand's module when the subcommand is called, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every subcommand, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; an archive or index that turns out to be unusable while it runs is told in a line."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if type(error).__name__ not in _UNUSABLE:
                raise
            from crawler.console import Unusable

            raise Unusable(str(error)) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="caretrail")
@click.option("--log-json", is_flag=True, help="Events as JSON Lines on standard error (or CARETRAIL_LOG_JSON=1).")
def main(log_json: bool) -> None:
    """Caretrail reads children's social care news and papers into a dated, sourced timeline, and answers from it."""
    if log_json:
        # The stages of an update are processes of their own; the environment reaches them.
        os.environ["CARETRAIL_LOG_JSON"] = "1"


if __name__ == "__main__":
    main()
