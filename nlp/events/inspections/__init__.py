"""Ratings: what the inspectorate judged, of which area, when, and the reports it stands in."""
