"""What holds for the audit of any text, and for the same documents audited in any way."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from citeaudit import audit_bytes, audit_text
from citeaudit.audit import format_of
from citeaudit.commands.task import Task
from citeaudit.commands.together import Run
from citeaudit.model import Audit, Document
from citeaudit.rulebook import load
from citeaudit.settings.config import Settings

EXAMPLES = sorted(p for p in (Path(__file__).parents[1] / "examples").glob("*.*") if p.is_file())

PIECES = [
    "Norrholm closed on Tuesday",
    "the figure rose by 14 per cent",
    "Observers said",
    "“We want an answer”",
    "[1]",
    "[4, 1]",
    "[2-1]",
    "[^1]",
    "[^1]: A note",
    "¹",
    "[citation needed]",
    "【4:0†source】",
    "U.S.",
    ".",
    "!",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "# ",
    "- ",
    "> ",
    "| a | b |\n|---|---|\n| 1 | [2] |",
    "```\ncode [1]\n```",
    "Sources:",
    "1. Minutes, Norrholm Gazette, 3 March 2025, https://norrholm.example/a?utm_source=x",
    "<p>",
    "<sup>1</sup>",
    "\u00ad",
    "e\u0301",
    "\u00a0",
    "🏆",
    "会議は終わった。",
]
words = st.text(st.characters(exclude_characters="\0"), max_size=8)
texts = st.lists(st.sampled_from(PIECES) | words, max_size=30).map("".join)
formats = st.sampled_from(["text", "markdown", "html"])


def document_of(audit: Audit) -> Document:
    assert audit.document is not None, audit.error
    return audit.document


def check_spans(document: Document) -> None:
    """Every span lies in the text, in order, and gives back what it names."""
    size = len(document.text)
    assert len(document.prose) == size
    for pieces in (document.blocks, document.sentences, document.markers):
        last = 0
        for piece in pieces:
            assert last <= piece.start < piece.end <= size
            last = piece.end
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert not document.text[sentence.start].isspace()
    for marker in document.markers:
        inside = [i for i, s in enumerate(document.sentences) if s.start <= marker.start < s.end]
        assert inside == ([] if marker.sentence is None else [marker.sentence])
        if marker.sentence is not None and marker.style != "note":
            assert set(marker.labels) <= set(document.sentences[marker.sentence].labels)
    for leftover in document.leftovers:
        assert 0 <= leftover.start < leftover.end <= size
    for source in document.sources:
        if source.start is not None:
            assert document.text[source.start : source.end] == source.text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("[1]\n\n[1]: a", "markdown")
@example("A. [1]\r\n\r\nB. [2]", "text")
@given(texts, formats)
def test_any_text_is_audited_with_every_span_in_its_place(text: str, fmt: str) -> None:
    audit = audit_text(text, format=fmt)
    assert audit.failures == ()
    document = document_of(audit)
    check_spans(document)
    for finding in audit.findings:
        assert 0 <= finding.start < finding.end <= len(document.text) or (finding.start == finding.end == 0)
        assert "{" not in finding.message or "{" in text
    assert [(f.start, f.end, f.rule) for f in audit.findings] == sorted(
        (f.start, f.end, f.rule) for f in audit.findings
    )


@settings(max_examples=60, deadline=None)
@given(texts, formats)
def test_the_same_bytes_give_the_same_audit(text: str, fmt: str) -> None:
    first, second = audit_text(text, format=fmt), audit_text(text, format=fmt)
    assert first.findings == second.findings
    assert dict(first.metrics) == dict(second.metrics)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_line_and_column_lead_to_the_text(text: str) -> None:
    audit = audit_text(text)
    lines = re.split(r"\r\n|\r|\n", document_of(audit).text)
    for finding in audit.findings:
        assert finding.line is not None
        assert finding.column is not None
        begins = document_of(audit).text[finding.start : finding.start + 1]
        if begins not in ("", "\r", "\n"):
            assert lines[finding.line - 1][finding.column - 1] == begins


@settings(max_examples=40, deadline=None)
@given(texts)
@example("Quay closed\nMenu\nQuay closed\n")
def test_windows_line_ends_change_no_finding(text: str) -> None:
    text = text.replace("\r", "")
    unix, windows = audit_text(text), audit_text(text.replace("\n", "\r\n"))
    assert [(f.rule, f.line, f.column) for f in unix.findings] == [(f.rule, f.line, f.column) for f in windows.findings]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_can_be_read(path: Path) -> None:
    audit = audit_bytes(path.read_bytes(), path=str(path))
    check_spans(document_of(audit))
    assert audit.failures == ()


def test_any_number_of_jobs_gives_the_same_audits() -> None:
    paths = [str(path) for path in EXAMPLES]
    tasks = [Task(path) for path in paths]
    one, two = (list(Run(Settings(), load(), None, None, jobs).compared(tasks)) for jobs in (1, 2))
    assert [audit.path for audit in one] == paths
    assert [(a.path, a.findings, dict(a.metrics)) for a in one] == [(a.path, a.findings, dict(a.metrics)) for a in two]


MOVED = """The council met [1].

The yard lost 61 of its boats in a storm last June."""


@pytest.mark.parametrize(
    "edited",
    [
        MOVED.replace("The council met [1].", "A new first line.\n\nThe council met [7]."),
        MOVED.replace("lost 61", "lost\n61"),
        MOVED.replace("\n\n", "\n\nIt was raining.\n\n"),
    ],
    ids=["renumbered and moved", "reflowed", "pushed down"],
)
def test_a_fingerprint_survives_what_does_not_touch_its_sentence(edited: str) -> None:
    def prints(text: str) -> set[str]:
        return {f.fingerprint for f in audit_text(text).findings if f.rule == "uncited-claim"}

    assert prints(MOVED)
    assert prints(MOVED) <= prints(edited)


def test_a_fingerprint_ends_with_its_sentence() -> None:
    old, new = audit_text(MOVED), audit_text(MOVED.replace("61", "62"))
    assert not {f.fingerprint for f in old.findings if f.rule == "uncited-claim"} & {
        f.fingerprint for f in new.findings
    }


def test_a_language_without_lexicon_says_so_and_keeps_the_rest() -> None:
    path = next(path for path in EXAMPLES if path.name == "hafen.md")
    audit = audit_bytes(path.read_bytes(), path=str(path))
    document = document_of(audit)
    assert document.language == "de"
    assert document.not_judged == "no lexicon for de"
    assert [marker.labels for marker in document.markers] == [("1",), ("2",), ("1", "2"), ("3",)]
    assert [finding.rule for finding in audit.findings] == ["dangling-marker"]
    assert audit.metrics["reference_need"].value is None


@pytest.mark.parametrize(
    ("path", "fmt"),
    [("a.md", "markdown"), ("a.HTM", "html"), ("a.txt", "text"), ("a", "text"), ("a.b/c.xyz", "text")],
)
def test_the_suffix_tells_the_format(path: str, fmt: str) -> None:
    assert format_of(path) == fmt
