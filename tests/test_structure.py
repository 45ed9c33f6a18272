"""The house keeps its order: plug-ins have what they must, modules stay small, imports go down only."""

import ast
import dataclasses
import inspect
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

import citeaudit
from citeaudit import checks, plugins, readers, reporters, rulebook, views
from citeaudit.settings.tables import File

PACKAGE = Path(citeaudit.__file__).parent
ROOT = Path(__file__).parent.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 250
SHIPPED = {rule.check for rule in rulebook.load().rules}


def each(package: ModuleType) -> pytest.MarkDecorator:
    names = plugins.names(package)
    return pytest.mark.parametrize("plugin", [plugins.load(package, name) for name in names], ids=names)


def parameters(function: object) -> list[str]:
    assert inspect.isfunction(function)
    return list(inspect.signature(function).parameters)


@each(checks)
def test_a_check_takes_a_document_and_its_parameters(plugin: ModuleType) -> None:
    assert parameters(plugin.check) == ["document", "params"]
    shape = plugin.Params
    # A dataclass, which is slow to import, is for a check that no shipped rule uses and that refuses values.
    assert (issubclass(shape, tuple) and hasattr(shape, "_fields")) or (
        dataclasses.is_dataclass(shape) and plugin.__name__.rpartition(".")[2] not in SHIPPED
    )
    assert get_type_hints(plugin.check)["params"] is shape


@each(checks)
def test_the_parameters_of_a_check_are_what_a_rule_file_can_hold(plugin: ModuleType) -> None:
    if dataclasses.is_dataclass(plugin.Params):
        fields = dataclasses.fields(plugin.Params)
        defaults = {field.name: field.default for field in fields if field.default is not dataclasses.MISSING}
    else:
        defaults = plugin.Params._field_defaults
    table = {key: list(value) if isinstance(value, tuple) else value for key, value in defaults.items()}
    file = File("defaults", "")
    assert file.values(plugin.Params, {key: value for key, value in table.items() if value is not None}) is not None
    assert file.faults == []


@each(readers)
def test_a_reader_has_suffixes_and_reads_bytes(plugin: ModuleType) -> None:
    assert plugin.SUFFIXES and all(suffix.startswith(".") and suffix == suffix.lower() for suffix in plugin.SUFFIXES)
    assert parameters(plugin.read) == ["data"]


def test_no_suffix_belongs_to_two_readers() -> None:
    suffixes = [suffix for name in plugins.names(readers) for suffix in plugins.load(readers, name).SUFFIXES]
    assert len(suffixes) == len(set(suffixes))


@each(reporters)
def test_a_reporter_writes_audits(plugin: ModuleType) -> None:
    assert parameters(plugin.write)[:2] == ["audits", "out"]


@each(views)
def test_a_view_writes_to_a_stream(plugin: ModuleType) -> None:
    assert parameters(plugin.write)[1] == "out"


@pytest.mark.parametrize("package", [checks, readers, reporters, views], ids=lambda package: package.__name__)
def test_every_folder_of_plug_ins_has_some_and_refuses_other_names(package: ModuleType) -> None:
    assert plugins.names(package)
    for name in ("no_such_plug_in", "_hidden", "os.path", "../text", ""):
        with pytest.raises(LookupError):
            plugins.load(package, name)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "the docstring of a module says in one line what it is for"
    assert source.count("\n") <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_command_line_prints_and_exits_and_nothing_is_imported_for_types_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert "TYPE_CHECKING" not in names
    if path.name not in ("cli.py", "__main__.py") and path.parent.name != "commands":
        assert names.isdisjoint({"print", "exit", "_exit", "SystemExit", "argv"})


def test_imports_go_down_only() -> None:
    command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("import-linter is not installed here")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
