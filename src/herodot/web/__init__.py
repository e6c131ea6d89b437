"""Pages of a case for a browser on one's own machine.

One rule: it looks, and keeps what people decide; nothing else.
"""
