"""How good hearsay is and how fast: measured figures, held to floors. Not in the wheel."""
