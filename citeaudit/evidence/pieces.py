"""A quotation as its writer marks it: what is cut out of it, and what is put into it in brackets."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from citeaudit.evidence.words import Words, folded

_DOTS = r"\.{3,}|…+|(?:\.[ \u00a0]){2,3}\."
_LETTERS = re.compile(r"(?<!\w)\[([^\W\d_]{1,2})\](?=[^\W\d_])")
"""A capital made small, or a small letter made a capital: "[w]e"."""
_JOINT = re.compile(rf"(?P<cut>\[\s*(?:{_DOTS})\s*\]|\(\s*(?:{_DOTS})\s*\)|{_DOTS})|\[(?P<put>[^\[\]]*)\]")


class Joint(NamedTuple):
    """Where two pieces of a quotation meet."""

    cut: bool
    """Words were left out, and dots say so."""
    put: tuple[str, ...]
    """The words in brackets, folded, that stand there instead of words of the source, or explain them."""


class Pieces(NamedTuple):
    """The words of a quotation that must be those of its source, and the joints between them."""

    words: Words
    joints: Mapping[int, Joint]
    """By the word that follows, from 1 on: what is cut before the first word or behind the last changes nothing."""

    def parts(self) -> Iterator[tuple[int, int]]:
        """The stretches of words between the joints."""
        edges = [0, *self.joints, len(self.words.words)]
        yield from pairwise(edges)


def read(quotation: str) -> Pieces:
    """Read a quotation, without its marks."""
    text = _LETTERS.sub(r"\1", quotation)
    joints: dict[int, Joint] = {}
    kept: list[str] = []
    words = last = 0
    for match in _JOINT.finditer(text):
        before = text[last : match.start()]
        words += len(folded(before))
        kept += (before, " ")
        last = match.end()
        old = joints.get(words, Joint(cut=False, put=()))
        put = (*old.put, *folded(match["put"] or ""))
        joints[words] = Joint(old.cut or bool(match["cut"]), put)
    kept.append(text[last:])
    read = Words("".join(kept))
    return Pieces(read, {at: joint for at, joint in joints.items() if 0 < at < len(read.words)})
