"""Disclosure control: the public copy of a report, in which no small count can be worked out."""
