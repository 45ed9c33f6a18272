"""What a newsroom's own regular expression finds, within a time limit: it can be slow without looking so."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from citeaudit.errors import RefusedError
from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.occurrences import counts

_SECONDS = 2.0
"""For one document; what takes longer is told as a rule that could not check it."""
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Params:
    pattern: str
    """A regular expression of the module `regex`, in 'single quotation marks'."""
    case: bool = False
    """Whether small and capital letters are told apart."""

    def __post_init__(self) -> None:
        import regex  # no shipped rule needs it

        try:
            compiled = regex.compile(self.pattern)
        except regex.error as error:
            raise RefusedError(f'"pattern" is no regular expression: {error}', "pattern") from None
        except RecursionError:
            raise RefusedError('"pattern" is nested too deeply', "pattern") from None
        if compiled.fullmatch("", timeout=_SECONDS):
            raise RefusedError('"pattern" also finds nothing at all, and so would be found everywhere', "pattern")


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each match inside a sentence; `found` and the named groups of the pattern fill the message.

    Raises:
        TimeoutError: the pattern takes too long for this document.
    """
    import regex

    compiled = regex.compile(params.pattern, 0 if params.case else regex.IGNORECASE)
    until = time.monotonic() + _SECONDS
    for sentence in document.sentences:
        if not counts(document, sentence):
            continue
        left = max(0.001, until - time.monotonic())
        try:
            # One sentence at a time: what could go on would else take the next sentence with it, and be none's.
            for match in compiled.finditer(
                document.prose, sentence.start, sentence.end, timeout=left, concurrent=False
            ):
                if match.start() < match.end():
                    groups = {name: _shown(words or "") for name, words in match.groupdict().items()}
                    yield Hit(Span(*match.span()), {**groups, "found": _shown(match[0])})
        except TimeoutError:
            raise TimeoutError(f"its pattern took more than {_SECONDS:g} seconds; write a simpler one") from None


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
