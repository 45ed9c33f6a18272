"""Try the gate on a repository of articles: what an edit of each kind must tell, and what it must not.

    python tests/trial.py FOLDER             # copies the articles of FOLDER into a git repository made for this
    python tests/trial.py FOLDER --only moved

The articles are committed, and a baseline is made of what is found in them. Then each kind of edit is done to all of
them that it can be done to, and citeaudit is run with the baseline and with `--changed-since HEAD`: what it tells is held
to what the edit was. The repository is put back, and the next kind follows. Exit code 1 where something is told that
should not be, or not told that should.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from citeaudit import audit_bytes
from citeaudit.audit import suffixes
from citeaudit.model import Audit, Document, Finding
from citeaudit.settings.config import Settings

CLAIM = "Police in Norrholm arrested 12 dockers after a fire at the cannery."
OTHER = "The cannery lost 61 of its boilers and 3.1 million kroner in the fire."
DEBRIS = "The cannery stood empty :contentReference[oaicite:0]{index=0}."
UNSORTED = "The cannery stood empty [97, 96]."
SETTINGS = Settings(lang="en")
_WIDE = 60

# What looks at more than its own sentence: an edit beside it may make it right or wrong.
ELSEWHERE = frozenset(
    "borrowed-citation citation-free-document citation-conflict missing-source-list unused-source single-source-reliance "
    "duplicate-source out-of-order-first-use mixed-marker-styles restated-line repeated-line repeated-headline "
    "repeated-paragraph editorial-paragraph labelled-opinion no-trusted-source plural-sources-one-citation "
    # "They say" in the next sentence may name those whom this one leaves without a name.
    "vague-attribution".split()
)


class Article(NamedTuple):
    path: str
    text: str
    audit: Audit
    document: Document

    @property
    def markup(self) -> bool:
        return self.document.format == "html"

    def open(self, rule: str) -> list[Finding]:
        return [each for each in self.audit.findings if each.rule == rule and each.suppressed is None]


class Edited(NamedTuple):
    """What an edit makes of an article, and what must be told of it."""

    content: bytes | None
    """None where the file is to go."""
    told: tuple[str, ...] = ()
    """Rules of which one finding each must be open, and no other."""
    may: frozenset[str] = frozenset()
    """Rules that may have open findings besides, since the edit touches what they look at."""
    path: str | None = None
    """A new name; None for the old one."""
    over: bytes | None = None
    """What lies in the work tree while `content` is staged."""


Kind = Callable[[Article], Edited | None]
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    def kept(edit: Kind) -> Kind:
        KINDS[name] = edit
        return edit

    return kept


# What keeps every sentence


@kind("nothing")
def _(article: Article) -> Edited:
    return Edited(article.text.encode())


@kind("blank lines at the top")
def _(article: Article) -> Edited | None:
    return None if article.text.startswith("---") else Edited(f"\n\n{article.text}".encode())


@kind("more blank lines between paragraphs")
def _(article: Article) -> Edited:
    return Edited(article.text.replace("\n\n", "\n\n\n").encode())


@kind("no line end at the end")
def _(article: Article) -> Edited:
    return Edited(article.text.rstrip("\n").encode())


@kind("the line ends of Windows")
def _(article: Article) -> Edited:
    return Edited(article.text.replace("\n", "\r\n").encode())


@kind("the line ends of the old Macintosh")
def _(article: Article) -> Edited:
    return Edited(article.text.replace("\n", "\r").encode())


@kind("mixed line ends")
def _(article: Article) -> Edited:
    return Edited(article.text.replace("\n\n", "\r\n\r\n").encode())


@kind("a byte order mark")
def _(article: Article) -> Edited:
    return Edited(article.text.encode("utf-8-sig"))


@kind("UTF-16")
def _(article: Article) -> Edited:
    return Edited(article.text.encode("utf-16"))


@kind("renamed")
def _(article: Article) -> Edited:
    return Edited(article.text.encode(), path=_beside(article, "renamed "))


@kind("moved to another folder")
def _(article: Article) -> Edited:
    return Edited(article.text.encode(), path=f"elsewhere/{article.path}")


@kind("wrapped lines")
def _(article: Article) -> Edited | None:
    """Markdown and pages: in plain text a line may be a paragraph."""
    if article.document.format == "text":
        return None
    paragraphs = [(b.start, b.end) for b in article.document.blocks if b.kind == "paragraph"]
    if article.markup or not paragraphs:
        return None
    text = article.text
    for start, end in reversed(paragraphs):
        if "  \n" not in text[start:end]:
            text = text[:start] + _wrapped(text[start:end]) + text[end:]
    return Edited(text.encode())


@kind("curly quotation marks made straight")
def _(article: Article) -> Edited | None:
    text = article.text.translate({0x201C: '"', 0x201D: '"', 0x2019: "'", 0x2018: "'"})
    return Edited(text.encode(), may=ELSEWHERE) if text != article.text and not article.markup else None


@kind("quotation marks made curly")
def _(article: Article) -> Edited | None:
    if article.markup or '"' not in article.text or article.text.count('"') % 2 or "](" in article.text:
        return None
    parts = article.text.split('"')
    curly = "".join(part + ("“" if n % 2 == 0 else "”") for n, part in enumerate(parts[:-1])) + parts[-1]
    return Edited(curly.encode(), may=ELSEWHERE)


@kind("an apostrophe made curly")
def _(article: Article) -> Edited | None:
    text = re.sub(r"(?<=[a-z])'(?=[a-z])", "’", article.text)
    return Edited(text.encode(), may=ELSEWHERE) if text != article.text and not article.markup else None


@kind("every source with another number")
def _(article: Article) -> Edited | None:
    document = article.document
    if article.markup or any(source.listed for source in document.sources) or not document.markers:
        return None
    text = article.text
    for marker in reversed(document.markers):
        raw = text[marker.start : marker.end]
        if marker.style not in ("bracket", "full-width") or not re.fullmatch(r"[\[【][\d, ]+[\]】]", raw):
            return None
        new = re.sub(r"\d+", lambda number: str(int(number[0]) + 20), raw)
        text = text[: marker.start] + new + text[marker.end :]
    return Edited(text.encode(), may=frozenset(("out-of-order-first-use",)))


@kind("a remark that is not for citeaudit")
def _(article: Article) -> Edited | None:
    if article.document.format == "text":
        return None
    return Edited(_ended(article, "<!-- seen by the desk -->").encode())


# What changes the order, or the cut into paragraphs


@kind("a paragraph moved")
def _(article: Article) -> Edited | None:
    places = _paragraphs(article)
    if len(places) < 4:
        return None
    text, (a, b), (c, d) = article.text, places[1], places[-1]
    return Edited((text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]).encode(), may=ELSEWHERE | _CONTEXT)


@kind("a paragraph cut in two")
def _(article: Article) -> Edited | None:
    document = article.document
    for start, end in _paragraphs(article):
        inside = [s for s in document.sentences if start <= s.start and s.end <= end]
        if len(inside) > 1:
            at = inside[0].end
            rest = article.text[at:].lstrip(" \n")
            return Edited(f"{article.text[:at]}\n\n{rest}".encode(), may=ELSEWHERE | _CONTEXT)
    return None


@kind("two paragraphs joined")
def _(article: Article) -> Edited | None:
    places = _paragraphs(article)
    for (_, end), (start, _) in pairwise(places[1:]):
        if not article.text[end:start].strip():
            return Edited(f"{article.text[:end]} {article.text[start:]}".encode(), may=ELSEWHERE | _CONTEXT)
    return None


_CONTEXT = frozenset(
    ("uncited-claim", "unattributed-quotation", "anonymous-source", "editorial-sentence", "undated-time")
)
"""Rules that ask what stands before a sentence: who was speaking, what was just cited."""


# What mends


def _mended(article: Article, text: str) -> str | None:
    """`text`, which is the article's own up to there, with a marker for the first claim that has none."""
    for finding in article.open("uncited-claim"):
        sentence = article.document.sentences[finding.sentence or 0]
        labels = [label for each in article.document.sentences for label in each.labels if label.isdecimal()]
        if labels and text[sentence.end - 1] == "." and not article.markup:
            return f"{text[: sentence.end - 1]} [{labels[0]}]{text[sentence.end - 1 :]}"
    return None


@kind("a claim gets a source")
def _(article: Article) -> Edited | None:
    text = _mended(article, article.text)
    return Edited(text.encode(), may=ELSEWHERE) if text else None


@kind("a paragraph deleted")
def _(article: Article) -> Edited | None:
    places = _paragraphs(article)
    if len(places) < 3:
        return None
    start, end = places[1]
    return Edited((article.text[:start] + article.text[end:].lstrip("\n")).encode(), may=ELSEWHERE | _CONTEXT)


# What makes worse


@kind("a new claim at the end")
def _(article: Article) -> Edited:
    return Edited(_ended(article, CLAIM).encode(), ("uncited-claim",), may=ELSEWHERE)


@kind("a new claim in the middle")
def _(article: Article) -> Edited | None:
    places = _paragraphs(article)
    if len(places) < 3:
        return None
    at = places[1][1]
    return Edited(f"{article.text[:at]}\n\n{CLAIM}\n{article.text[at:]}".encode(), ("uncited-claim",), may=ELSEWHERE)


@kind("a figure changed in a claim")
def _(article: Article) -> Edited | None:
    for finding in article.open("uncited-claim"):
        sentence = article.document.sentences[finding.sentence or 0]
        words = article.text[sentence.start : sentence.end]
        number = re.search(r"(?<![\d.,])[2-7]\d(?![\d.,%]|\w)", words)
        repeated = sum(words in each for each in (article.text, article.text[sentence.end :])) > 1
        if number and not article.markup and not repeated:
            at = sentence.start + number.start()
            text = f"{article.text[:at]}{int(number[0]) + 11}{article.text[at + 2 :]}"
            rules = {each.rule for each in article.audit.findings if each.sentence == finding.sentence}
            return Edited(text.encode(), ("uncited-claim",), may=ELSEWHERE | rules)
    return None


@kind("a group out of order")
def _(article: Article) -> Edited:
    return Edited(_ended(article, UNSORTED).encode(), ("unsorted-group",), may=ELSEWHERE | _MARKER)


@kind("a leftover of a tool")
def _(article: Article) -> Edited:
    return Edited(_ended(article, DEBRIS).encode(), ("ai-debris",), may=ELSEWHERE)


_MARKER = frozenset(("dangling-marker", "uncited-claim"))


@kind("a mend and a new claim")
def _(article: Article) -> Edited | None:
    text = _mended(article, _ended(article, CLAIM))
    return Edited(text.encode(), ("uncited-claim",), may=ELSEWHERE) if text else None


@kind("two new claims")
def _(article: Article) -> Edited:
    text = _ended(article, OTHER, _ended(article, CLAIM))
    return Edited(text.encode(), ("uncited-claim", "uncited-claim"), may=ELSEWHERE)


# What somebody allows


def _allowed(words: str, *told: str, claim: str = CLAIM) -> Kind:
    def edit(article: Article) -> Edited:
        comment = f"<!-- citeaudit: {words} -->"
        return Edited(_ended(article, f"{comment}\n\n{claim}").encode(), told, may=ELSEWHERE)

    return edit


KINDS["a new claim that is allowed"] = _allowed("allow uncited-claim -- the reporter was there")
KINDS["allowed until a day to come"] = _allowed("allow uncited-claim until 2999-01-31 -- to be asked")
KINDS["allowed until a day long gone"] = _allowed(
    "allow uncited-claim until 2020-01-31 -- to be asked", "uncited-claim", "expired-allow"
)
KINDS["allowed by a wrong name"] = _allowed("allow uncited-clam -- x", "uncited-claim", "unknown-allow")
KINDS["allowed without a reason"] = _allowed("allow uncited-claim", "allow-without-reason")
KINDS["allowed, and nothing there"] = _allowed(
    "allow unsorted-group -- x", "unused-allow", claim="Nobody was at the cannery."
)
KINDS["allowed for a stretch that does not end"] = _allowed("allow-start uncited-claim -- archive", "unclosed-allow")


# What git knows


@kind("a file deleted")
def _(_: Article) -> Edited:
    return Edited(None)


@kind("renamed, with a new claim")
def _(article: Article) -> Edited:
    return Edited(_ended(article, CLAIM).encode(), ("uncited-claim",), may=ELSEWHERE, path=_beside(article, "new "))


@kind("a claim staged, and the file changed again")
def _(article: Article) -> Edited:
    return Edited(_ended(article, CLAIM).encode(), ("uncited-claim",), may=ELSEWHERE, over=b"It rained.\n")


@kind("something harmless staged, and a claim in the file")
def _(article: Article) -> Edited:
    return Edited(_ended(article, "").encode(), over=_ended(article, CLAIM).encode())


def _beside(article: Article, prefix: str) -> str:
    path = Path(article.path)
    return str(path.with_name(prefix + path.name))


def _paragraphs(article: Article) -> list[tuple[int, int]]:
    """The places of paragraphs that stand apart from what is before and behind them; none of a page."""
    if article.markup:
        return []
    text = article.text
    return [
        (block.start, block.end)
        for block in article.document.blocks
        if block.kind == "paragraph" and block.end - block.start > _WIDE
        and re.search(r"(?:^|\n\n)$", text[: block.start]) and text[block.end : block.end + 2] in ("\n\n", "\n", "")
    ]  # fmt: skip


def _last(article: Article) -> str:
    """The beginning of the last sentence that stands before what `_ended` adds."""
    behind = _paragraphs(article)[-1][1] if _paragraphs(article) else len(article.document.text)
    before = [each for each in article.document.sentences if each.end <= behind]
    return article.document.text[before[-1].start : before[-1].end][:_WIDE] if before else ""


def _ended(article: Article, words: str, text: str | None = None) -> str:
    """The article with a paragraph of its own behind its last one."""
    text = article.text if text is None else text
    if article.markup:
        at = text.rfind("</p>", 0, text.rfind("</article>")) + len("</p>")
        pieces = [piece if piece.startswith("<!--") else f"<p>{piece}</p>" for piece in words.split("\n\n") if piece]
        return text[:at] + "\n" + "\n".join(pieces) + text[at:]
    last = _paragraphs(article)
    at = text.rfind(article.text[slice(*last[-1])]) + last[-1][1] - last[-1][0] if last else len(text.rstrip("\n"))
    return f"{text[:at]}\n\n{words}\n{text[at:]}" if words else f"{text[:at]}\n{text[at:]}"


def _wrapped(paragraph: str) -> str:
    lines: list[str] = []
    for word in re.split(r"[ \n]+", paragraph):
        plain = re.match(r"[\w“\"(]", word) and not re.match(r"\d+[.)]", word)
        if lines and (len(lines[-1]) + len(word) < _WIDE or not plain):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


# The run


class Complaint(NamedTuple):
    kind: str
    mode: str
    path: str
    what: str


class Trial:
    """A git repository of articles with a baseline."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.work = work
        self._git("init", "-q")
        self._git("config", "core.autocrlf", "false")
        for path in sorted(folder.iterdir()):
            if path.suffix in suffixes() and path.is_file():
                shutil.copy(path, work)
        (work / "kept.md").write_text("Nothing happened here.\n", encoding="utf-8")  # there is always one
        self.articles = [
            article
            for path in sorted(work.iterdir())
            if path.is_file() and path.name != "kept.md" and (article := _article(path, work))
        ]
        self._citeaudit("baseline", "create", "--isolated", "--lang", "en", ".citeaudit-baseline", ".")
        self._git("add", "-A")
        self._git("commit", "-qm", "the articles, and what is found in them")

    def run(self, names: Sequence[str]) -> Iterator[Complaint]:
        for name in names:
            edited = {each.path: made for each in self.articles if (made := KINDS[name](each)) is not None}
            if not edited:
                yield Complaint(name, "any", "-", "could be done to no article")
                continue
            self._write(edited)
            modes = {"changed": ("--staged", "--changed-since", "HEAD"), "baseline": ("--staged", *_BASELINE)}
            if not any(each.over for each in edited.values()):
                modes["work tree"] = ("--changed-since", "HEAD")
            for mode, words in modes.items():
                yield from (Complaint(name, mode, *each) for each in self._held(edited, words))
            self._git("reset", "-q", "--hard")
            self._git("clean", "-fdq")

    def _write(self, edited: Mapping[str, Edited]) -> None:
        for path, each in edited.items():
            new = self.work / (each.path or path)
            if each.path or each.content is None:
                (self.work / path).unlink()
            if each.content is not None:
                new.parent.mkdir(exist_ok=True)
                new.write_bytes(each.content)
        self._git("add", "-A")
        for path, each in edited.items():
            if each.over is not None:
                (self.work / (each.path or path)).write_bytes(each.over)

    def _held(self, edited: Mapping[str, Edited], words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What is wrong with what is told of each document."""
        report = json.loads(self._citeaudit("check", *words, "--output-format", "json", "--jobs", "2", *_CHECK))
        found = {document["path"]: document for document in report["documents"]}
        ends = {each.path: _last(each) for each in self.articles}
        for path, each in edited.items():
            document = found.get(each.path or path, {"findings": [], "error": None})
            if document["error"]:
                yield path, f"error: {document['error']}"
            # Where something stands behind it, the last sentence may be none that needs no source: a credit, a sum.
            last = ends[path] if b"cannery" in (each.content or b"") else ""
            told = Counter(
                f["rule"]
                for f in document["findings"]
                if f["suppressed"] is None
                and not (
                    f["rule"] in _CONTEXT and last and last in document["text"][f["start"] : f["start"] + len(last)]
                )
            )
            wanted = Counter(each.told)
            for rule in sorted(wanted - told):
                yield path, f"{rule} is not told"
            for rule, many in sorted((told - wanted).items()):
                if rule not in each.may or rule in wanted:
                    place = [
                        f"{f['line']}" for f in document["findings"] if f["rule"] == rule and f["suppressed"] is None
                    ]
                    yield path, f"{rule} is told {many} times too often (lines {', '.join(place)})"

    def _git(self, *words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=self.work, check=True, capture_output=True)

    def _citeaudit(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "citeaudit", *words],
            cwd=self.work,
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        if "Traceback" in done.stderr or done.returncode == 2:
            raise RuntimeError(f"citeaudit {' '.join(words)}: {done.stderr}")
        return done.stdout


_BASELINE = ("--baseline", ".citeaudit-baseline")
_CHECK = ("--isolated", "--lang", "en")


def _article(path: Path, folder: Path) -> Article | None:
    data = path.read_bytes()
    audit = audit_bytes(data, path=str(path), settings=SETTINGS)
    text = data.decode("utf-8", errors="replace")
    if audit.document is None or "\r" in text or "\ufffd" in text:
        return None
    return Article(str(path.relative_to(folder)), text, audit, audit.document)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[], choices=list(KINDS), metavar="KIND")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="citeaudit-trial-") as work:
        trial = Trial(options.folder, Path(work))
        complaints = []
        for each in trial.run(options.only or list(KINDS)):
            complaints.append(each)
            print(": ".join(each), flush=True)
    print(f"{len(trial.articles)} articles, {len(options.only or KINDS)} kinds of edit, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
