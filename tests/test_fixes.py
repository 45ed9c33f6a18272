"""What `--fix` does to a file: what is wrong is mended, and nothing else changes."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeaudit import audit_bytes, destination, edits
from citeaudit.commands.fixing import Fixed, fix
from citeaudit.errors import CiteauditError
from citeaudit.readers.html.places import signed
from citeaudit.settings.config import Settings

SETTINGS = Settings(lang="en")


def fixed(data: bytes, fmt: str, *, unsafe: bool = False) -> Fixed:
    return fix(data, lambda content: audit_bytes(content, format=fmt, settings=SETTINGS), unsafe=unsafe)


def after(text: str, fmt: str, *, unsafe: bool = False) -> str:
    return fixed(text.encode(), fmt, unsafe=unsafe).after.decode()


HEADLINE = "Ferry talks collapse in Skarn over winter timetable"
LEAD = "The talks on the winter ferry broke down on Tuesday after a long night in Skarn [1]."
CLAIM = "The quarry lost 61 of its trucks in a fire last June."

SAFE = {
    "a group is sorted": ("text", "It rained [4, 1].", "It rained [1, 4]."),
    "its separator stays": ("text", "It rained [3,1,2].", "It rained [1,2,3]."),
    "its brackets stay": ("text", "It rained【4, 1】.", "It rained【1, 4】."),
    "a label that comes twice is dropped": ("markdown", "It rained [3, 3].", "It rained [3]."),
    "both at a time": ("text", "It rained [3, 1, 3].", "It rained [1, 3]."),
    "a range is left alone": ("text", "It rained [9, 7–5].", "It rained [9, 7–5]."),
    "a page is left alone": ("text", "It rained [4, 1, p. 3].", "It rained [4, 1, p. 3]."),
    "spaces inside brackets": ("markdown", "It rained [ 3 ].", "It rained [3]."),
    "a space before a comma": ("text", "It rained [1 ,2].", "It rained [1, 2]."),
    "a full stop inside": ("text", "It rained [1.]", "It rained [1]"),
    "two commas may hide a number": ("text", "It rained [1,,2].", "It rained [1,,2]."),
    "no comma may be one number": ("text", "It rained [1 2].", "It rained [1 2]."),
    "a bracket that is not closed": ("text", "It rained [1,2. It was mended.", "It rained [1,2]. It was mended."),
    "tracking at the end": ("text", "See https://a.example/b?c=1&utm_source=x now.", "See https://a.example/b?c=1 now."),
    "tracking first": ("text", "See https://a.example/b?utm_source=x&c=1#d.", "See https://a.example/b?c=1#d."),
    "tracking all over": ("text", "See https://a.example/b?utm_a=x&fbclid=1#d.", "See https://a.example/b#d."),
    "tracking around": ("text", "See https://a.example/?utm_a=x&c=1&fbclid=1&d=2.", "See https://a.example/?c=1&d=2."),
    "tracking in a link": ("markdown", "See [it](https://a.example/b?utm_source=x).", "See [it](https://a.example/b)."),
    "tracking behind an escaped sign": ("markdown", "See https://a.example/b?utm_source=x&amp;c=1.", "See https://a.example/b?c=1."),
    "tracking on a page": (
        "html", "<p>See https://a.example/b?c=1&amp;utm_source=x&amp;d=2.</p>", "<p>See https://a.example/b?c=1&amp;d=2.</p>",
    ),
    "a code of a tool": ("text", "It rained :contentReference[oaicite:0]{index=0}. It stopped.", "It rained. It stopped."),
    "codes beside each other": ("text", "It rained [span_0](start_span)[span_0](end_span) here.", "It rained here."),
    "a code at the start of a line": ("markdown", "[cite_start]It rained [1].", "It rained [1]."),
    "a code with a number of a list": ("text", "It rained [cite: 1, 2].", "It rained [cite: 1, 2]."),
    "a code with the name of a file": ("text", "It rained 【4:0†report.pdf】.", "It rained 【4:0†report.pdf】."),
    "a phrase of a chatbot": ("text", "It rained, as an AI language model.", "It rained, as an AI language model."),
    "on a page": (
        "html",
        "<p>Rain &amp; snow [4, 1] <b>fell</b> [cite_start]on [ 3 ].</p>",
        "<p>Rain &amp; snow [1, 4] <b>fell</b> on [3].</p>",
    ),
    "not through markup": ("html", "<p>Rain [<b>4</b>, 1] fell.</p>", "<p>Rain [<b>4</b>, 1] fell.</p>"),
    "a link goes along with its number": (
        "html", "<p>Rain [<a href='#c4'>4</a>, 1] fell.</p>", "<p>Rain [1, <a href='#c4'>4</a>] fell.</p>",
    ),
    "all numbers are links": (
        "html",
        "<p>Rain [<a href='#c4' id='d'>4</a>,\n<a class=n href='#c1'>1</a>, <a href='#c3'>3</a>] fell.</p>",
        "<p>Rain [<a class=n href='#c1'>1</a>, <a href='#c3'>3</a>, <a href='#c4' id='d'>4</a>] fell.</p>",
    ),
    "a link that comes twice": (
        "html", "<p>Rain [<a href='#c4'>4</a>,<a href='#c4'>4</a>].</p>", "<p>Rain [<a href='#c4'>4</a>].</p>",
    ),
    "a link that comes twice, and that something leads to": (
        "html", "<p>Rain [<a href='#c4'>4</a>,<a id=x href='#c4'>4</a>].</p>", "<p>Rain [<a href='#c4'>4</a>,<a id=x href='#c4'>4</a>].</p>",
    ),
    "a link around a bracket": (
        "html", "<p>Rain <a href='#c4'>[4</a>, <a href='#c1'>1]</a>.</p>", "<p>Rain <a href='#c4'>[4</a>, <a href='#c1'>1]</a>.</p>",
    ),
    "not in a script": (
        "html",
        "<script>var a = '[4, 1]';</script><p title='[4, 1]'>Rain [4, 1].</p><!-- [4, 1] -->",
        "<script>var a = '[4, 1]';</script><p title='[4, 1]'>Rain [1, 4].</p><!-- [4, 1] -->",
    ),
    "with its markup it is not a line": (
        "markdown", f"# {HEADLINE}\n\n{LEAD}\n\n- {HEADLINE}\n\nIt rained.\n", f"# {HEADLINE}\n\n{LEAD}\n\n- {HEADLINE}\n\nIt rained.\n",
    ),
    "a headline again": ("text", f"{HEADLINE}\n\n{LEAD}\n\n{HEADLINE}\n\nIt rained.\n", f"{HEADLINE}\n\n{LEAD}\n\nIt rained.\n"),
    "a headline again, cut": ("markdown", f"# {HEADLINE}\n\n{LEAD}\n\n**{HEADLINE[:31]}**\n\nIt rained.\n", f"# {HEADLINE}\n\n{LEAD}\n\nIt rained.\n"),
    "a headline at the end": ("text", f"{HEADLINE}\n\n{LEAD}\n\n{HEADLINE}\n", f"{HEADLINE}\n\n{LEAD}\n"),
    "a headline with a marker": ("text", f"{HEADLINE}\n\n{LEAD}\n\n{HEADLINE} [2]\n\nIt rained.\n", f"{HEADLINE}\n\n{LEAD}\n\n{HEADLINE} [2]\n\nIt rained.\n"),
    "a headline on a page": (
        "html",
        f"<h1>{HEADLINE}</h1>\n<p>{LEAD}</p>\n  <p class='x'><b>{HEADLINE}</b></p>\n<p>It rained.</p>\n",
        f"<h1>{HEADLINE}</h1>\n<p>{LEAD}</p>\n<p>It rained.</p>\n",
    ),
    "what is allowed": ("markdown", "<!-- citeaudit: allow unsorted-group -- so meant -->\n\nIt rained [4, 1].\n", "<!-- citeaudit: allow unsorted-group -- so meant -->\n\nIt rained [4, 1].\n"),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "text", "mended"), SAFE.values(), ids=SAFE)
def test_safe_fixes(fmt: str, text: str, mended: str) -> None:
    assert after(text, fmt) == mended
    assert after(mended, fmt) == mended


LIST = "\n\nSources\n\n[1] Log\n[2] Plan\n[3] Map\n"
MOVED = "\n\nSources\n\n[1] Plan\n[2] Log\n[3] Map\n"
NOTES = "\n\n[^1]: Log\n[^2]: Plan\n"
UNSAFE = {
    "a source is asked for": ("text", f"It rained [1].\n\n{CLAIM}\n", f"It rained [1].\n\n{CLAIM[:-1]} [citation needed].\n"),
    "behind markup that closes": ("markdown", f"It rained [1].\n\n<b>{CLAIM}</b>\n", f"It rained [1].\n\n<b>{CLAIM[:-1]} [citation needed].</b>\n"),
    "behind a question nobody asks": ("text", "It rained [1].\n\nWho lost 61 trucks?\n", "It rained [1].\n\nWho lost 61 trucks?\n"),
    "on a page": (
        "html",
        f"<p>It rained [1].</p><p><i>{CLAIM[:-1]}</i>.</p>",
        f"<p>It rained [1].</p><p><i>{CLAIM[:-1]}</i> [citation needed].</p>",
    ),
    "renumbered": ("text", f"It goes [2]. It came [1, 2].{LIST}", f"It goes [1]. It came [1, 2].{MOVED}"),
    "a range": ("text", f"It goes [2]. It came [1-3].{LIST}", f"It goes [1]. It came [1-3].{MOVED}"),
    "a page of a source": ("text", f"It goes [2, p. 3]. It came [1]:23.{LIST}", f"It goes [1, p. 3]. It came [2]:23.{MOVED}"),
    "windows line ends": ("text", f"It goes [2]. It came [1].{LIST}".replace("\n", "\r\n"), f"It goes [1]. It came [2].{MOVED}".replace("\n", "\r\n")),
    "footnotes": ("markdown", f"It goes.[^2] It came.[^1]{NOTES}", "It goes.[^1] It came.[^2]\n\n[^1]: Plan\n[^2]: Log\n"),
    "a page with links": (
        "html",
        '<p>It goes <sup><a href="#c2">[2]</a></sup>. It came [<a href="#c1">1</a>, <a href="#c3">3</a>].</p>\n<ol class="references">\n'
        '<li id="c1"><a href="#a">^</a> The <i>Log</i> &amp; more.</li>\n<li id="c2">The <i>Plan</i>.</li>\n<li id="c3">Map.</li>\n</ol>\n',
        '<p>It goes <sup><a href="#c2">[1]</a></sup>. It came [<a href="#c1">2</a>, <a href="#c3">3</a>].</p>\n<ol class="references">\n'
        '<li id="c2">The <i>Plan</i>.</li>\n<li id="c1"><a href="#a">^</a> The <i>Log</i> &amp; more.</li>\n<li id="c3">Map.</li>\n</ol>\n',
    ),
    "a numbered list": (
        "markdown",
        "# Rain\n\nIt goes [2]. It came [1].\n\n## Sources\n\n1. Log\n2. Plan\n",
        "# Rain\n\nIt goes [1]. It came [2].\n\n## Sources\n\n1. Plan\n2. Log\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "text", "mended"), UNSAFE.values(), ids=UNSAFE)
def test_unsafe_fixes(fmt: str, text: str, mended: str) -> None:
    assert after(text, fmt, unsafe=True) == mended
    assert after(mended, fmt, unsafe=True) == mended
    assert after(text, fmt) == text


REFUSED = {
    "no list": ("text", "It goes [2]. It came [1].", "there is no list"),
    "a number that the list does not have": ("text", f"It goes [2]. It came [1]. It ends [7].{LIST}", "[7] names a source"),
    "a number twice in the list": ("text", f"It goes [2]. It came [1].{LIST}[1] Other\n", "without a number of their own"),
    "entries that cite others": ("text", f"It goes [2]. It came [1].{LIST}[4] As [2] says\n", "cite others by number"),
    "a leftover": ("text", f"It goes [2]. It came [1] [cite: 2].{LIST}", "leftovers of a tool"),
    "a note that may be an entry": ("text", f"It goes [2]. It came [1]. It ends [note 2].{LIST}", "[note 2] may mean"),
    "a page with written numbers": (
        "html",
        "<p>It goes [2]. It came [1].</p><ul class='references'><li>[1] Log</li><li>[2] Plan</li></ul>",
        "written into its entries",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_wholly_understood_is_not_renumbered_and_the_reason_is_told(
    fmt: str, text: str, reason: str
) -> None:
    result = fixed(text.encode(), fmt, unsafe=True)
    assert [found for found in result.audit.findings if found.rule == "out-of-order-first-use"]
    told = " ".join(each for found in result.audit.findings for each in found.because)
    assert f"not renumbered: {reason}" in told or reason in told


@settings(deadline=None)  # a machine may be busy
@given(
    st.lists(st.lists(st.sampled_from("12345"), min_size=1, max_size=3, unique=True), min_size=2, max_size=8),
    st.sampled_from(("text", "markdown", "html")),
)
def test_after_renumbering_every_marker_names_the_sources_that_it_named(groups: list[list[str]], fmt: str) -> None:
    names = ["Log", "Plan", "Map", "Deed", "Song"]
    sentences = [f"Boat {chr(65 + n)} came home [{', '.join(group)}]." for n, group in enumerate(groups)]
    if fmt == "html":
        entries = "".join(f"<li id='c{n}'>{name}</li>\n" for n, name in enumerate(names, 1))
        text = f"<p>{' '.join(sentences)}</p>\n<ol class='references'>\n{entries}</ol>"
    else:
        entries = "".join(f"[{n}] {name}\n" for n, name in enumerate(names, 1))
        text = f"{' '.join(sentences)}\n\nSources\n\n{entries}"
    result = fixed(text.encode(), fmt, unsafe=True)
    document = result.audit.document
    assert document is not None and not [f for f in result.audit.findings if f.rule == "out-of-order-first-use"]
    listed = {source.label: source.text or "" for source in document.sources}
    assert [{listed[label].split()[-1] for label in marker.labels} for marker in document.markers] == [
        {names[int(label) - 1] for label in group} for group in groups
    ]
    assert list(listed) == ["1", "2", "3", "4", "5"]


HOSTILE = ("<script>", "<!--", "<a '", '<a "', "<", "&", "<p><b>", "&amp", "[4, 1]", "<p>[4, 1]")


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_page_makes_the_search_for_places_slow(piece: str) -> None:
    start = time.process_time()
    signed(f"<p>It rained [4, 1].</p>{piece * 40_000}")
    assert time.process_time() - start < 2


def test_words_in_brackets_that_begin_with_a_number_are_no_open_marker() -> None:
    audit = audit_bytes("He told “[12 people] to leave”.".encode(), format="text", settings=SETTINGS)
    assert "malformed-marker" not in [found.rule for found in audit.findings]


CUTS = {
    "before a stop": ("It rained X.", "It rained."),
    "between words": ("It X rained.", "It rained."),
    "against a word": ("It rainedX today.", "It rained today."),
    "at the start of a line": ("So.\nX It rained.", "So.\nIt rained."),
    "at the end of a line": ("It rained X\nSo.", "It rained\nSo."),
    "at the end": ("It rained. X", "It rained."),
    "alone": ("X", ""),
}


@pytest.mark.parametrize(("text", "cut"), CUTS.values(), ids=CUTS)
def test_what_is_cut_leaves_no_trace(text: str, cut: str) -> None:
    at = text.index("X")
    assert edits.applied(text, [edits.without(text, at, at + 1)]) == cut


PIECES = (
    LEAD, CLAIM, HEADLINE, "The pact – “old” – was signed [4, 1].", "It broke é [3, 3] again [ 2 ].", "Nobody came.",
    "[cite_start]The crane cost 38 crowns [1 ,2].", "It ended :contentReference[oaicite:0]{index=0}.", "Observers said it rained.",
    "See https://a.example/b?utm_source=x&c=1 (and [2, 1]).", "That is a shocking failure of the council.", "It rained [citation needed].",
)  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark", "cp1252")
LINE_ENDS = ("\n", "\r\n", "\r")


def encoded(text: str, encoding: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-mark" else text.encode(encoding)


def written(pieces: Sequence[str], fmt: str, ends: Sequence[str], encoding: str) -> bytes:
    lines = [HEADLINE if fmt == "text" else f"# {HEADLINE}" if fmt == "markdown" else f"<h1>{HEADLINE}</h1>"]
    lines += [f"<p>{piece.replace('&', '&amp;')}</p>" if fmt == "html" else piece for piece in pieces]
    if fmt == "html":
        lines.insert(0, f"<meta charset='{'windows-1252' if encoding == 'cp1252' else 'utf-8'}'>")
    broken = "".join(line + ends[n % len(ends)] * 2 for n, line in enumerate(lines))
    return encoded(broken, encoding)


@settings(deadline=None)  # a machine may be busy
@given(
    DOCUMENTS,
    st.sampled_from(("text", "markdown", "html")),
    st.lists(st.sampled_from(LINE_ENDS), min_size=1, max_size=3),
    st.sampled_from(ENCODINGS),
    st.booleans(),
)
def test_fixing_twice_changes_nothing_and_encoding_mark_and_line_ends_stay(
    pieces: list[str],
    fmt: str,
    ends: list[str],
    encoding: str,
    unsafe: bool,  # noqa: FBT001
) -> None:
    data = written(pieces, fmt, ends, encoding)
    once = fixed(data, fmt, unsafe=unsafe)
    assert once.audit.error is None and once.audit.failures == ()
    twice = fixed(once.after, fmt, unsafe=unsafe)
    assert twice.after == once.after and twice.fixes == 0
    if encoding != "cp1252":
        mark = 3 if encoding == "utf-8-sig" else 2 if "16" in encoding else 0
        name = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-16-be-mark": "utf-16-be"}.get(encoding, encoding)
        assert once.after[:mark] == data[:mark]
        before, now = data[mark:].decode(name), once.after[mark:].decode(name)
        assert set(re.findall(r"\r\n|\r|\n", now)) <= set(re.findall(r"\r\n|\r|\n", before))
        assert len(set(ends)) > 1 or not re.search(rf"(?:{ends[0]}){{3}}", now)
        assert "  " not in now and " ." not in now


KEPT = ("uncited-claim", "vague-attribution", "editorial-sentence", "borrowed-citation")


@settings(deadline=None)  # a machine may be busy
@given(DOCUMENTS, st.sampled_from(("text", "markdown", "html")), st.booleans())
def test_the_sentences_of_other_findings_stay(pieces: list[str], fmt: str, unsafe: bool) -> None:  # noqa: FBT001
    data = written(pieces, fmt, ["\n"], "utf-8")
    before = audit_bytes(data, format=fmt, settings=SETTINGS)
    result = fixed(data, fmt, unsafe=unsafe)
    assert before.document is not None and result.audit.document is not None

    def kept(findings: Sequence[object]) -> set[str]:
        return {f.fingerprint for f in findings if f.rule in KEPT}  # type: ignore[attr-defined]

    assert kept(before.findings) <= kept(result.audit.findings)


@pytest.mark.parametrize(
    "text",
    [
        "<p>It rained [4, 1]",
        "<p>a < b [4, 1]</p>",
        "<table><p>x [4, 1]<tr><td>y [3, 1]</table>",
        "<p>&copy &nbsp; [4,&#32;1] &bogus; x</p>",
        "<p>x [4, 1]</p>" * 3,
    ],
)
def test_broken_pages_are_mended_for_certain_or_left(text: str) -> None:
    result = fixed(text.encode(), "html")
    page = result.after.decode()
    assert page == text or re.sub(r"\[1, (\d)\]", r"[\1, 1]", page) == text


def citeaudit(cwd: Path, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "citeaudit", "check", "--isolated", "--output-format", "concise", *words]
    done = subprocess.run(command, cwd=cwd, input=data, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    return done


def test_fix_writes_says_how_many_and_exits_by_what_is_left(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(f"It rained [4, 1].\r\n\r\n{CLAIM}\r\n".encode("utf-8-sig"))
    done = citeaudit(tmp_path, "--select", "unsorted-group,uncited-claim", "--fix", "a.md")
    assert file.read_bytes() == f"It rained [1, 4].\r\n\r\n{CLAIM}\r\n".encode("utf-8-sig")
    assert done.stderr.decode() == "1 fixed in a.md, 1 left\n"
    assert done.returncode == 1 and b"uncited-claim" in done.stdout and b"unsorted" not in done.stdout
    assert os.listdir(tmp_path) == ["a.md"]
    again = citeaudit(tmp_path, "--select", "unsorted-group", "--fix", "a.md")
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")


def test_what_is_not_selected_is_not_fixed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It rained [4, 1].\n", encoding="utf-8")
    citeaudit(tmp_path, "--ignore", "unsorted-group", "--fix", "a.md")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "It rained [4, 1].\n"


def test_diff_shows_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("It rained [4, 1].\nSo.", encoding="utf-8")
    done = citeaudit(tmp_path, "--diff", "a.md")
    assert done.stdout.decode() == (
        "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n-It rained [4, 1].\n+It rained [1, 4].\n So.\n\\ No newline at end of file\n"
    )
    assert done.returncode == 1 and (tmp_path / "a.md").read_text(encoding="utf-8").startswith("It rained [4, 1]")
    assert citeaudit(tmp_path, "--diff", "--select", "uncited-claim", "a.md").returncode == 0
    assert citeaudit(tmp_path, "--diff", "no.md").returncode == 2


def test_standard_input_is_fixed_to_standard_output(tmp_path: Path) -> None:
    done = citeaudit(tmp_path, "--fix", "-", data=b"It rained [4, 1].\r\n")
    assert done.stdout == b"It rained [1, 4].\r\n"
    assert citeaudit(tmp_path, "--fix", "-", data=b"\0\1").stdout == b"\0\1"


@pytest.mark.parametrize("shown", ["--fix", "--diff"])
def test_what_is_refused_is_told(tmp_path: Path, shown: str) -> None:
    entries = "## Sources\n\n1. Log.\n2. Plan.\n"
    (tmp_path / "a.md").write_text(f"It rained [2]. So it was [note 1]. It froze [1].\n\n{entries}", encoding="utf-8")
    (tmp_path / "a.html").write_text("<p>It rained [<b>4</b>, 1].</p>", encoding="utf-8")
    done = citeaudit(tmp_path, shown, "--unsafe-fixes", "--fail-on", "never", "a.md", "a.html")
    assert done.stderr.decode().splitlines() == [
        "citeaudit: a.md: line 1: not renumbered: [note 1] may mean an entry of the list",
        "citeaudit: a.html: line 1: unsorted-group is not fixed: there is markup within it, such as a link, or its place "
        "in the file is not certain; mend it by hand",
    ]
    assert b"not renumbered" not in citeaudit(tmp_path, shown, "a.md").stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_once_and_not_written(tmp_path: Path) -> None:
    def piped(*words: str) -> subprocess.CompletedProcess[bytes]:
        writing = subprocess.Popen(["sh", "-c", "printf 'It rained [4, 1].' > a.md"], cwd=tmp_path)
        done = citeaudit(tmp_path, "--select", "unsorted-group", "--fail-on", "note", *words)
        writing.wait(timeout=60)
        return done

    os.mkfifo(tmp_path / "a.md")
    (tmp_path / "b.md").write_text("It rained [9, 8].", encoding="utf-8")
    for words in (["a.md"], ["a.md", "b.md"], ["a.md", "b.md", "--jobs", "2"]):
        done = piped(*words)
        assert done.returncode == 1 and b"a.md:1:11: note unsorted-group" in done.stdout
    done = piped("--fix", "a.md", "b.md")
    assert done.returncode == 2 and b"a.md:1:11: note unsorted-group" in done.stdout
    assert b"a.md: is a pipe and no file; not fixed" in done.stderr and b"1 fixed in b.md" in done.stderr
    assert citeaudit(tmp_path, "--select", "unsorted-group", ".").returncode == 0  # in a folder it is passed over


def test_after_fixing_is_told_what_is_told_without(tmp_path: Path) -> None:
    shared = f"{CLAIM} It was the third fire there in as many years, and nobody was ever charged with any of them."
    for name in "ab":
        text = f"It rained [4, 1] in the harbour of {name}.\n\n{shared}\n\nNobody in {name} was there.\n"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    fixed, plain = (citeaudit(tmp_path, "--fail-on", "note", *words, ".") for words in (["--fix"], []))
    assert b"shared-paragraph" in plain.stdout and b"unsorted" not in plain.stdout
    assert (fixed.stdout, fixed.returncode) == (plain.stdout, plain.returncode)
    assert fixed.stderr.decode().splitlines()[0].startswith("1 fixed in a.md, ")


@pytest.mark.skipif(not os.path.exists("/dev/stdin"), reason="this system has no such name")
def test_standard_input_may_be_named_as_the_system_does(tmp_path: Path) -> None:
    assert citeaudit(tmp_path, "--fix", "/dev/stdin", data=b"It rained [4, 1].").stdout == b"It rained [1, 4]."


def test_unsafe_fixes_alone_are_refused(tmp_path: Path) -> None:
    done = citeaudit(tmp_path, "--unsafe-fixes", "-", data=b"x")
    assert done.returncode == 2 and b"--unsafe-fixes: goes with --fix" in done.stderr


NAMES = (b"with spaces.md", b"two\nlines.md", b"caf\xe9.md", b"-dash.md", b"a" * 250 + b".md")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names that these systems do not have")
@pytest.mark.parametrize(
    "name", NAMES, ids=["spaces", "a line end", "bytes that are not UTF-8", "a dash", "as long as can be"]
)
def test_files_of_any_name_are_fixed(tmp_path: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), name)
    Path(os.fsdecode(path)).write_bytes(b"It rained [4, 1].")
    done = citeaudit(tmp_path, "--fix", "--fail-on", "error", ".")
    assert done.returncode == 0 and b"1 fixed in" in done.stderr
    assert Path(os.fsdecode(path)).read_bytes() == b"It rained [1, 4]."


@pytest.mark.skipif(
    os.name == "nt" or sys.platform == "darwin" or shutil.which("git") is None, reason="needs git and these names"
)
@pytest.mark.parametrize(
    "name", [b"with spaces.md", b"two\nlines.md", b"caf\xe9.md", b'"quoted" \\.md', "Öre.md".encode()]
)
def test_what_is_shown_can_be_applied(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
    path.write_bytes(b"It rained [4, 1].\r\nSo it was.")
    shown = citeaudit(tmp_path, "--diff", os.fsdecode(name)).stdout
    subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=shown, check=True, capture_output=True)
    assert path.read_bytes() == b"It rained [1, 4].\r\nSo it was."


def test_what_was_fixed_is_told_on_one_line_whatever_the_name(tmp_path: Path) -> None:
    (tmp_path / "a\nb\x1b.md").write_bytes(b"It rained [4, 1].")
    assert citeaudit(tmp_path, "--fix", "--select", "unsorted-group", ".").stderr == b"1 fixed in a b .md, 0 left\n"


def test_a_file_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"It rained [4, 1].")
    file.chmod(0o444)
    done = citeaudit(tmp_path, "--fix", "a.md")
    assert done.returncode == 2 and b"a.md: cannot be written: it is read-only" in done.stderr
    assert file.read_bytes() == b"It rained [4, 1]." and b"unsorted-group" in done.stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"It rained [4, 1].")
    tmp_path.chmod(0o555)
    done = citeaudit(tmp_path, "--fix", "a.md")
    tmp_path.chmod(0o755)
    assert done.returncode == 2 and b"a.md: cannot be written" in done.stderr


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to("a.md")
    destination.replace(str(link), b"new")
    assert link.is_symlink() and file.read_bytes() == b"new"
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    os.chown(file, 1234, 2345)
    file.chmod(0o4750)
    destination.replace(str(file), b"new")
    found = file.stat()
    assert (found.st_uid, found.st_gid, found.st_mode & 0o7777) == (1234, 2345, 0o4750)


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_fault_at_any_step_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")

    def fault(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fault)
    with pytest.raises(CiteauditError, match=r"a\.md: cannot be written: no space left on device"):
        destination.replace(str(file), b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.md"]


KILLED = """
import os, signal, sys
from citeaudit import destination
step, when, path = sys.argv[1:]
real = getattr(os, step)
def kill(*words):
    if when == "after": real(*words)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, step, kill)
destination.replace(path, b"new" * 100_000)
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_kill_at_any_step_leaves_the_old_file_or_the_new_one(tmp_path: Path, step: str, when: str) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, step, when, str(file)], check=False)
    assert done.returncode < 0
    assert file.read_bytes() == (b"new" * 100_000 if (step, when) == ("replace", "after") else b"old")


def test_a_file_that_changes_while_it_is_read_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from citeaudit import cli
    from citeaudit.commands import fixing

    file = tmp_path / "a.md"
    file.write_bytes(b"It rained [4, 1].")
    real = fixing.fix

    def slow(*words: object, **more: object) -> Fixed:
        result = real(*words, **more)  # type: ignore[arg-type]
        file.write_bytes(b"Somebody else was here [4, 1].")
        return result

    monkeypatch.setattr(fixing, "fix", slow)
    assert cli.main(["check", "--isolated", "--fix", str(file)]) == 2
    assert file.read_bytes() == b"Somebody else was here [4, 1]."


LINKS = {
    "alone": ('<a href="https://a.example/b?utm_source=x">Log</a>', '<a href="https://a.example/b">Log</a>'),
    "among others": ('<a href="https://a.example/b?c=1&amp;utm_source=x&amp;d=2#e">Log</a>', '<a href="https://a.example/b?c=1&amp;d=2#e">Log</a>'),
    "with bare signs": ("<a class=z href='https://a.example/b?c=1&utm_source=x'>Log</a>", "<a class=z href='https://a.example/b?c=1'>Log</a>"),
    "without quotation marks": ("<a href=https://a.example/b?utm_source=x>Log</a>", "<a href=https://a.example/b>Log</a>"),
    "a marker": ('It rained <a href="https://a.example/b?utm_source=x">[1]</a>.', 'It rained <a href="https://a.example/b">[1]</a>.'),
    "bold within": ('<a href="https://a.example/b?utm_source=x" title="1 > 0?"><b>The</b> Log</a>', None),
    "an element within": ('<a href="https://a.example/b?utm_source=x"><b>The</b> Log</a>', '<a href="https://a.example/b"><b>The</b> Log</a>'),
    "shown as it is": (
        '<a href="https://a.example/b?utm_source=x">https://a.example/b?utm_source=x</a>', '<a href="https://a.example/b">https://a.example/b</a>',
    ),
    "two alike": (
        '<a href="https://a.example/b?utm_source=x">Log</a> <a href="https://a.example/b?utm_source=x">Log</a>',
        '<a href="https://a.example/b">Log</a> <a href="https://a.example/b">Log</a>',
    ),
    "data before it": ('<a data-href="https://z.example/?utm_source=y" href="https://a.example/b?utm_source=x">Log</a>',
                       '<a data-href="https://z.example/?utm_source=y" href="https://a.example/b">Log</a>'),
}  # fmt: skip


@pytest.mark.parametrize(("link", "mended"), LINKS.values(), ids=LINKS)
def test_tracking_is_taken_out_of_where_the_words_of_a_page_lead(link: str, mended: str | None) -> None:
    page = f"<p>It rained [1].</p>\r\n<p>{link} é</p>\r\n"
    before = audit_bytes(page.encode(), format="html", settings=SETTINGS)
    (found, *_) = [each for each in before.findings if each.rule == "tracking-parameter"]
    assert found.line == 2 and "utm_source=x" in found.message
    if mended is None:  # what is not plain is told, and left
        assert after(page, "html") == page
    else:
        assert after(page, "html") == page.replace(link, mended)
        assert "tracking-parameter" not in [each.rule for each in fixed(page.encode(), "html").audit.findings]


def test_a_link_without_words_and_one_without_tracking_are_left() -> None:
    for link in (
        '<a href="https://a.example/?utm_source=x"></a>',
        '<a href="/b?utm_source=x">b</a>',
        '<a href="https://a.example/?q=1">b</a>',
    ):
        page = f"<p>It rained [1]. {link}</p>"
        assert "tracking-parameter" not in [each.rule for each in fixed(page.encode(), "html").audit.findings]
        assert after(page, "html") == page


@settings(deadline=None)  # a machine may be busy
@given(
    st.lists(st.sampled_from(("utm_source=x", "c=1", "d", "fbclid=9", "e=%26", "f=a;b")), max_size=5),
    st.booleans(),
    st.sampled_from("\"'"),
)
def test_of_an_address_only_the_tracking_goes(pieces: list[str], escaped: bool, quote: str) -> None:  # noqa: FBT001
    sign = "&amp;" if escaped else "&"
    address = "https://a.example/b" + ("?" + sign.join(pieces) if pieces else "")
    kept = [piece for piece in pieces if not piece.startswith(("utm_", "fbclid"))]
    clean = "https://a.example/b" + ("?" + sign.join(kept) if kept else "")
    page = "<p>It rained [1]. <a href={0}{1}{0}>Log</a></p>"
    assert after(page.format(quote, address), "html") == page.format(quote, clean)
