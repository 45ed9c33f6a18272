"""Figures and names of a sentence, read and looked for in saved texts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured import processor

from citeaudit import audit_text
from citeaudit.evidence.names import names
from citeaudit.model.checked import Checked
from citeaudit.parse.figures import Index, compare, figures
from citeaudit.settings.config import Settings

LINES = (Path(__file__).parent / "cases" / "figures.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in LINES if " => " in line and not line.startswith("#")]


def checked(text: str, sources: dict[str, str], kind: str = "figure") -> list[Checked]:
    document = audit_text(text, settings=Settings(lang="en"), sources=sources).document
    assert document and document.evidence
    every = (document.evidence.checked(i) for i in range(len(document.sentences)))
    return [each for part in every for each in part if each.kind == kind]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("case", CASES)
def test_how_a_figure_stands_in_its_source(case: str) -> None:
    sentence, _, rest = case.partition(" || ")
    source, _, expected = rest.partition(" => ")
    found = checked(sentence[:-1] + " [1]" + sentence[-1], {"1": source})
    assert (", ".join(each.how or each.state for each in found) or "-") == expected, found


FIGURES = {
    "1,200 people": (1200, "", "number"), "a dozen boats": (12, "", "number"), "45-day plan": (45, "day", "number"),
    "£1.2m": (1_200_000, "£", "number"), "$3 billion": (3e9, "$", "number"), "12 percent": (12, "%", "number"),
    "twenty-five per cent": (25, "%", "number"), "3rd": (3, "", "ordinal"), "two hundred men": (200, "", "number"),
    "in 2019": (2019, "", "year"), "0.5 km": (0.5, "km", "number"), "€40": (40, "€", "number"),
    "4.2m.": (4_200_000, "", "number"), "half a million": (500_000, "", "number"), "1.1 million": (1_100_000, "", "number"),
    "one hundred and twenty": (120, "", "number"), "the twentieth": (20, "", "ordinal"), "one in five": (20, "%", "number"),
    "three quarters": (75, "%", "number"), "the nineties": (1990, "", "decade"), "19th century": (19, "", "century"),
    "hundreds": (200, "", "vague"), "tens of thousands": (20_000, "", "vague"), "5-4": (5, "", "score"),
    "3 March 2021": (20210303, "", "date"), "March 3": (303, "", "date"), "3.30pm": (930, "", "time"),
    "midnight": (0, "", "time"), "seven o'clock": (420, "", "time"), "minus 12": (-12, "", "number"),
    "two million three hundred thousand": (2_300_000, "", "number"), "45 million Norwegian kroner": (45e6, "NOK", "number"),
}  # fmt: skip


@pytest.mark.parametrize("text", FIGURES)
def test_figures_are_read(text: str) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.unit, figure.kind) == FIGURES[text]


@given(st.text(max_size=60))
def test_any_text_has_figures_where_it_says(text: str) -> None:
    index = Index(text)
    for figure in index.figures:
        assert text[figure.start : figure.end] == figure.written
        assert compare(figure, index).state == "found" or figure.kind in ("year", "number", "ordinal", "date", "score")
    assert all(a.end <= b.start for a, b in zip(index.figures, index.figures[1:], strict=False))


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{:,}", "{} boats", "${:,}", "{} km", "{}%"]))
def test_a_whole_number_is_found_however_it_is_written(value: int, form: str) -> None:
    (figure,) = figures(form.format(value).replace("%", " per cent"))
    assert figure.value == value
    assert compare(figure, Index(f"It has {form.format(value)} now.")).state == "found"


def test_a_figure_belongs_to_the_next_marker_behind_it() -> None:
    texts = {"1": "The north has 45 boats.", "2": "The south has 54 boats."}
    assert [each.state for each in checked("There are 45 [1] and 54 [2] boats.", texts)] == ["found", "found"]
    north, south = checked("There are 54 [1] and 45 [2] boats.", texts)
    assert (north.state, north.label, north.cited) == ("found elsewhere", "2", ("1",))
    assert (south.state, south.label, south.cited) == ("found elsewhere", "1", ("2",))


ELSEWHERE = {
    "The harbour fleet has 45 boats.": "found elsewhere",
    "The choir sang for 45 guests.": "not found",
}


@pytest.mark.parametrize("other", ELSEWHERE)
def test_a_figure_stands_elsewhere_only_among_words_of_the_sentence(other: str) -> None:
    texts = {"1": "The harbour fleet is large.", "2": other}
    (found,) = checked("The fleet of the harbour has 45 boats [1].", texts)
    assert found.state == ELSEWHERE[other]


SOURCE = (
    "The mayor, Anna Lind, met Tor Berg of the Harbour Board in Norrholm on Monday, 3 March 2021. The United Nations sent "
    "a letter. Lind praised the European Commission. Dr. Piet van der Meer spoke in Saint-Denis. The International "
    "Monetary Fund agreed. Officials from Sweden came."
)
NAMED = {
    "The plan of Anna Lind was cut": "found", "The plan of Ms Lind was cut": "found", "The plan of Anna Voll was cut": "not found",
    "The plan of Maria Lind was cut": "not found", "Petra Voll cut the plan": "not found", "It was Mayor Anna Lind who left": "found",
    "It was Mayor Petra Voll who left": "not found", "The plan of Anna Línd was cut": "found", "It was Lind’s plan": "found",
    "The letter of the United Nations came": "found", "The letter of the UN came": "found", "The letter of NATO came": "not found",
    "The loan of the IMF came": "found", "The letter of the United States came": "not found",
    "The minutes of the School Board show it": "not found", "The minutes of the Harbour Board show it": "found",
    "The head of the European Parliament spoke": "not found", "It was Piet van der Meer who spoke": "found",
    "It was Jan van der Zee who spoke": "not found", "They met in Saint-Denis to talk": "found", "They met in Saint-Malo to talk": "not found",
    "They met in Oslo to talk": "not found", "They met in Norrholm to talk": "found", "They met on Monday": "found",
    "They met on Tuesday": "not found", "They met in April": "not found", "They met Swedish officials": "found",
    "The mayor (Petra Voll) left": "not found", "The film by Lars von Trier ran": "not found",
}  # fmt: skip


@pytest.mark.parametrize("sentence", NAMED)
def test_a_name_is_mentioned_by_the_word_that_tells_it_apart(sentence: str) -> None:
    (found,) = checked(f"{sentence} [1].", {"1": SOURCE}, "name")
    assert found.state == NAMED[sentence]


@given(st.text(max_size=60))
def test_any_text_can_be_read_for_names(text: str) -> None:
    assert all(text[name.start : name.end].startswith(name.written[:1]) for name in names(text, "en"))


PIECES = [
    "one ", "twenty ", "a ", "and one ", "1,", "1.", "1/", "1-", "1 000 ", "1:1", "half a ", "1 in ", "1 March ", "2019-",
    "hundred and ", "1-2-", "$", "1 to ", "45 boats ", "1 p", "minus ",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_read_in_no_more_than_three_times_as_long(piece: str) -> None:
    def cost(size: int) -> float:
        with processor() as spent:
            Index(piece * (size // len(piece)))
        return spent.seconds

    assert cost(200_000) < 3 * cost(100_000) + 0.3
