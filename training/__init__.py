"""Makes the model that the reader ships. Outside the package; never imported by it."""
