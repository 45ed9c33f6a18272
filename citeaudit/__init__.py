"""Audit the citations of an article: which sentence rests on which source, and which rests on none."""

__version__ = "0.1.0"
