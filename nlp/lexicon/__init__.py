"""Words as data: the gazetteers and word lists the finders read."""
