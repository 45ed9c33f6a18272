"""Sources of outlets that a newsroom has on a list of its own, however an entry writes the name."""

import pytest

from citeaudit import audit_text, rulebook
from citeaudit.checks.outlet import Params
from citeaudit.rulebook import Rulebook

RULE = next(rule for rule in rulebook.load().rules if rule.id == "barred-source")
OUTLETS = Rulebook((RULE._replace(params=Params(("The Tarn Post", "tarn.example", "doi.org"))),))


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("Ferries collide, The Tarn Post, 3 May 2025", True),
        ("[Ferries collide](https://other.example/a), the Tarn Post, 2025", True),
        ("[Ferries collide](https://news.tarn.example/a)", True),
        ("Ferries collide, HTTPS://TARN.EXAMPLE/A", True),
        ("Ferries collide, doi:10.1234/5678", True),
        ("Ferries collide, https://doi.org/10.1234/5678", True),
        ("Ferries collide in the Tarn, Post Office News, 2025", False),
        ("Ferries collide, https://tarn.example.other/a", False),
        ("Ferries collide, https://other.example/tarn.example", False),
    ],
)
def test_an_outlet_is_known_by_its_name_or_its_address(entry: str, found: bool) -> None:  # noqa: FBT001
    audit = audit_text(f"The ferries collided at dawn [1].\n\nSources\n\n1. {entry}", rules=OUTLETS)
    assert bool(audit.findings) is found
