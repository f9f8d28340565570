"""What a borough is asked to send: a blank extract, and a guide to its columns."""
