"""Text becomes mentions and statements with evidence: five phases for the network, then small composers."""

from herodot.reader.read import Reader, load_reader

__all__ = ["Reader", "load_reader"]
