"""What is known from an earlier run is told in the same bytes, and whatever it depends on makes it unknown."""

import datetime
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit, plugins, reporters, resources
from citeaudit.across import matching
from citeaudit.cache import entries, kept, store
from citeaudit.cache.store import Store
from citeaudit.cli import main
from citeaudit.commands.task import Task
from citeaudit.commands.together import Run
from citeaudit.model import Audit
from citeaudit.model.shared import Shared
from citeaudit.reporters import Options, lean
from citeaudit.rulebook import load
from citeaudit.settings.config import Settings

ROOT = Path(__file__).parents[1]

EXAMPLES = Path(__file__).parents[1] / "examples"
FORMATS = plugins.names(reporters)
CLAIM = "The quarry lost 61 of its trucks in a fire last June."
SHARED = (
    "The yard of Norrholm was opened in 1911 by two brothers from Skarn, and built wooden boats for the herring fleet "
    "until the last war, when it was turned to steel and to larger ships."
)
KEY = "ab" * 20


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles, two of which share a paragraph, and one that is no text."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for path in EXAMPLES.glob("*.*"):
        if path.is_file():
            shutil.copy(path, articles)
    (articles / "one.md").write_text(f"# The end of a yard\n\n{SHARED}\n\n{CLAIM}\n", encoding="utf-8")
    (articles / "two.md").write_text(f"# A bridge for Skarn\n\n{CLAIM} It rained.\n\n{SHARED}\n", encoding="utf-8")
    (articles / "broken.txt").write_bytes(b"\x00\x01\x02" * 400)
    monkeypatch.chdir(articles)
    return articles


def checked(*words: str) -> tuple[int, bytes]:
    """Exit code and report of a run over the current folder."""
    report = Path("..") / "report"
    code = main(["check", "--fail-on", "never", "-o", str(report), *words])
    return code, report.read_bytes()


def cached(*words: str) -> tuple[int, bytes]:
    return checked("--cache-dir", "../cache", *words)


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("??/*") if path.is_file())


@pytest.fixture
def no_audit(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and whoever audits a document from then on fails."""

    def fail(*_: object, **__: object) -> Audit:
        raise AssertionError("a document was audited")

    return lambda: monkeypatch.setattr(audit, "audit_bytes", fail)


OPTIONS = {
    "as it is": (),
    "quiet": ("--quiet",),
    "low confidence": ("--confidence", "low"),
    "without the rules across": ("--ignore", "across"),
    "one group": ("--select", "citations"),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
@pytest.mark.usefixtures("folder")
def test_every_report_is_the_same_with_a_cache_and_without(name: str, options: tuple[str, ...]) -> None:
    words = ("--isolated", "--output-format", name, *options)
    plain = checked("--no-cache", *words)
    assert plain[0] == 2  # one document cannot be read
    assert cached(*words) == plain
    assert cached(*words) == plain


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.usefixtures("folder")
def test_every_report_is_the_same_with_two_processes(name: str) -> None:
    words = ("--isolated", "--output-format", name)
    plain = checked("--no-cache", *words)
    assert checked("--no-cache", "--jobs", "2", *words) == plain
    assert cached("--jobs", "2", *words) == plain
    assert cached("--jobs", "2", *words) == plain
    assert cached(*words) == plain


MORE = {
    "reasons of scores": ("--explain-scores",),
    "the ledger": ("--ledger",),
    "counts": ("--statistics",),
    "colours": ("--color", "always"),
    "a format": ("--format", "text"),
    "a language": ("--lang", "de"),
}


@pytest.mark.parametrize("options", MORE.values(), ids=MORE)
@pytest.mark.usefixtures("folder")
def test_the_table_is_the_same_with_every_option_that_changes_it(options: tuple[str, ...]) -> None:
    plain = cached("--isolated")
    other = cached("--isolated", *options)
    assert other == checked("--no-cache", "--isolated", *options) == cached("--isolated", *options)
    assert other != plain


@pytest.mark.parametrize("name", ["concise", "table", "json", "jsonl", "csv", "github", "gitlab"])
def test_what_did_not_change_is_not_audited_again(name: str, folder: Path, no_audit: Callable[[], None]) -> None:
    (folder / "broken.txt").unlink()
    first = cached("--isolated", "--output-format", name)
    no_audit()
    assert cached("--isolated", "--output-format", name) == first


@pytest.fixture
def no_comparison(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and whoever compares documents from then on fails."""

    def fail(*_: object) -> list[tuple[Shared, ...]]:
        raise AssertionError("documents were compared")

    return lambda: monkeypatch.setattr(matching, "shared", fail)


@pytest.mark.parametrize("name", ["concise", "table", "json"])
def test_documents_that_did_not_change_are_not_compared_again(
    name: str, folder: Path, no_comparison: Callable[[], None]
) -> None:
    (folder / "broken.txt").unlink()
    (folder / "gone.md").symlink_to("nowhere")  # what cannot be opened has nothing to compare
    first = cached("--isolated", "--output-format", name)
    no_comparison()
    assert cached("--isolated", "--output-format", name) == first
    assert cached("--isolated", "--output-format", name, "--jobs", "2") == first


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


OTHERWISE: dict[str, Callable[[Path], object]] = {
    "one is new": lambda folder: _write(folder / "three.md", f"# A third of them\n\n{SHARED}\n"),
    "one is gone": lambda folder: (folder / "two.md").unlink(),
    "one has another name": lambda folder: (folder / "two.md").rename(folder / "a.md"),
    "one no longer shares it": lambda folder: _write(folder / "two.md", f"# A bridge for Skarn\n\n{CLAIM}\n"),
    "one has it elsewhere": lambda folder: _write(folder / "two.md", f"# A bridge\n\nIt rained.\n\n\n{SHARED}\n"),
    "one cannot be opened": lambda folder: ((folder / "two.md").unlink(), (folder / "two.md").symlink_to("nowhere")),
}


@pytest.mark.parametrize("change", OTHERWISE.values(), ids=OTHERWISE)
def test_what_documents_share_is_found_anew_where(change: Callable[[Path], object], folder: Path) -> None:
    (folder / "broken.txt").unlink()
    cached("--output-format", "concise")
    change(folder)
    plain = checked("--no-cache", "--output-format", "concise")
    assert cached("--output-format", "concise") == plain
    assert cached("--output-format", "concise") == plain


def test_an_audit_that_is_lost_is_made_again_with_what_its_document_shares(
    folder: Path, no_comparison: Callable[[], None]
) -> None:
    (folder / "broken.txt").unlink()
    first = cached("--isolated", "--output-format", "concise")
    for path in files_of(folder.parent / "cache"):
        if path.read_bytes().partition(b"\n")[2].startswith(b"["):  # an audit, and not what is shared
            path.unlink()
    no_comparison()
    assert cached("--isolated", "--output-format", "concise") == first


def test_what_is_shared_is_not_kept_where_a_document_was_not_audited_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_now: list[str] = []
    monkeypatch.setattr(kept.Cache, "keep_shared", lambda _self, key, _found: kept_now.append(key))
    cached("--isolated", "--output-format", "concise")  # one of them is no text
    assert not kept_now
    (folder / "broken.txt").unlink()
    cached("--isolated", "--output-format", "concise")
    assert len(kept_now) == 1


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda inside: st.lists(inside) | st.dictionaries(
    st.sampled_from(("0", "1", "-1", "x")), inside)))  # fmt: skip
def test_nothing_that_json_can_hold_is_taken_for_what_documents_share(value: object) -> None:
    found = entries.told_apart(value, 2)
    assert found is None or (len(found) == 2 and all(isinstance(each, Shared) for one in found for each in one))


def test_what_changed_is_audited_again_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached("--isolated", "--ignore", "across")
    (folder / "one.md").write_text("# Another end of a yard\n\nNobody was hurt.\n", encoding="utf-8")
    seen: list[str] = []
    original = audit.audit_bytes

    def watched(data: bytes, **options: object) -> Audit:
        seen.append(str(options["path"]))
        return original(data, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(audit, "audit_bytes", watched)
    cached("--isolated", "--ignore", "across")
    assert seen == ["broken.txt", "one.md"]  # what cannot be read is tried again each time


SAVED = "---\nsources:\n  - title: Log\n    saved: texts/log.txt\n---\n\n# A fire\n\nThe quarry lost 61 trucks [1].\n"


def write(path: str, content: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content, encoding="utf-8")


def house_rule(level: str) -> str:
    head = resources.read(resources.rules(), "citations", "unsorted-group.toml")
    return head.replace('level = "note"', f'level = "{level}"')


CHANGES: dict[str, tuple[Callable[[], None], Callable[[], None], tuple[str, ...]]] = {
    "the text": (lambda: None, lambda: write("one.md", "# A yard\n\nPolice arrested 12 men after a fire.\n"), ()),
    "a list beside it": (
        lambda: write("one.md", "# A yard\n\nIt burned [1].\n"),
        lambda: write("one.sources.json", '[{"label": "2", "title": "Log"}]'),
        (),
    ),
    "a list in the settings": (
        lambda: write("citeaudit.toml", 'sources = ["list.json"]') or write("list.json", '[{"label": "1", "title": "A"}]'),
        lambda: write("list.json", '[{"label": "7", "title": "A"}, {"label": "9", "title": "B"}]'),
        (),
    ),
    "a saved text in a folder": (
        lambda: write("one.md", "# A yard\n\nIt lost 61 trucks [1].\n") or write("saved/1.txt", "It lost 61 trucks."),
        lambda: write("saved/1.txt", "It lost 12 trucks."),
        ("--sources", "saved"),
    ),
    "a saved text that a map names": (
        lambda: write("map.json", '{"1": "elsewhere/log.txt"}') or write("elsewhere/log.txt", "It lost 61 trucks.")
        or write("one.md", "# A yard\n\nIt lost 61 trucks [1].\n"),
        lambda: write("elsewhere/log.txt", "It lost 12 trucks."),
        ("--sources", "map.json"),
    ),
    "a saved text that the article names": (
        lambda: write("one.md", SAVED) or write("texts/log.txt", "The quarry lost 61 trucks."),
        lambda: write("texts/log.txt", "The quarry lost 12 trucks."),
        (),
    ),
    "a level in the settings": (
        lambda: write("citeaudit.toml", 'levels = { uncited-claim = "note" }'),
        lambda: write("citeaudit.toml", 'levels = { uncited-claim = "error" }'),
        (),
    ),
    "an override for its folder": (
        lambda: write("citeaudit.toml", "\n"),
        lambda: write("citeaudit.toml", '[[overrides]]\npaths = ["one.md"]\nignore = ["citations"]\n'),
        (),
    ),
    "the baseline": (
        lambda: main(["baseline", "create", "base", "two.md", "--isolated"]),
        lambda: main(["baseline", "update", "--add", "base", "one.md", "--isolated"]),
        ("--baseline", "base"),
    ),
    "a rule of one's own": (
        lambda: write("house/own/mixed-up.toml", house_rule("note")) or write("one.md", "It burned [4, 1].\n"),
        lambda: write("house/own/mixed-up.toml", house_rule("error")),
        ("--rules", "house"),
    ),
    "the other document": (lambda: None, lambda: write("two.md", "# A bridge\n\nIt rained in Skarn.\n"), ()),
}  # fmt: skip


@pytest.mark.parametrize(("before", "change", "words"), CHANGES.values(), ids=CHANGES)
@pytest.mark.usefixtures("folder")
def test_whatever_an_audit_depends_on_makes_it_anew(
    before: Callable[[], None], change: Callable[[], None], words: tuple[str, ...]
) -> None:
    before()
    first = apart("--cache-dir", "../cache", *words)
    assert apart("--cache-dir", "../cache", *words) == first
    change()
    after = apart("--cache-dir", "../cache", *words)
    assert after == apart("--no-cache", *words)
    assert after != first
    assert apart("--cache-dir", "../cache", *words) == after


def apart(*words: str) -> tuple[int, str, str]:
    """A run of its own, which has read nothing yet."""
    command = [sys.executable, "-m", "citeaudit", "check", *words, "one.md", "two.md"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def run_on(day: int, *paths: str) -> list[list[str]]:
    """The rules that find something in each document on a day of January 2027; 32 is the first of February."""
    settings = Settings(
        lang="en", today=datetime.date(2027, 1, 1) + datetime.timedelta(days=day - 1), cache_dir="../cache"
    )
    cache = kept.opened(settings, "0")
    assert cache is not None
    form = lean("concise", plugins.load(reporters, "concise"), Options())
    run = Run(settings, load(settings), form, cache)
    return [[finding.rule for finding in each.findings] for each in run.one_by_one([Task(path) for path in paths])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_comment_that_expires_is_told_on_the_next_day(folder: Path, encoding: str) -> None:
    comment = "<!-- citeaudit: allow uncited-claim until 2027-01-31 -- witnessed -->"
    (folder / "one.md").write_text(f"# A yard\n\nIt met [1].\n\n{comment}\n\n{CLAIM}\n", encoding=encoding)
    held = run_on(31, "one.md", "two.md")
    assert "expired-allow" not in held[0]
    assert run_on(31, "one.md", "two.md") == held
    assert "expired-allow" in run_on(32, "one.md", "two.md")[0]


def damaged(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "nothing", b""
    yield "half of it", data[: len(data) // 2]
    yield "one bit", data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]
    yield "its end twice", data + data[-5:]
    yield "another form", b"citeaudit cache 2 " + data[18:]
    yield "no JSON", b"\x80\x04\x95" + os.urandom(30)
    yield "very deep", b"citeaudit cache 1 0\n" + b"[" * 100_000


@pytest.mark.parametrize("what", [name for name, _ in damaged(b"x" * 100)])
@pytest.mark.usefixtures("folder")
def test_a_damaged_entry_is_made_again(what: str, tmp_path: Path) -> None:
    first = cached("--isolated")
    for path in files_of(tmp_path / "cache"):
        path.write_bytes(dict(damaged(path.read_bytes()))[what])
    assert cached("--isolated") == first
    assert cached("--isolated") == first == checked("--isolated", "--no-cache")


@pytest.mark.usefixtures("folder")
def test_an_entry_under_another_name_counts_as_none(tmp_path: Path) -> None:
    first = cached("--isolated")
    paths = files_of(tmp_path / "cache")
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)
    assert cached("--isolated") == first


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
@pytest.mark.usefixtures("folder")
def test_a_folder_or_a_pipe_in_the_place_of_an_entry_is_passed_by(tmp_path: Path) -> None:
    first = cached("--isolated")
    one, two, *_ = files_of(tmp_path / "cache")
    one.unlink()
    one.mkdir()
    two.unlink()
    os.mkfifo(two)
    assert cached("--isolated") == first


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=6),
    max_leaves=20,
)


@given(JSON)
def test_nothing_that_json_can_hold_breaks_a_run(value: object) -> None:
    entries.holds(value, "2027-01-01")
    entries.summary(value)
    made = entries.unpacked(value, "a.md")
    assert made is None or made.path == "a.md"


@given(st.binary(max_size=60))
def test_any_bytes_are_no_entry(data: bytes) -> None:
    head = b"citeaudit cache 1 "
    for content in (data, head + data):
        assert not content.startswith(head) or store._head(KEY, b"") not in content  # noqa: SLF001
    assert store._head(KEY, data) != store._head(KEY[::-1], data)  # noqa: SLF001


def test_what_is_put_is_what_is_got(tmp_path: Path) -> None:
    kept_here = Store(str(tmp_path / "c"))
    assert kept_here.usable()
    value = ["a", None, 3, ["é\ud800"], {"k": True}]
    assert kept_here.put(KEY, value) and kept_here.get(KEY) == value
    assert kept_here.get(KEY[::-1]) is None


@pytest.mark.usefixtures("folder")
def test_where_nothing_can_be_written_the_run_goes_on_and_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a-file").write_text("x", encoding="utf-8")
    plain = checked("--no-cache", "--isolated", "--output-format", "concise")
    capsys.readouterr()
    assert checked("--cache-dir", "../a-file/cache", "--isolated", "--output-format", "concise") == plain
    assert checked("--cache-dir", "../a-file", "--isolated", "--output-format", "concise") == plain
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_left_alone(folder: Path) -> None:
    folder.chmod(0o555)
    try:
        plain = checked("--no-cache", "--isolated")
        assert checked("--isolated") == plain
    finally:
        folder.chmod(0o755)


def test_a_full_disk_costs_nothing_but_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = checked("--no-cache", "--isolated")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    settings = Settings(cache_dir="../cache", lang="en")
    cache = kept.opened(settings, "0")
    assert cache is not None and not cache.store.put(KEY, [1])
    assert list((folder.parent / "cache").rglob("*.part")) == []
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert cached("--isolated") == plain


def test_the_folder_hides_itself_from_git_and_from_backups(folder: Path) -> None:
    checked("--isolated")
    made = folder / ".citeaudit_cache"
    assert (made / ".gitignore").read_text(encoding="ascii") == "*\n"
    assert (made / "CACHEDIR.TAG").read_text(encoding="ascii").startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_a_folder_that_was_there_is_not_hidden(folder: Path) -> None:
    checked("--isolated", "--cache-dir", ".")
    assert not (folder / ".gitignore").exists() and files_of(folder)


@pytest.mark.parametrize("words", [("--no-cache",), ("one.md",)], ids=["not wanted", "one document"])
def test_no_folder_is_made_where_it_is_of_no_use(folder: Path, words: tuple[str, ...]) -> None:
    checked("--isolated", *words)
    assert not (folder / ".citeaudit_cache").exists()


def test_the_settings_name_the_folder_or_switch_it_off(folder: Path) -> None:
    (folder / "citeaudit.toml").write_text('cache_dir = "kept"\n', encoding="utf-8")
    checked()
    assert files_of(folder / "kept")
    (folder / "citeaudit.toml").write_text("cache = false\n", encoding="utf-8")
    checked()
    assert not (folder / ".citeaudit_cache").exists()


def test_a_rule_that_is_wrong_is_told_in_every_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.txt").unlink()
    write("house/own/wrong.toml", 'check = "no such"\n')
    for _ in range(2):
        assert cached("--isolated", "--rules", "house")[0] == 2
        assert "wrong.toml" in capsys.readouterr().err


@pytest.mark.skipif(not (ROOT / "rules").is_dir() or not (ROOT / "citeaudit").is_dir(), reason="this is no checkout")
def test_in_a_checkout_what_is_kept_holds_for_its_code_and_not_for_its_version(tmp_path: Path) -> None:
    for part in ("citeaudit", "rules"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))

    def program() -> str:
        code = "from citeaudit.cache.keys import program; print(program('1'))"
        return subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True, check=True, encoding="utf-8",
        ).stdout  # fmt: skip

    before = program()
    assert before == program()
    with (tmp_path / "citeaudit" / "judges" / "verbs.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert program() != before


def sizes(folder: Path) -> int:
    return sum(max(path.stat().st_size, 4096) for path in files_of(folder))


def test_old_entries_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LIMIT", 256 * 3 * 4096)
    kept_here = Store(str(tmp_path / "c"))
    kept_here.usable()
    keys = [f"ab{number:038x}" for number in range(9)]
    for age, key in enumerate(keys):
        kept_here.put(key, [age])
        os.utime(tmp_path / "c" / "ab" / key[2:], (1e9 + age, 2e9 - 9 + age))
    (tmp_path / "c" / "ab" / "notes.txt").write_text("mine", encoding="utf-8")
    kept_here.tidy()
    assert [kept_here.get(key) for key in keys] == [None] * 6 + [[6], [7], [8]]
    assert (tmp_path / "c" / "ab" / "notes.txt").exists()


def test_what_nobody_asks_for_goes_and_halves_of_entries_too(tmp_path: Path) -> None:
    kept_here = Store(str(tmp_path / "c"))
    kept_here.usable()
    for key in (KEY, "ab" + "1" * 38, "ab" + "2" * 38):
        kept_here.put(key, [key])
    month_ago = datetime.datetime.now().timestamp() - store.UNUSED - 60
    os.utime(tmp_path / "c" / "ab" / ("1" * 38), (month_ago, month_ago))
    part = tmp_path / "c" / "ab" / f"{'3' * 38}.77.part"
    part.write_bytes(b"half")
    os.utime(part, (month_ago, month_ago))
    kept_here.tidy()
    assert kept_here.get(KEY) and kept_here.get("ab" + "1" * 38) is None and not part.exists()


def test_an_entry_that_is_asked_for_stays_young(tmp_path: Path) -> None:
    kept_here = Store(str(tmp_path / "c"))
    kept_here.usable()
    kept_here.put(KEY, [1])
    path = tmp_path / "c" / "ab" / KEY[2:]
    os.utime(path, (1e9, 1e9))
    assert kept_here.get(KEY) == [1]
    assert path.stat().st_mtime > 1.5e9


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "citeaudit", "check", "--isolated", "--fail-on", "never", *words]


@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.slow)])
def test_runs_at_the_same_time_share_a_folder(folder: Path, jobs: str) -> None:
    plain = subprocess.run(command("--no-cache"), cwd=folder, capture_output=True, check=False).stdout
    words = command("--cache-dir", "../cache", "--jobs", jobs)
    runs = [subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE) for _ in range(4)]
    assert [run.communicate()[0] for run in runs] == [plain] * 4
    assert subprocess.run(words, cwd=folder, capture_output=True, check=False).stdout == plain
    assert list((folder.parent / "cache").rglob("*.part")) == []


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_a_run_that_is_killed_leaves_nothing_wrong(folder: Path) -> None:
    plain = subprocess.run(command("--no-cache"), cwd=folder, capture_output=True, check=False).stdout
    for delay in (0.1, 0.2, 0.25):
        run = subprocess.Popen(command("--cache-dir", "../cache"), cwd=folder, stdout=subprocess.DEVNULL)
        try:
            run.wait(delay)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
        done = subprocess.run(command("--cache-dir", "../cache"), cwd=folder, capture_output=True, check=False)
        assert done.stdout == plain


def test_a_warm_run_needs_no_parser(folder: Path) -> None:
    (folder / "broken.txt").unlink()
    heavy = ["citeaudit.parse.document", "citeaudit.judges.judgement", "citeaudit.findings", "lxml", "yaml", "regex"]
    code = (
        "import sys; from citeaudit.cli import main;"
        "main(['check', '--isolated', '--cache-dir', '../cache', '--output-format', 'concise']);"
        f"print(*sorted(set({heavy!r}) & set(sys.modules)), file=sys.stderr)"
    )
    for first in (True, False):
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=folder, capture_output=True, check=True, encoding="utf-8"
        )
        assert bool(done.stderr.strip()) == first


@pytest.mark.slow
def test_a_warm_run_over_a_thousand_files_takes_a_fraction_of_a_cold_one(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    text = (EXAMPLES / "kelp-survey.md").read_text(encoding="utf-8")
    for number in range(1000):
        (articles / f"{number:04}.md").write_text(
            f"{text}\n\nNumber {number} was the last of them.\n", encoding="utf-8"
        )

    def seconds(*words: str) -> float:
        code = (
            "import time, sys; from citeaudit.cli import main;"
            f"main(['check', '--isolated', '--output-format', 'concise', '--cache-dir', '../c', *{words!r}]);"
            "print(time.process_time(), file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=articles, capture_output=True, check=True, encoding="utf-8"
        )
        return float(done.stderr.split()[-1])

    cold = seconds("--ignore", "across")
    assert min(seconds("--ignore", "across") for _ in range(3)) < cold / 4
    seconds()
    assert min(seconds() for _ in range(3)) < cold / 4  # compared with one another, too


def test_json_of_a_warm_run_is_json(folder: Path) -> None:
    (folder / "broken.txt").unlink()
    for _ in range(2):
        report = json.loads(cached("--isolated", "--output-format", "json")[1])
    assert {document["path"] for document in report["documents"]} >= {"one.md", "two.md"}
