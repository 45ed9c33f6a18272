"""Which words of a text are the name of a person, and which of them the surname."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.parse import people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Judge Marta Lund of Skarn Court", ["Marta Lund: lund"]),
        ("Chief Executive Lucy Brand", ["Lucy Brand: brand"]),
        ("Mayor Thomas M. Reed's spokeswoman Dot Lund", ["Thomas M. Reed: reed", "Dot Lund: lund"]),
        ("Marta Lund MP met Tomas Reed, Jr., and John A. Holt.", ["Marta Lund: lund", "Tomas Reed: reed", "John A. Holt: holt"]),
        ("Theresa May met Carl Baker and Mayor Baker.", ["Theresa May: may", "Carl Baker: baker", "Baker: baker"]),
        ("It stood in Skarn. Lund left.", []),
        ("Because Lund left, and On Monday Skarn", []),
        ("Mrs. Lund and Mr Reed", ["Lund: lund", "Reed: reed"]),
        ("Xi Jinping met Park Geun-hye", ["Xi Jinping: xi", "Park Geun-hye: park"]),
        ("Ludwig van Reed", ["Ludwig van Reed: reed"]),
        ("New Skarn, South Skarn, the Skarn Legion, Stats NZ, Skarn University", []),
        ("the Prime Minister, the Supreme Court", []),
    ],
)  # fmt: skip
def test_names_are_told_by_their_form(text: str, names: list[str]) -> None:
    assert [f"{' '.join(name)}: {people.surname(name, 'en')}" for _, name in people.named(text, "en")] == names


@given(st.text(alphabet="Ab .,'’-LundvaMr", max_size=60))
def test_a_name_is_words_of_the_text_with_a_capital_first(text: str) -> None:
    for at, name in people.named(text, "en"):
        assert name[0][0].isupper()
        assert all(word in text[at:] for word in name)
