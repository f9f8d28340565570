"""The shipped rulebook: data only. Its presence makes the folder importable as ``eqmon.rules``."""
