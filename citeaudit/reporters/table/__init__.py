"""The audit table: what an editor needs to know of each document, the findings in reading order, and the sources."""

from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TextIO

from citeaudit.layout import count, cropped, cut, filled, painted, table
from citeaudit.ledger import Entry, ledger
from citeaudit.model import LEVELS, Audit, Document, Finding
from citeaudit.parse.sources import describe
from citeaudit.reporters import Options, Totals
from citeaudit.reporters.table import passages, summary
from citeaudit.reporters.table.explained import moved

MOST = 5
"""Findings of one rule that are shown in full for one document."""
_LINE = 110
_MOST_CUES = 3
_WIDEST_NAME = 32
_PASSAGES = frozenset(("evidence", "sources"))
"""Groups of rules whose reasons are passages: what the source has, what two entries say."""
_FOLDED = "uncited-claim"
_LOUD = "citation-free-document"


def one(audit: Audit, options: Options) -> str:
    """The table of one document, its findings and its sources."""
    out = StringIO()
    _document(audit, out, options)
    return out.getvalue()


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write the audit of each document, then the totals."""
    totals = Totals()
    for audit in audits:
        totals.add(audit)
        out.write(audit.written or one(audit, options))
    _totals(totals, out, options)


def _document(audit: Audit, out: TextIO, options: Options) -> None:
    rule = "─" * max(2, min(options.width, 100) - len(audit.path) - 4)
    out.write(f"── {painted(audit.path, 'bold', color=options.color)} {rule}\n\n")
    document = audit.document
    if document is None:
        out.write(f"  {painted('could not be checked', 'error', color=options.color)}: {audit.error}\n\n")
        return
    head = table(summary.rows(audit, document), summary.HEADERS, options.width - 2, flexible=2, wrapped=True)
    out.write(_indented(head) + "\n")
    out.writelines(f"  Note: {note}\n" for note in (*document.notes, *audit.failures))
    if document.not_judged:
        out.write(f"  not judged: {document.not_judged} (claims, verdicts and attribution; all else was checked)\n")
    out.write("\n")
    least = LEVELS.index(options.least) if options.least else 0
    shown = [f for f in audit.findings if f.suppressed is None and LEVELS.index(f.level) >= least]
    _findings(shown, document, out, options)
    if document.sources:
        out.write(_indented(_sources(document, options)) + "\n\n")
    if options.ledger and (entries := ledger(document)):
        out.write(_indented(_speakers(entries, options)) + "\n\n")
    if options.passages:
        out.writelines(f"  {line}\n".rstrip(" ") for line in passages.lines(document, options.width - 2))


def _findings(findings: Sequence[Finding], document: Document, out: TextIO, options: Options) -> None:
    """The findings by paragraph, in reading order; of a rule that finds much, the first few."""
    loud = [finding for finding in findings if finding.rule == _LOUD]
    for finding in loud:
        what = painted(finding.message, finding.level, color=options.color)
        out.write(f"  {what}\n  → {finding.mend}\n\n")
    kept, folded = _kept([finding for finding in findings if finding.rule != _LOUD], document, strongest=bool(loud))
    block: int | None = -1
    sentence: int | None = None
    for finding in kept:
        if finding.block != block:
            out.write(f"  {painted(_place(document, finding), 'bold', color=options.color)}\n")
        _finding(finding, document, out, options, shown=finding.sentence is not None and finding.sentence == sentence)
        block, sentence = finding.block, finding.sentence
    more = [f"  … and {count(number, 'more finding')} of {name}" for name, number in sorted(folded.items())]
    out.writelines(f"{line}; --output-format concise lists every one.\n" for line in more)
    if folded:
        out.write("\n")


def _kept(findings: Sequence[Finding], document: Document, *, strongest: bool) -> tuple[list[Finding], Counter[str]]:
    """The findings to show, and how many of each rule are folded away.

    In a document without any marker every claim is uncited: the strongest few say it as well as all of them.
    """
    chosen: set[int] = set()
    by_rule: dict[str, list[int]] = {}
    for number, finding in enumerate(findings):
        by_rule.setdefault(finding.rule, []).append(number)
    for name, numbers in by_rule.items():
        order = numbers
        judge = document.judgement
        if name == _FOLDED and strongest and judge is not None:
            order = sorted(numbers, key=lambda n: (-judge.claim(findings[n].sentence or 0).score, n))
        elif len(numbers) > MOST:
            order = sorted(numbers, key=lambda n: (-LEVELS.index(findings[n].level), n))
        chosen.update(order[:MOST])
    folded = Counter(finding.rule for number, finding in enumerate(findings) if number not in chosen)
    return [finding for number, finding in enumerate(findings) if number in chosen], folded


def _place(document: Document, finding: Finding) -> str:
    """Where the paragraph stands, as an editor would say it, and its line."""
    if finding.block is None:
        return f"Line {finding.line}"
    block = document.blocks[finding.block]
    heading = None
    for earlier in document.blocks[: finding.block]:
        if earlier.kind == "heading" and not (document.title and earlier.start == document.title.start):
            heading = cut(document.prose[earlier.start : earlier.end], 40)
    number = sum(b.kind in ("paragraph", "quotation", "list item") for b in document.blocks[: finding.block + 1])
    what = f"Paragraph {number}" if block.kind == "paragraph" else block.kind.capitalize()
    if document.title and block.start <= document.title.start < block.end:
        what = "Headline"
    elif block.kind == "reference entry":
        what, heading = "Source list", None
    return f"{what}{f', under “{heading}”' if heading else ''}, line {finding.line}"


def _finding(finding: Finding, document: Document, out: TextIO, options: Options, *, shown: bool) -> None:
    """Three short lines: what, the sentence with the place marked, and what to do.

    A sentence that the finding before has `shown` is not shown again, unless a place in it is to be marked.
    """
    name = f"{finding.level} {finding.rule}"
    out.write(f"    {painted(name, finding.level, color=options.color)}  {finding.message}\n")
    low, high = finding.start, finding.end
    if finding.sentence is not None:
        sentence = document.sentences[finding.sentence]
        low, high = sentence.start, sentence.end
    columns = min(options.width, _LINE) - 6
    if finding.start <= low and finding.end >= high:  # all of it is meant: nothing to point at
        out.write("" if shown else f"      {cut(document.text[low:high], columns)}\n")
    else:
        words, carets = cropped(document.text, finding.start, finding.end, low, high, columns)
        out.write(f"      {words}\n      {painted(carets, finding.level, color=options.color)}\n")
    if finding.group in _PASSAGES:
        for line in finding.because:
            out.writelines(f"{each}\n" for each in filled(line, columns + 6, "      ", "        "))
    out.write(f"      → {finding.mend}\n")
    if options.explain and finding.because and finding.sentence is not None and document.judgement is not None:
        line = moved(finding, document, document.judgement, finding.sentence)
        out.writelines(f"{each}\n" for each in (filled(line, columns + 6, "      ", "        ") if line else ()))
    out.write("\n")


def _speakers(entries: Sequence[Entry], options: Options) -> str:
    """Who speaks how often, in which words, with which markers, quoted or not."""
    rows = [
        [
            entry.source or "(nobody is named)", entry.kind, str(len(entry.sentences)),
            ", ".join(word if n == 1 else f"{word} ({n})" for word, n in entry.cues[:_MOST_CUES]),
            ", ".join(entry.labels) or "none", str(entry.quoted),
        ]
        for entry in entries
    ]  # fmt: skip
    headers = ["who speaks", "kind", "sentences", "in the words", "markers", "quoted"]
    rows = [[cut(row[0], _WIDEST_NAME), *row[1:]] for row in rows]
    return table(rows, headers, options.width - 2, flexible=3)


def _sources(document: Document, options: Options) -> str:
    """Who leans on what: per source the sentences that cite it, and those that cite no other."""
    alone = Counter(sentence.labels[0] for sentence in document.sentences if len(sentence.labels) == 1)
    rows = []
    for source in document.sources:
        what = describe(source).title or source.url or source.text or "" if source.listed else "(not in the list)"
        rows.append(
            [source.label, what, str(len(source.cited_by)), str(alone[source.label]) if source.cited_by else "0"]
        )
    return table(rows, ["source", "in the list as", "sentences", "alone"], options.width - 2, flexible=1)


def _totals(totals: Totals, out: TextIO, options: Options) -> None:
    if options.statistics and totals.rules:
        rows = [
            [str(count), name] for name, count in sorted(totals.rules.items(), key=lambda item: (-item[1], item[0]))
        ]
        out.write(table(rows, ["findings", "rule"], options.width, flexible=1) + "\n\n")
    levels = ", ".join(count(totals.levels[level], level) for level in reversed(LEVELS))
    documents = count(totals.documents, "document")
    dirty = totals.documents - totals.clean - totals.unreadable
    line = f"{levels} in {dirty} of {documents} ({totals.clean} clean, {totals.unreadable} could not be checked)"
    out.write(f"{painted(line, 'bold', color=options.color)}\n")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
