"""The kinds of input, a module each: `units(path, options)` cuts it, `read(unit, options)` streams its documents.

A kind also says the ends of the names that tell it (`SUFFIXES`, whether a suffix of compression may follow:
`COMPRESSED`), whether a file of it is taken only where a person names it, because other things are called the same
(`ALONE`), and why a file of it cannot be cut, where that is so (`WHOLE`). Where a kind can be read from its beginning
to its end without going back, `stream(content, source, prefix, options)` does so, for files inside others.
"""
