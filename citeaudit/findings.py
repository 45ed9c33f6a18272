"""Run the rules over a document and turn what they hit into findings: words, places and fingerprints."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from citeaudit.hashing import blake2b
from citeaudit.model import CONFIDENCES, LEVELS, Block, Confidence, Document, Finding, Hit, Sentence
from citeaudit.parse.cover import cover
from citeaudit.patterns import lazy
from citeaudit.rule import Rule
from citeaudit.rulebook import Rulebook

_WORD = lazy(r"\w+")


class _Found(NamedTuple):
    """A hit with the words of its rule; sorts by place, then by rule."""

    start: int
    end: int
    name: str
    rule: Rule
    hit: Hit
    message: str
    mend: str


def find(document: Document, rules: Rulebook, least: Confidence) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What the rules find, in the order of the text, and the rules that gave up, a sentence for each.

    `least` is the lowest confidence to report.
    """
    found: list[_Found] = []
    failed: list[str] = []
    wanted = CONFIDENCES[CONFIDENCES.index(least) :]
    for rule in rules.rules:
        try:
            found += [
                _Found(
                    *hit.span, rule.id, rule, hit, rule.message.format_map(hit.values), rule.mend.format_map(hit.values)
                )
                for hit in rule.run(document, rule.params)
                if (hit.confidence or rule.confidence) in wanted
            ]
        except KeyError as error:
            failed.append(
                f"rule {rule.id} is off here: its words have a placeholder {{{error.args[0]}}} that is not known"
            )
        except TimeoutError as error:
            failed.append(f"rule {rule.id} could not check this document: {error}")
        except Exception as error:  # noqa: BLE001 - a rule that breaks must not cost the document its other findings
            failed.append(f"rule {rule.id} could not check this document ({type(error).__name__}: {error})")
    found.sort(key=lambda each: each[:3])
    return _findings(document, found), tuple(failed)


def _findings(document: Document, found: Sequence[_Found]) -> tuple[Finding, ...]:
    if not found:
        return ()
    sentence_starts = [sentence.start for sentence in document.sentences]
    block_starts = [block.start for block in document.blocks]
    words = _Words(document)
    seen: Counter[tuple[str, str]] = Counter()
    findings: list[Finding] = []
    for start, end, name, rule, hit, message, mend in found:
        sentence = _holding(start, sentence_starts, document.sentences)
        around = document.sentences[sentence] if sentence is not None else None
        said = words.between(around.start, around.end) if around else words.between(start, end)
        seen[name, said] += 1
        line, column = document.lines.place(start)
        end_line, end_column = document.lines.place(end)
        findings.append(
            Finding(
                rule=name,
                group=rule.group,
                level=min(hit.level or rule.level, rule.level, key=LEVELS.index),
                confidence=hit.confidence or rule.confidence,
                start=start,
                end=end,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
                sentence=sentence,
                block=_holding(start, block_starts, document.blocks),
                message=message,
                mend=mend,
                because=hit.because,
                fix=hit.fix,
                fingerprint=words.fingerprint(name, said, seen[name, said]),
            )
        )
    return tuple(findings)


def _holding(position: int, starts: list[int], pieces: Sequence[Sentence] | Sequence[Block]) -> int | None:
    row = bisect_right(starts, position) - 1
    return row if row >= 0 and position < pieces[row].end else None


class _Words:
    """Digests of the words of sentences, markers and leftovers left out: moving, renumbering and fixing keep them."""

    def __init__(self, document: Document) -> None:
        self._digest = blake2b
        self._document = document
        self._known: dict[tuple[int, int], str] = {}
        pieces = [(marker.start, marker.end) for marker in document.markers]
        if document.leftovers or document.comments:
            pieces += ((each.start, each.end) for each in document.leftovers)
            pieces += ((each.start, each.end) for each in document.comments)
            pieces.sort()
        self._pieces = pieces
        self._starts = [start for start, _ in pieces]

    def fingerprint(self, rule: str, said: str, occurrence: int) -> str:
        return self._digest(f"{rule}\0{said}\0{occurrence}".encode(), digest_size=12).hexdigest()

    def between(self, start: int, end: int) -> str:
        if (start, end) not in self._known:
            document = self._document
            held = self._pieces[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
            spans = [(low - start, min(high, end) - start) for low, high in held]
            words = " ".join(_WORD.findall(cover(document.text[start:end], spans, " ").lower()))
            self._known[start, end] = self._digest(words.encode(errors="replace"), digest_size=16).hexdigest()
        return self._known[start, end]
