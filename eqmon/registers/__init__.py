"""Registers kept by hand: what was due from whom, what came of it, and what did not."""
