"""The README is true: its output is what the program prints, its Python runs, its settings are known."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import citeaudit
from citeaudit.settings import config

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def run(*arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    assert not done.stderr, done.stderr
    return done.stdout


def test_the_first_thing_it_shows_is_what_the_program_prints() -> None:
    command, _, output = blocks("text")[0].partition("\n")
    assert command == "$ citeaudit check examples/ferry-talks.txt"
    assert run("-m", "citeaudit", *command.split()[2:]) == output


def test_what_it_shows_of_evidence_is_what_the_program_prints() -> None:
    command, _, output = blocks("text")[1].partition("\n")
    assert command.startswith("$ citeaudit check ")
    assert output in run("-m", "citeaudit", *command.split()[2:])


def test_its_python_runs() -> None:
    assert run("-c", blocks("python")[0]) == "('2',) The yard lost 61 boats [2].\n"


def test_its_settings_are_known(tmp_path: Path) -> None:
    (tmp_path / "citeaudit.toml").write_text(blocks("toml")[0], encoding="utf-8")
    settings = config.load(str(tmp_path))
    assert settings.for_path(str(tmp_path / "opinion" / "a.md")) != settings


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?://)([^)#]+)\)", README))
def test_what_it_links_to_is_there(target: str) -> None:
    if target != "link":  # the name of a kind of marker
        folder = Path(citeaudit.__file__).parents[1] if target.startswith("citeaudit/") else ROOT
        assert (folder / target).exists()
