"""Words become comparable dates, numbers, places and names; what the source wrote is kept. Pure functions."""
