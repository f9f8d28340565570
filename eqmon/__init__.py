"""eqmon: how well the people behind police records are recorded."""

__version__ = "0.1.0"
