"""From content to one canonical text with its paragraphs, sentences and language. Pure and versioned."""
