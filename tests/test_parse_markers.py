"""The marker grammar: a table that an editor can add to, and what holds for any text."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.model.written import Mark
from citeaudit.parse.markers import Scan, scan

CASES = [
    tuple(line.rsplit(" => ", 1))
    for line in (Path(__file__).parent / "cases" / "markers.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def shown(found: Scan) -> str:
    """What was found, in the words of the table."""
    pieces = [
        (m.start, ("" if m.style == "bracket" else f"{m.style} ") + ",".join(m.labels)) for m in found.markers
    ] + [(x.start, f"{x.kind}: {x.what}") for x in found.leftovers]
    return " ; ".join(words for _, words in sorted(pieces)) or "none"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_reads_the_marker(text: str, expected: str) -> None:
    assert shown(scan(text)) == expected


def test_a_link_of_markup_carries_the_marker_to_the_end_of_its_target() -> None:
    text = "It holds [3](https://tarn.example/x)."
    prose = "It holds [3]                        ."
    (marker,) = scan(prose, [Mark("link", 9, 36, "https://tarn.example/x")]).markers
    assert text[marker.start : marker.end] == "[3](https://tarn.example/x)"
    assert marker.style == "link"


def test_superscripts_of_markup_are_markers_only_where_the_document_cites_with_them() -> None:
    marks = [Mark("superscript", 8, 9)]
    assert [m.labels for m in scan("It holds1 today.", [Mark("superscript", 8, 9)]).markers] == [("1",)]
    assert [m.start for m in scan("It holds1 today [1] and [2].", marks).markers] == [16, 24]


def test_a_superscript_that_leads_to_a_note_is_a_marker_in_any_document() -> None:
    marks = [Mark("superscript", 8, 9, "#note-1")]
    assert len(scan("It holds1 today [1] and [2].", marks).markers) == 3


def test_a_superscript_after_a_unit_is_a_power() -> None:
    assert not scan("It covers 30 m2 of silt.", [Mark("superscript", 14, 15)]).markers


@pytest.mark.parametrize(
    ("raw", "locator"), [("[1]:23", "23"), ("[1, p. 4]", "p. 4"), ("[2: pp. 4–6]", "pp. 4–6"), ("[1]", None)]
)
def test_the_locator_is_kept(raw: str, locator: str | None) -> None:
    (marker,) = scan(f"It holds {raw}").markers
    assert marker.locator == locator


@pytest.mark.parametrize(
    ("raw", "fault"),
    [("[ 3 ]", "space inside"), ("[1 ,2]", "before a comma"), ("[1.]", "stray"), ("[1 2]", "no comma")],
)
def test_a_slip_is_named(raw: str, fault: str) -> None:
    (marker,) = scan(f"It holds {raw}").markers
    assert marker.fault is not None
    assert fault in marker.fault


HOSTILE = {
    "an open bracket and digits": "[" + "1" * 1_000_000,
    "open brackets": "[" * 1_000_000,
    "open groups": "[1, " * 250_000,
    "superscripts": "¹" * 1_000_000,
    "cite commands": "\\cite{" * 160_000,
    "footnote names": "[^" + "a" * 1_000_000,
    "codes of a tool": "turn0search" * 90_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_and_no_faster(text: str) -> None:
    """Twice the text may cost about twice the time; a pattern that backtracks would cost four times, or for ever."""

    def cost(sample: str) -> float:
        began = time.process_time()
        scan(sample)
        return time.process_time() - began

    half = min(cost(text[: len(text) // 2]) for _ in range(2))
    whole = min(cost(text) for _ in range(2))
    assert whole < 4 * half + 0.25


@given(st.text(alphabet="ab [](){}^:;,.-–†【】［］0123456789¹²@\\\n\u00a0é", max_size=80))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = scan(text)
    spans = sorted([(m.start, m.end) for m in found.markers] + [(x.start, x.end) for x in found.leftovers])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(marker.labels and all(marker.labels) for marker in found.markers)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6), st.sampled_from([",", ", ", "; "]))
def test_a_written_group_is_read_back(numbers: list[int], separator: str) -> None:
    (marker,) = scan(f"It holds [{separator.join(map(str, numbers))}].").markers
    assert marker.labels == tuple(map(str, numbers))
