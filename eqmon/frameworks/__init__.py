"""How far units have come, phase by phase, and which protected characteristics records tell."""
