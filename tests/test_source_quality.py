"""Sources in the plural with one citation, and outlets that a sentence names and does not cite."""

import time

import pytest

from citeaudit import audit_text, rulebook
from citeaudit.rulebook import Rulebook

RULES = {rule.id: rule for rule in rulebook.load().rules}
LIST = """

Sources:
[1] “Dam log”, Orrin Gazette, https://orringazette.example/log
[2] “Rain log”, Tarn Post, 2 May 2025
[3] Road log, https://skarnherald.example/road
[4] “Flood”, The Orrin Gazette, citing the Tarn Post
[5] Fire log
[6] “Mud”, https://skh.example/mud
[7] “Piles”, Dam Institute, 3 May 2025
[8] “Silt”, The Guardian, 4 May 2025
"""


def found(rule: str, text: str, sources: dict[str, str] | None = None) -> list[str]:
    audit = audit_text(text, rules=Rulebook((RULES[rule],)), sources=sources)
    assert audit.document is not None and audit.failures == ()
    return [audit.document.text[each.start : each.end] for each in audit.findings]


OUTLETS = {
    "The Tarn Post reported that the dam would break [1].": ["Tarn Post"],
    "The Tarn Post has revealed that the dam would break [1].": ["Tarn Post"],
    "The Tarn Post reported last week that the dam would break [1, 3].": ["Tarn Post"],
    "The dam would break, the Tarn Post reported [1].": ["Tarn Post"],
    "“It will break,” the Tarn Post wrote on Friday [1].": ["Tarn Post"],
    "According to the Tarn Post, the dam was rotten [3].": ["Tarn Post"],
    "The dam, according to the Fell Courier, was rotten [2].": ["Fell Courier"],
    "According to the Skarn Herald, the dam was rotten [1].": ["Skarn Herald"],
    "According to the Skarn Herald, the dam was rotten [3].": [],
    "According to the Skarn Herald, the dam was rotten [6].": [],
    "According to the Tarn Post, the dam was rotten [2].": [],
    "According to the Tarn Post, the dam was rotten [1, 2].": [],
    "According to the Tarn Post, the dam was rotten [4].": [],
    "According to the Tarn Post, the dam was rotten [5].": [],
    "According to the Tarn Post, the dam was rotten [9].": [],
    "According to the Dam Institute, the dam was rotten [1].": [],
    "The Guardian reported that the dam was rotten [1].": ["Guardian"],
    "The Guardian reported that the dam was rotten [8].": [],
    "The Journal reported that the dam was rotten [8].": [],
    "According to the Tarn Post, the dam was rotten.": [],
    "According to the Tarn Post's accounts, it lost a million [1].": [],
    "According to Tarn Post editor Ada Lind, it lost a million [1].": [],
    "The Tarn Post said that the dam was rotten [1].": [],
    "The Tarn Post reported a loss of a million [1].": [],
    "The Tarn Post reported that it had lost a million [1].": [],
    "The Tarn Post, the Orrin Gazette reported, lost a million [1].": [],
    "The Tarn Post Group reported that the year was good [1].": [],
    "Ada Lind reported that the dam would break [1].": [],
    "According to Ada Lind, the dam was rotten [1].": [],
    "According to the Associated Press, the dam was rotten [1].": [],
    "Lund told the Tarn Post that the dam was rotten [1].": [],
}


@pytest.mark.parametrize("text", OUTLETS)
def test_an_outlet_that_is_named_and_not_cited(text: str) -> None:
    assert found("other-outlet-cited", text + LIST) == OUTLETS[text]


def test_without_a_list_nothing_is_known_of_outlets() -> None:
    assert found("other-outlet-cited", "According to the Tarn Post, the dam was rotten [1].") == []


PLURALS = {
    "Sources said the talks had failed [1].": ["Sources"],
    "Three government sources said the talks had failed [1].": ["Three government sources"],
    "According to sources close to the board, the quay will shut [1].": ["sources close to the board"],
    "City officials, who asked not to be named, said it failed [1].": ["City officials, who asked not to be named"],
    "Insiders say the talks failed [1].": ["Insiders"],
    "Sources said the talks had failed [1][2].": [],
    "Sources said the talks had failed.": [],
    "A source said the talks had failed [1].": [],
    "A person close to people at the board said the talks had failed [1].": [],
    "One of the people familiar with the talks said that they had failed [1].": [],
    "Observers said that the talks had failed [1].": [],
    "The ministry said that two sources of the river had dried up [1].": [],
    "Its sources of income are few [1].": [],
}


@pytest.mark.parametrize("text", PLURALS)
def test_a_plural_with_one_citation(text: str) -> None:
    assert found("plural-sources-one-citation", text) == PLURALS[text]


def test_two_copies_are_no_plural() -> None:
    wire = "The talks between the council and the ferry company broke down at noon on Tuesday, after the company" * 3
    text = "Sources said the talks had failed [1, 2]."
    assert found("plural-sources-one-citation", text, {"1": wire, "2": wire}) == ["Sources"]
    assert found("plural-sources-one-citation", text, {"1": wire, "2": "It rained. " * 60}) == []


PIECES = {
    "names": "Tarn ",
    "hyphens": "A-",
    "according": "According to the Tarn ",
    "commas": ", the Tarn ",
    "verbs": "Tarn reported on ",
    "spaces": "Tarn   " + " " * 90,
    "sources": "Sources said so [1]. ",
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", ["other-outlet-cited", "plural-sources-one-citation", "source-after-article"])
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_twice_the_text_takes_no_more_than_three_times_as_long(rule: str, piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece)) + "[1].\n\nSources:\n[1] Dam log, Orrin Gazette\n"
        began = time.process_time()
        found(rule, text)
        return time.process_time() - began

    half, whole = cost(60_000), cost(120_000)
    assert whole < 3 * half + 0.3
