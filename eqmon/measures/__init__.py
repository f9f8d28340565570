"""What the papers ask of domestic violence and hate crime beyond recording."""
