"""Records, ids, the vocabulary and the errors. Imports the standard library only."""
