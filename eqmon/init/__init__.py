"""A rulebook of one's own to start from: written from templates, with or without an extract."""
