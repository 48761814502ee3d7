"""Scrapy's settings for every crawl: what differs from its defaults, and why."""

from __future__ import annotations

import os
from importlib.metadata import version
from typing import Any

from crawler import limits

CONTACT_SETTING = "CARETRAIL_CONTACT"

# A 304 is not believed for ever: servers with several back ends, and edits that keep the old date, do occur.
FULL_LOOK_DAYS = 14


class ContactMissingError(ValueError):
    """No contact is configured, so the crawler cannot say who it is."""


def user_agent(contact: str | None = None) -> str:
    """How the crawler names itself: product, version and whom to write to.

    Raises:
        ContactMissingError: neither ``contact`` nor CARETRAIL_CONTACT gives an address or mailbox.
    """
    contact = contact or os.environ.get(CONTACT_SETTING, "")
    if not contact or any(c in contact for c in "\r\n"):
        raise ContactMissingError(
            f"say whom a site may write to: set {CONTACT_SETTING} to a mailbox or a page, e.g. mailto:desk@example.org"
        )
    return f"Caretrail/{version('caretrail')} (+{contact})"


def scrapy_settings(agent: str) -> dict[str, Any]:
    """The settings of the crawl of one source, as the user agent of `user_agent`."""
    return {
        # Politeness: default off, 0 s, 16 at once. A trade site is a small server that also serves its readers.
        "USER_AGENT": agent,
        "ROBOTSTXT_OBEY": True,
        # Default the whole user agent: rules are written for the product's name.
        "ROBOTSTXT_USER_AGENT": "Caretrail",
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": 1.0,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
        # Default 16: what has been handed to the downloader is still sent when a site asks to be left alone.
        "CONCURRENT_REQUESTS": 4,
        # Default 180 s: a page that takes a minute will not come.
        "DOWNLOAD_TIMEOUT": 60,
        # Default 1 GB: see the limit's own reason.
        "DOWNLOAD_MAXSIZE": limits.BODY_BYTES,
        "DOWNLOAD_WARNSIZE": 0,
        # Default 20: honest sites redirect a few times, loops without end.
        "REDIRECT_MAX_TIMES": 6,
        "RETRY_TIMES": 3,
        # Default 100 tasks for what each response gives, which is one document or a few dozen requests: most idle.
        "CONCURRENT_ITEMS": 2,
        # A listing may hold hundreds of links; nothing outside it is followed, so depth needs no limit.
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REFERER_ENABLED": False,
        # Default on: reads the spider's source anew for each callback, and fails if it was upgraded meanwhile.
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        # One line a stage is ours to write; Scrapy's own log speaks when something is wrong.
        "LOG_LEVEL": "ERROR",
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "crawler.running.politeness.RetryAfterMiddleware": 550,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "crawler.running.robots.RobotsMiddleware": 100,
            "crawler.running.safety.AddressMiddleware": 90,
        },
        "EXTENSIONS": {"crawler.running.politeness.CrawlDelay": 10},
        "ITEM_PIPELINES": {"crawler.spiders.pipeline.ArchivePipeline": 100},
    }
