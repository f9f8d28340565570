"""Charts: what each shows, as figures, and drawing it as a picture whose text is text."""
