"""Wikitext that takes too long to read: the time to look for the end of what is never closed grows with its square."""

import re

_MOST = 500
_EDGES = re.compile(
    r"(</|/>)|(<)(?!br\b|hr\b)(?=[a-z])|(-->)|(<!--)|(\]\])|(\[\[)|(\])|(\[)(?:https?:)?//"
    r"|(\|\})|(\{\|)|(\}\})|(\{\{)",
    re.IGNORECASE,
)
"""Ends and beginnings of elements, comments, links of both kinds, tables and templates."""


def is_hopeless(text: str) -> bool:
    """Whether more elements, links, tables or templates begin somewhere than end behind it, by far."""
    if sum(map(text.count, "<[{")) <= _MOST:
        return False
    balance = [0] * (_EDGES.groups // 2)
    for match in reversed([*_EDGES.finditer(text)]):
        kind, begins = divmod((match.lastindex or 1) - 1, 2)
        balance[kind] += 1 if begins else -1
        if balance[kind] > _MOST:
            return True
    return False
