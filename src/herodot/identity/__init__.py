"""From mentions and judgments to who is who. Pure: records in, clusters with reasons out."""
