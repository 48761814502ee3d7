"""Merging: claims in, one entry per real-world event out, and the ledger of which went where."""
