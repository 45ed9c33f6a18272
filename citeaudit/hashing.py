"""The one digest that findings and rows are named by, without the start of all others.

`hashlib` gives the same function, and opens OpenSSL first, which takes longer than to read an article.
"""

__all__ = ["blake2b"]

try:
    from _blake2 import blake2b
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b
