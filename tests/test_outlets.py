"""Sources of outlets that a newsroom has on a list of its own, however an entry writes the name."""

import pytest

from citeaudit import audit_text, rulebook
from citeaudit.checks.outlet import Params
from citeaudit.rulebook import Rulebook

RULE = next(rule for rule in rulebook.load().rules if rule.id == "barred-source")
OUTLETS = Rulebook((RULE._replace(params=Params(("The Tarn Post", "Tarn.example", "doi.org"))),))


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("Ferries collide, The Tarn Post, 3 May 2025", True),
        ("[Ferries collide](https://other.example/a), the Tarn Post, 2025", True),
        ("[Ferries collide](https://news.tarn.example/a)", True),
        ("Ferries collide, HTTPS://TARN.EXAMPLE/A", True),
        ("Ferries collide, doi:10.1234/5678", True),
        ("Ferries collide, https://doi.org/10.1234/5678", True),
        ("Ferries collide, TARN POST, 2025", True),
        ("Ferries collide, https://www.tarn.example", True),
        ("Ferries collide in the Tarn, Post Office News, 2025", False),
        ("Ferries collide, https://tarn.example.other/a", False),
        ("Ferries collide, https://other.example/tarn.example", False),
    ],
)
def test_an_outlet_is_known_by_its_name_or_its_address(entry: str, found: bool) -> None:  # noqa: FBT001
    audit = audit_text(f"The ferries collided at dawn [1].\n\nSources\n\n1. {entry}", rules=OUTLETS)
    assert bool(audit.findings) is found


def found_by(rule: str, text: str, outlets: tuple[str, ...], fmt: str = "text") -> list[str]:
    chosen = next(each for each in rulebook.load().rules if each.id == rule)
    book = Rulebook((chosen._replace(params=type(chosen.params)(outlets)),))
    return [finding.message for finding in audit_text(text, rules=book, format=fmt).findings]


def test_an_outlet_is_shown_as_the_newsroom_writes_it() -> None:
    text = "The ferries collided at dawn [1].\n\nSources\n\n1. Ferries collide, tarn post, 3 May 2025"
    assert found_by("barred-source", text, ("The Tarn Post",)) == [
        "Source [1] is from The Tarn Post, which is on the list of barred sources."
    ]


LIST = "\n\nSources:\n1. Ferries collide, Tarn Post\n2. Fog, Orrin Gazette\n3. Fares, Skarn Echo"


@pytest.mark.parametrize(
    ("text", "outlets", "told"),
    [
        ("They met [1]. It was foggy [2]. Fares rose [3, 1].", ("Tarn Post",), "1 of 3"),
        ("They met [1]. It was foggy [2]. Fares rose [3, 1].", ("Skarn Echo",), "2 of 3"),
        ("They met [1]. It was foggy [2].", ("Nobody's Times",), "2 of 2"),
        ("They met [1]. It was foggy [1, 2].", ("the tarn post",), None),
        ("They met [1]. It was foggy [2].", ("outlet.example",), None),
        ("They met [1]. It was foggy [2].", (), None),
        ("They met [1]. It was foggy [7].", ("Tarn Post",), None),
        ("They met. It was foggy.", ("Tarn Post",), None),
    ],
)
def test_sentences_without_a_trusted_outlet_are_counted(text: str, outlets: tuple[str, ...], told: str | None) -> None:
    message = f"{told} cited sentences lean on no outlet of the list of trusted sources."
    assert found_by("no-trusted-source", text + LIST, outlets) == ([message] if told else [])


@pytest.mark.parametrize(
    ("article", "source", "found"),
    [
        ("2025-05-03", "4 May 2025", False),
        ("2025-05-03", "5 May 2025", True),
        ("2025-12-31", "2026-01-01", False),
        ("2025-12-31T22:00:00+02:00", "January 2, 2026", True),
        ("May 3, 2025", "3. Juni 2025", True),
        ("2025-05-03", "June 2025", False),
        ("2025-05-03", "2026", False),
        ("May 2025", "7 June 2025", False),
        ("2025-05-03", "30 February 2026", False),
        ("2025-05-03", "2 May 2025, retrieved 7 June 2025", False),
    ],
)
def test_a_source_is_later_by_more_than_a_day(article: str, source: str, found: bool) -> None:  # noqa: FBT001
    text = f'---\ndate: "{article}"\n---\n\nIt broke [1].\n\n## Sources\n\n1. Dam log, Orrin County, {source}\n'
    rule = next(each for each in rulebook.load().rules if each.id == "source-after-article")
    assert bool(audit_text(text, rules=Rulebook((rule,)), format="markdown").findings) is found
