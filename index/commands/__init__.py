"""The commands of the timeline and the index, one module each, loaded when called."""
