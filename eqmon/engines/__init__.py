"""Engines build the tally in one pass over records; the pandas engine is the default."""
