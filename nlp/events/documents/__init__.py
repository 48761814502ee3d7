"""Documents and laws: what came out, whose it is, and what became of bills and guidance."""
