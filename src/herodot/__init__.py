"""Herodot reads reports and keeps who said what."""

__version__ = "0.1.0"
