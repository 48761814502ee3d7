"""Posts taken up and left, and how long they were held."""
