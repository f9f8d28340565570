"""Published figures held to their own arithmetic: claims from a CSV file, each with its outcome."""
