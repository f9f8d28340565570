"""References of records that break a rule, a list a unit, to correct from what is already held."""
