"""Saved questions: how they are configured, what they have told, and the feeds they are told in."""
