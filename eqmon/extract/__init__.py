"""Reading: from files as boroughs send them to chunks of records, every cell as it was sent."""
