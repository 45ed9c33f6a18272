"""Plain text: where a paragraph ends, and that every place in the text is a place in the file."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.errors import ReadError
from citeaudit.model.written import Text
from citeaudit.readers.text import read


def blocks(written: str) -> list[tuple[str, str]]:
    text = read(written.encode())
    return [(block.kind, text.text[block.start : block.end]) for block in text.blocks]


def paragraphs(*pieces: str) -> list[tuple[str, str]]:
    return [("paragraph", piece) for piece in pieces]


WRAPPED = """\
The harbour board of Norrholm voted on Tuesday to
close the east quay for two winters while divers
replace the wooden piles below the water line."""

CASES = {
    "nothing at all": ("", []),
    "only white space": (" \n\t\n\u00a0\n", []),
    "paragraphs between blank lines": ("One.\n\nTwo.\n", paragraphs("One.", "Two.")),
    "a line of spaces parts paragraphs": ("One.\n \t \nTwo.", paragraphs("One.", "Two.")),
    "lines that break inside sentences are one paragraph": (WRAPPED, paragraphs(WRAPPED)),
    "one paragraph to a line": (
        "The board met.\nIt voted at noon.\nNobody spoke.",
        paragraphs("The board met.", "It voted at noon.", "Nobody spoke."),
    ),
    "a headline right above its article": (
        "Quay closes\nThe board met on Tuesday and voted.",
        paragraphs("Quay closes", "The board met on Tuesday and voted."),
    ),
    "a line that goes on in a small letter": ("The board\nmet at noon.", paragraphs("The board\nmet at noon.")),
    "white space at the edges is no part": ("  One.  \n\n\tTwo.\t\n", paragraphs("One.", "Two.")),
    "a list with dashes": ("- One\n- Two", [("list item", "- One"), ("list item", "- Two")]),
    "a list with bullets": ("• One\n• Two", [("list item", "• One"), ("list item", "• Two")]),
    "a list with numbers": ("1. One\n2) Two", [("list item", "1. One"), ("list item", "2) Two")]),
    "a list item that goes on": (
        "- One\n  and more\n- Two",
        [("list item", "- One\n  and more"), ("list item", "- Two")],
    ),
    "a list right below its paragraph": (
        "It names:\n- piles\n- cranes",
        [("paragraph", "It names:"), ("list item", "- piles"), ("list item", "- cranes")],
    ),
    "source entries line by line": ("[1] One\n[2] Two", paragraphs("[1] One", "[2] Two")),
    "a number that begins no list": ("1.5 metres of silt", paragraphs("1.5 metres of silt")),
    "a dash that begins no list": ("-5 degrees at noon", paragraphs("-5 degrees at noon")),
}


@pytest.mark.parametrize(("written", "expected"), CASES.values(), ids=CASES)
def test_blocks(written: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(written) == expected


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Mac OS"])
@pytest.mark.parametrize("written", [case[0] for case in CASES.values()], ids=CASES)
def test_line_ends_change_no_block(written: str, end: str) -> None:
    assert [(kind, piece.replace(end, "\n")) for kind, piece in blocks(written.replace("\n", end))] == blocks(written)


def test_the_file_s_line_ends_stay_in_the_text_and_not_in_the_prose() -> None:
    text = read(b"One\r\nTwo\rThree\n")
    assert text.text == "One\r\nTwo\rThree\n"
    assert text.prose == "One \nTwo\nThree\n"


def test_a_byte_order_mark_does_not_shift_the_first_block() -> None:
    assert read(b"\xef\xbb\xbfOne.") == read(b"One.")


def test_a_plain_text_marks_no_headings_itself() -> None:
    assert not read(b"One.").structured


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ReadError):
        read(b"GIF89a\0\0\0")


@pytest.mark.parametrize(
    "word",
    ["🏆", "👩‍🚒", "e\u0301", "co\u00adop", "30\u00a0km", "\u200bzero", "会議", "\u202emirror\u202c", "Ɛ̃ŋ"],
    ids=[
        "emoji", "joined emoji", "combining accent", "soft hyphen", "hard space", "zero-width space", "Chinese",
        "direction signs", "rare letters",
    ],
)  # fmt: skip
def test_positions_count_code_points(word: str) -> None:
    assert blocks(f"{word} one {word}.\n\nA second {word}.") == paragraphs(f"{word} one {word}.", f"A second {word}.")


def check(text: Text) -> None:
    """Prose as long as the text; blocks in order, apart, inside, without white space at their edges."""
    assert len(text.prose) == len(text.text)
    assert "\r" not in text.prose
    assert all(first.end <= second.start for first, second in pairwise(text.blocks))
    for block in text.blocks:
        assert 0 <= block.start < block.end <= len(text.text)
        assert text.prose[block.start : block.end] == text.prose[block.start : block.end].strip()


PIECES = [
    "Quay closes",
    "One ended.",
    "and on",
    "- item",
    "2. item",
    "[1] entry",
    " ",
    "\t",
    "\n",
    "\n\n",
    "🏆",
    "\u00a0",
    "\u0301",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=5), max_size=25).map("".join)


@given(st.binary(max_size=150))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check(read(data))
    except ReadError:
        assert b"\0" in data


@given(texts.filter(lambda written: "\0" not in written))
def test_every_word_is_in_a_block(written: str) -> None:
    text = read(written.encode())
    check(text)
    covered = "".join(text.prose[block.start : block.end] for block in text.blocks)
    assert covered.split() == [] or "".join(covered.split()) == "".join(text.prose.split())


@given(texts.filter(lambda written: "\0" not in written and "\r" not in written))
def test_windows_line_ends_give_the_same_blocks(written: str) -> None:
    assert blocks(written) == [
        (kind, piece.replace("\r\n", "\n")) for kind, piece in blocks(written.replace("\n", "\r\n"))
    ]
