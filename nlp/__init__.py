"""Reading: councils, organisations, people, dates, ratings and events out of articles."""
