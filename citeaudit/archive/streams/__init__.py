"""Bytes from wherever they lie: opened, unpacked and cut into lines, a bounded number of them at a time."""
