"""The rulebook: suites, code lists, units and duties, read from data and checked."""
