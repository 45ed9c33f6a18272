"""The trial of the gate, over articles of our own; `python tests/trial.py FOLDER` does it over any others."""

import os
import shutil
from pathlib import Path

import pytest
from trial import KINDS, Trial

ROOT = Path(__file__).parents[1]
LONG = """The dock strike in Norrholm enters its second week

Crane drivers in Norrholm voted by 212 to 38 on Monday to go on with their strike [1]. "We have been patient for 11
years," said their chair, Ane Lund [2].

The port lost 3.4 million kroner in the first week. Ships were sent to Marrick, 140 kilometres away [1, 3].

Ms Lund said the offer of 2.1% was "an insult". Observers say that the strike may last until May. It is not that simple.

- The union wants 4.5%.
- The port offers 2.1% [3].

The council, which owns 51% of the port, will meet on 6 May [3]. The mayor's office said that it "won't take sides".

Nobody was hurt when a picket line was broken up on Friday, police said.
"""
NOTED = (
    f"# {LONG}".replace("[1]", "[^1]").replace("[2]", "[^2]").replace("[1, 3]", "[^1][^3]").replace("[3]", "[^3]")
    + """
## Sources

[^1]: "Drivers vote", Tarn Post, 4 May 2026. https://tarn.example/vote
[^2]: Interview with Ane Lund, Coast Weekly, 4 May 2026. https://coast.example/lund?utm_source=letter
[^3]: "The port's offer", Marrick Observer, 2 May 2026. https://marrick.example/offer
"""
)
QUICK = ("nothing", "the line ends of Windows", "renamed, with a new claim", "a mend and a new claim",
         "a claim staged, and the file changed again", "allowed until a day long gone")  # fmt: skip

pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("git") is None or not (ROOT / "examples").is_dir(), reason="needs git and articles"
)


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    articles, work = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("work")
    for path in (ROOT / "examples").iterdir():
        if path.is_file():
            shutil.copy(path, articles)
    (articles / "dock strike.txt").write_text(LONG, encoding="utf-8")
    (articles / "dock strike.md").write_text(NOTED, encoding="utf-8")
    return Trial(articles, work)


def test_there_are_enough_kinds_of_edit() -> None:
    assert len(KINDS) >= 30


@pytest.mark.parametrize(
    "kind", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in KINDS]
)
def test_an_edit_tells_what_it_should_and_no_more(trial: Trial, kind: str) -> None:
    assert list(trial.run([kind])) == []
