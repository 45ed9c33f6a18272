"""Archives that are not on this machine, and what is said where a library is missing."""

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from inputs_made import MAKERS, TEXTS, planned, read

from citeaudit.archive import units
from citeaudit.archive.options import Options
from citeaudit.errors import CiteauditError


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[str]:
    """The same archives as on disk, at an address."""
    system = fsspec.filesystem("memory")
    for name, make in MAKERS.items():
        make(tmp_path / name, TEXTS[:5])
    for path in sorted(tmp_path.rglob("*")):
        if path.is_file():
            system.pipe_file(f"/made/{path.relative_to(tmp_path)}", path.read_bytes())
    for name in (".git/a.md", "node_modules/a.md", "folder/b.pdf"):
        system.pipe_file(f"/made/{name}", b"Rain.")
    yield "memory://made"
    system.rm("/made", recursive=True)


@pytest.mark.parametrize("name", MAKERS)
def test_what_is_elsewhere_is_read_like_what_is_here(memory: str, tmp_path: Path, name: str) -> None:
    elsewhere, here = read(f"{memory}/{name}"), read(tmp_path / name)
    assert [(item.position, item.data, item.status) for item in elsewhere] == [
        (item.position, item.data, item.status) for item in here
    ]
    assert all(item.source.startswith(f"{memory}/{name}") for item in elsewhere)
    assert planned(f"{memory}/{name}") == planned(f"{memory}/{name}")
    assert read(f"file://{tmp_path}/{name}")[0].data == here[0].data


def test_a_folder_elsewhere_is_walked_by_the_same_rules_and_in_the_same_order(memory: str, tmp_path: Path) -> None:
    def found(path: str, root: str) -> list[str]:
        return [
            file.removeprefix(root).strip("/")
            for unit in units.plan([path], Options())
            for file in (unit.files or (unit.path,))
        ]

    assert found(memory, memory) == list(dict.fromkeys(found(str(tmp_path), str(tmp_path))))


def test_a_file_that_changes_elsewhere_is_another_unit(memory: str) -> None:
    before = planned(f"{memory}/texts.csv")
    fsspec.filesystem("memory").pipe_file("/made/texts.csv", b"text\nRain.\n")
    assert planned(f"{memory}/texts.csv")[0].digest != before[0].digest


def test_addresses_that_lead_nowhere_are_told_at_once(memory: str) -> None:
    with pytest.raises(CiteauditError, match="memory://made/none: there is no such file or folder"):
        units.plan([f"{memory}/none"], Options())
    with pytest.raises(CiteauditError, match="nowhere://a: cannot be reached"):
        units.plan(["nowhere://a"], Options())
    with pytest.raises(CiteauditError, match=r"ftp://127\.0\.0\.1:1/a\.zip: cannot be reached: connection refused"):
        units.plan(["ftp://127.0.0.1:1/a.zip"], Options())
    with pytest.raises(CiteauditError, match="addresses within addresses are not read"):
        units.plan([f"zip://a.md::{memory}/texts.zip"], Options())
    fsspec.filesystem("memory").mkdir("/made/empty")
    with pytest.raises(CiteauditError, match="no document in this folder"):
        list(units.plan([f"{memory}/empty"], Options()))


@pytest.mark.parametrize(
    ("module", "path", "says"),
    [
        ("fsspec", "memory://made/texts.csv", "what is not on this machine (memory://made/texts.csv), fsspec"),
        ("pyarrow", "texts.parquet", "Parquet, pyarrow"),
        ("zstandard", "texts.jsonl.zst", "what is compressed with it, zstandard"),
        ("mwparserfromhell", "wiki.xml", "wikitext, mwparserfromhell"),
    ],
)
def test_a_library_that_is_missing_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str, path: str, says: str
) -> None:
    for name, make in MAKERS.items():
        make(tmp_path / name, TEXTS[:2])
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CiteauditError) as error:
        read(path if "://" in path else tmp_path / path)
    assert str(error.value) == f"to read {says} is needed: pip install 'citeaudit[archive]'"


def test_nothing_heavy_is_imported_to_plan_and_read_a_folder(tmp_path: Path) -> None:
    import subprocess

    MAKERS["folder"](tmp_path, TEXTS[:2])
    code = (
        "import sys\nfrom citeaudit.archive import units\nfrom citeaudit.archive.options import Options\n"
        f"print(sum(1 for unit in units.plan([{str(tmp_path)!r}], Options()) for _ in units.read(unit, Options())))\n"
        "print(sorted({'fsspec', 'pyarrow', 'fastwarc', 'warcio', 'mwparserfromhell', 'zstandard'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["2", "[]"]
