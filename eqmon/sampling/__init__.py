"""Dip samples: references drawn by a salted hash, the sheet they are scored on, and its score."""
