"""The tables of the results dataset: a named tuple each, whose fields are the columns and say what they hold.

Positions are half-open ranges of code points of the document's text, as everywhere. What does not exist is null. The
version grows when a column changes its meaning or goes; new columns may come at the end without one.
"""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple, get_type_hints

VERSION = 2


class DocumentRow(NamedTuple):
    """One for each document that came in, whatever became of it."""

    doc: Annotated[str, "names the document in all tables: digest of source and position"]
    source: Annotated[str, "the file that it stands in, as the input was named"]
    position: Annotated[str, "its place there: a member, a line, the offset of a record; empty for a whole file"]
    status: Annotated[str, "ok, or why it was not audited: oversize, decode-error, timeout, worker-died, ..."]
    detail: Annotated[str | None, "what was wrong, in words"]
    unchecked: Annotated[tuple[str, ...], "what was not done in a document that is ok: rules that gave up"]
    not_judged: Annotated[str | None, "why claims, verdicts and attributions were not looked for in one that is ok"]
    folder: Annotated[str, "the folder that it lies in, or the file that holds it"]
    site: Annotated[str | None, "from the input or from its address"]
    section: Annotated[str | None, "from the input or the document"]
    desk: Annotated[str | None, "from the input"]
    author: Annotated[str | None, "from the input or the document"]
    date: Annotated[str | None, "as it is written"]
    month: Annotated[str | None, "of the date, as 2025-03; null where the date does not tell it"]
    title: Annotated[str | None, "from the document or the input"]
    url: Annotated[str | None, "from the input or the document"]
    id: Annotated[str | None, "what the input calls it"]
    format: Annotated[str, "the reader: text, markdown, html, ..."]
    language: Annotated[str | None, "as told from the words"]
    bytes: Annotated[int, "of what the reader was given"]
    characters: Annotated[int, "of its text, in code points"]
    content: Annotated[str, "digest of what the reader was given: equal for exact copies"]
    sentences: Annotated[int, "all, exempt ones included"]
    cited: Annotated[int, "sentences with a marker"]
    borrowed: Annotated[int, "sentences that only a later marker of their paragraph reaches"]
    uncited: Annotated[int, "sentences that no marker reaches"]
    exempt: Annotated[int, "sentences that need none: headings, questions, ..."]
    markers: Annotated[int, "citation markers"]
    listed: Annotated[int, "sources in its list"]
    errors: Annotated[int, "findings of this level that are not suppressed"]
    warnings: Annotated[int, "findings of this level that are not suppressed"]
    notes: Annotated[int, "findings of this level that are not suppressed"]
    claims: Annotated[int | None, "body sentences that need a source; null without --sentences and where not judged"]
    claims_uncited: Annotated[int | None, "those of them without a marker of their own"]
    verdicts: Annotated[int | None, "body sentences that read as the writer's verdict; null as with claims"]


class FindingRow(NamedTuple):
    """One for each finding, in the order of the text."""

    doc: Annotated[str, "the document"]
    rule: Annotated[str, "the name of the rule"]
    rule_group: Annotated[str, "the folder of the rule"]
    level: Annotated[str, "error, warning or note"]
    confidence: Annotated[str, "high, medium or low"]
    start_char: Annotated[int, "where it begins"]
    end_char: Annotated[int, "where it ends"]
    line: Annotated[int | None, "1-based line of the file, where it has lines"]
    sentence: Annotated[int | None, "number of the sentence, from 0"]
    words: Annotated[str, "what stands there, at most 200 characters"]
    message: Annotated[str, "what is wrong"]
    because: Annotated[tuple[str, ...], "the reasons"]
    fingerprint: Annotated[str, "survives moved lines"]
    suppressed: Annotated[str | None, "why it does not count, where a comment or a baseline says so"]


class SourceRow(NamedTuple):
    """One for each source that a document lists or cites."""

    doc: Annotated[str, "the document"]
    label: Annotated[str, "what the markers call it"]
    listed: Annotated[bool, "whether its list has it"]
    citations: Annotated[int, "sentences that cite it"]
    key: Annotated[str | None, "equal for one source in many documents: its address without ornaments, else its words"]
    url: Annotated[str | None, "its address as written"]
    host: Annotated[str | None, "of the address"]
    title: Annotated[str | None, "as the entry says"]
    outlet: Annotated[str | None, "as the entry says"]
    author: Annotated[str | None, "as the entry says"]
    date: Annotated[str | None, "as the entry says"]


class AttributionRow(NamedTuple):
    """One for each person, body or paper that a document lets speak; none with --no-attributions."""

    doc: Annotated[str, "the document"]
    source: Annotated[str | None, "who speaks; null for what nobody is named for"]
    kind: Annotated[str, "named, role, organisation, document, anonymous, vague or unsourced"]
    sentences: Annotated[int, "in how many sentences"]
    quoted: Annotated[int, "in how many of them in quotation marks"]
    labels: Annotated[tuple[str, ...], "markers in those sentences"]


class LineRow(NamedTuple):
    """One for each headline, heading and paragraph, to find it in other documents."""

    doc: Annotated[str, "the document"]
    kind: Annotated[str, "headline, heading or paragraph"]
    start_char: Annotated[int, "where it begins"]
    hash: Annotated[int, "of its words in small letters, without punctuation and markers"]
    words: Annotated[int, "how many"]
    text: Annotated[str, "its beginning, at most 120 characters"]


class StatementRow(NamedTuple):
    """One for each body sentence with six words of content or more that cites a source or has a figure."""

    doc: Annotated[str, "the document"]
    start_char: Annotated[int, "where it begins"]
    hash: Annotated[int, "of its words, as with lines, without those that carry no content"]
    frame: Annotated[int | None, "of the same words with every figure covered; null where it has none"]
    figures: Annotated[tuple[str, ...], "its figures, in order"]
    cited: Annotated[bool, "whether it has a marker"]
    sources: Annotated[tuple[str, ...], "keys of the sources that it cites, sorted"]
    text: Annotated[str, "its beginning, at most 200 characters"]


class SentenceRow(NamedTuple):
    """One for each sentence, with --sentences."""

    doc: Annotated[str, "the document"]
    sentence: Annotated[int, "its number, from 0"]
    start_char: Annotated[int, "where it begins"]
    end_char: Annotated[int, "where it ends"]
    status: Annotated[str, "cited, borrowed, uncited or exempt"]
    exempt: Annotated[str | None, "why it needs no source"]
    labels: Annotated[tuple[str, ...], "the sources that it cites"]
    text: Annotated[str, "all of it"]
    claim: Annotated[float | None, "0 to 1: how likely an editor wants a source for it; null where not judged"]
    reasons: Annotated[tuple[str, ...], "why"]
    editorial: Annotated[float | None, "0 to 1: how likely it is the writer's own verdict"]
    attribution: Annotated[str | None, "kind of source to whom it is attributed"]
    speaker: Annotated[str | None, "the words that name it"]


class Rows(NamedTuple):
    """What one document adds to each table."""

    documents: tuple[DocumentRow, ...]
    findings: tuple[FindingRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    attributions: tuple[AttributionRow, ...] = ()
    lines: tuple[LineRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    sentences: tuple[SentenceRow, ...] = ()
    rests: tuple[str, ...] = ()
    """No table: the files that were read for it besides, which are the saved texts that its sources name."""


TABLES: Mapping[str, type[tuple[Any, ...]]] = {
    "documents": DocumentRow,
    "findings": FindingRow,
    "sources": SourceRow,
    "attributions": AttributionRow,
    "lines": LineRow,
    "statements": StatementRow,
    "sentences": SentenceRow,
}
"""By name, in the order of `Rows`."""


class Column(NamedTuple):
    name: str
    kind: Any
    """str, int, float, bool or tuple[str, ...], possibly with None."""
    what: str


def columns(table: str) -> list[Column]:
    """The columns of a table, in order."""
    hints = get_type_hints(TABLES[table], include_extras=True)
    return [Column(name, hint.__origin__, hint.__metadata__[0]) for name, hint in hints.items()]
