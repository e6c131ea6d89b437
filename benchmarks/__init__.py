"""Measures Herodot. Outside the package: nothing in `src/` imports it.

`make bench TOPIC=…` is the one entry.
"""
