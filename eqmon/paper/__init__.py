"""From a report to documents: the board paper in its forms, and the accessible report."""
