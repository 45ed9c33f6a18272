"""What stands beside the text and says what the text says: captions of pictures, and summaries such as "Key points"."""

from collections.abc import Sequence
from functools import cached_property

from citeaudit import lexicons
from citeaudit.model import Block
from citeaudit.parse.cover import COVER
from citeaudit.patterns import lazy

_LONGEST = 500
"""Characters of the longest caption."""
_CREDIT = 80
"""Characters of the longest line that says who took a picture."""
_LABEL = 40
"""Characters of the head of a summary."""
_SUMMARY = 8
"""Lines of the longest summary."""
_POINT = 250
"""Characters of its longest line."""
AGENCIES = "REUTERS|Reuters|AP|AFP|EPA|EFE|DPA|dpa|PA|ANSA|TASS|Xinhua|Kyodo|Yonhap|Bloomberg|Getty|Shutterstock|Alamy"
"""Names of those who sell pictures and reports, as a pattern has them."""
# The agencies that sell pictures sign them; a bar or "via" joins the photographer or the newspaper to the name.
_SIGNED = lazy(
    rf"[\[(]?(?:(?:{AGENCIES})\s?[/|]|[^.!?]{{0,60}}(?:/|\bvia |\| ?)(?:{AGENCIES})\b"
    rf"|(?:AP|AFP|EPA|Reuters|Getty) (?:[Pp]hotos?|[Ii]mages?)\b|[^.!?]{{0,60}}\bGetty Images\b|\(Xinhua\)$)"
)
_FILED = lazy(r"(?i:file (?:photo|picture|image)|archive photo)\b")
_TAKEN = lazy(r"(?i:(?:picture|photo|image)s? (?:was |were )?taken)\b")
# What stands in a document that credits a picture; nothing more is looked for in one that has none of it.
_PICTURES = "hoto redit: Images [File /AP AFP EPA REUTERS Xinhua Alamy DPA TASS Shutterstock".split()


class Beside:
    """Answers for the blocks of one document; `covered` is its prose with its markers covered."""

    def __init__(self, covered: str, blocks: Sequence[Block], language: str) -> None:
        self.covered, self.blocks, self.language = covered, blocks, language
        self.openings: tuple[str, ...] = ()
        """How a caption or a credit begins; none where the document speaks of no picture."""
        if any(sign in covered for sign in _PICTURES):
            self.openings = lexicons.phrases(language, "labels", "caption") or lexicons.phrases(
                "en", "labels", "caption"
            )

    def captions(self) -> frozenset[int]:
        if not self.openings:
            return frozenset(i for i, block in enumerate(self.blocks) if block.kind == "caption")
        return frozenset(i for i in range(len(self.blocks)) if self.is_caption(i))

    def is_caption(self, block: int) -> bool:
        kind, start, end, _ = self.blocks[block]
        cites = COVER in self.covered[start:end]
        if kind != "paragraph" or not self.openings or end - start > _LONGEST or cites:
            return kind == "caption"
        if _FILED.match(self.covered, start) or self._is_signed(block):
            return True
        following = block + 1
        if following < len(self.blocks) and _TAKEN.match(self.covered, self.blocks[following].start):
            following += 1
        return following < len(self.blocks) and self.is_credit(following) and not self.is_credit(block)

    def unlabelled(self, caption: str) -> str:
        """A caption without its "Photo:"."""
        label, colon, rest = caption.partition(":")
        return rest if colon and f"{label}:".lower().startswith(self.openings or "\0") else caption

    @cached_property
    def summary(self) -> frozenset[int]:
        """The lines of a list that says in advance, or at the end, what the article says."""
        heads = lexicons.phrases(self.language, "labels", "summary")
        found: set[int] = set()
        for i, (kind, start, end, _) in enumerate(self.blocks):
            if end - start > _LABEL or kind not in ("heading", "paragraph", "label"):
                continue
            if not self.covered[start:end].strip("*_ :.").replace("’", "'").lower().startswith(heads):
                continue
            for k in range(i + 1, min(i + 1 + _SUMMARY, len(self.blocks))):
                if self.blocks[k].kind not in ("list item", "paragraph") or self._length(k) > _POINT:
                    break
                found.add(k)
        return frozenset(found)

    def _length(self, block: int) -> int:
        return self.blocks[block].end - self.blocks[block].start

    def is_credit(self, block: int) -> bool:
        """A line that says who took a picture."""
        _, start, end, _ = self.blocks[block]
        if not self.openings or end - start > _CREDIT:
            return False
        return _SIGNED.match(self.covered[start:end]) is not None

    def _is_signed(self, block: int) -> bool:
        """Does the block end in "[File: Reuters]" or "Photograph: Ros Lane"?"""
        _, start, end, _ = self.blocks[block]
        tail = self.covered[max(start, end - _CREDIT) : end]
        stop = max(tail.rfind(sign, 0, len(tail) - 2) for sign in ".!?[(|’”")
        last = tail[stop + 1 :].strip(" ()[]").removeprefix("File:").lstrip()
        return stop >= 0 and (
            last.lower().startswith(self.openings) or last in AGENCIES.split("|") or bool(_SIGNED.match(last))
        )
