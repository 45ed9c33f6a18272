"""What an article leans on: the fewest sources that keep it cited, what is lost without each, and the matrix."""

import csv
import io
import json
import time
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.metrics.dependency import dependency
from citeaudit.metrics.fewest import fewest
from citeaudit.model import Document
from citeaudit.views import sources

LABELS = "abcdefgh"
GROUPS = st.lists(st.sets(st.sampled_from(LABELS), min_size=1, max_size=4), max_size=12)


def smallest_size(groups: Sequence[Collection[str]]) -> int:
    """By trying all choices."""
    return next(
        size
        for size in range(len(LABELS) + 1)
        for chosen in combinations(LABELS, size)
        if all(not set(chosen).isdisjoint(group) for group in groups)
    )


@given(GROUPS)
def test_no_choice_of_labels_is_smaller(groups: list[set[str]]) -> None:
    found = fewest(LABELS, groups)
    assert found.exact and len(found.labels) == smallest_size(groups)
    assert all(group & set(found.labels) for group in groups)
    assert list(found.labels) == sorted(found.labels)


FEWEST: dict[str, tuple[list[str], str]] = {
    "nothing is cited": ([], ""),
    "one source is everywhere": (["abc", "ab", "ad", "ad", "abc"], "a"),
    "one source is needed, and meets the rest": (["b", "ab", "bc"], "b"),
    "of two that do the same the first": (["ab", "ab"], "a"),
    "each alone": (["a", "b", "c"], "abc"),
    "a ring, which no observation settles": (["ab", "bc", "cd", "de", "ea"], "acd"),
    "two rings apart": (["ab", "bc", "ca", "de", "ef", "fd"], "abde"),
}


@pytest.mark.parametrize("case", FEWEST.values(), ids=FEWEST)
def test_the_fewest(case: tuple[list[str], str]) -> None:
    groups, expected = case
    assert fewest(LABELS, groups) == (tuple(expected), True)


def test_sixty_sources_in_a_tangle_are_settled() -> None:
    labels = [str(i) for i in range(60)]
    groups = [{labels[i % 60], labels[(i * 7 + 3) % 60], labels[(i * 11 + 5) % 60]} for i in range(150)]
    assert fewest(labels, groups).exact


def test_what_cannot_be_settled_in_time_is_said_to_be_a_limit() -> None:
    labels = [str(i) for i in range(3000)]
    groups = [{labels[i], labels[(i * 7 + 3) % 3000], labels[(i * 1009 + 5) % 3000]} for i in range(3000)]
    began = time.process_time()
    found = fewest(labels, groups)
    assert time.process_time() - began < 5
    assert not found.exact
    assert all(group & set(found.labels) for group in groups)


ARTICLE = """\
The dam at Orrin broke on Sunday [1, 2]. Forty people left their houses [1].
It had rained for nine days [2, 1].

The mayor, Ada Lind, had asked for money in May [3, 4]. She got none [4].
"""
FLOOD = "The dam broke at six, after the ninth day of rain, and the lower village stood in water to the sills by noon. "
TEXTS = {
    "1": FLOOD + "Forty people were taken to the school, where the pastor had made coffee.",
    "2": FLOOD + "Forty people were taken to the school, where the priest had made coffee.",
    "3": "In May the mayor had written to the county, and asked for two million kroner to mend what was rotten.",
}


def document(text: str, texts: Mapping[str, str] | None = None) -> Document:
    audit = audit_text(text, sources=texts)
    assert audit.document is not None
    return audit.document


def shown(text: str, texts: Mapping[str, str] | None = None, width: int = 90) -> str:
    out = io.StringIO()
    sources.write(document(text, texts), out, width=width, color=False)
    assert all(len(line) <= width for line in out.getvalue().splitlines())
    return out.getvalue()


def test_each_source_knows_what_leans_on_it() -> None:
    found = dependency(document(ARTICLE))
    assert [(*lean.labels, len(lean.sentences), len(lean.alone), lean.share) for lean in found.leans] == [
        ("1", 3, 1, 0.6), ("2", 2, 0, 0.4), ("3", 1, 0, 0.2), ("4", 2, 1, 0.4),
    ]  # fmt: skip
    assert (found.smallest, found.exact, found.spare) == (("1", "4"), True, ("2", "3"))
    assert found.concentration == pytest.approx((9 + 4 + 1 + 4) / 64) and found.citations == 8


def test_copies_count_as_one() -> None:
    found = dependency(document(ARTICLE, TEXTS))
    assert [(lean.labels, len(lean.sentences), len(lean.alone)) for lean in found.leans] == [
        (("1", "2"), 3, 3), (("3",), 1, 0), (("4",), 2, 1),
    ]  # fmt: skip
    assert (found.smallest, found.spare) == (("1", "4"), ("2", "3"))
    assert found.concentration == pytest.approx((9 + 1 + 4) / 36) and found.citations == 6


def test_an_article_without_citations_has_no_concentration() -> None:
    found = dependency(document("It rained.\n\nSources:\n\n1. Rain log, Orrin County"))
    assert (found.cited, found.smallest, found.concentration) == ((), (), None)


@given(GROUPS)
def test_to_delete_all_that_is_spare_leaves_every_sentence_a_citation(groups: list[set[str]]) -> None:
    text = " ".join(f"It was sentence number {i} [{', '.join(sorted(group))}]." for i, group in enumerate(groups))
    numbered = text.translate({ord(letter): str(i) for i, letter in enumerate(LABELS, 1)} if groups else {})
    found = dependency(document(numbered))
    spare = set(found.spare)
    audited = document(numbered)
    for i in found.cited:
        assert set(audited.sentences[i].labels) - spare


def test_the_report_shows_what_is_lost_without_a_source_that_no_list_has() -> None:
    told = shown(ARTICLE)
    assert "[2] and [3] can be deleted, and every cited sentence keeps a citation: they are never" in told
    assert "Fewest sources that leave every cited sentence a citation: 2 ([1] and [4])." in told
    assert told.endswith(
        "[1] (cited, and in no list)\n"
        "    without it, no source is left in 1 sentence:\n"
        "      line 1: Forty people left their houses [1].\n"
        "\n"
        "[4] (cited, and in no list)\n"
        "    without it, no source is left in 1 sentence:\n"
        "      line 4: She got none [4].\n"
    )


def test_the_report_shows_the_matrix() -> None:
    rows = [line[:15] for line in shown(ARTICLE).splitlines()]
    at = rows.index("  line  1 2 3 4")
    assert rows[at + 1 : at + 6] == [
        "     1  x x . .",
        "     1  x . . .",
        "     2  x x . .",
        "     4  . . x x",
        "     4  . . . x",
    ]


def test_the_report_counts_copies_as_one_and_says_so() -> None:
    told = shown(ARTICLE, TEXTS)
    assert "[1] and [2] hold the same text and count as one." in told
    assert "│ 1, 2   │" in told
    assert "  line  1=2 3 4\n     1   x  . .  The dam at Orrin broke on Sunday" in told
    assert "without [1] and [2], no source is left in 3 sentences:" in told


def test_too_many_sources_for_the_eye_are_left_to_the_spreadsheet() -> None:
    told = shown(" ".join(f"It was sentence number {i} [{i}, {i + 1}]." for i in range(1, 40)), width=70)
    assert "which of the 40 sources: --output-format csv" in " ".join(told.split())
    assert "and 9 more)" in " ".join(shown(" ".join(f"It was sentence {i} [{i}]." for i in range(1, 40))).split())


LISTED = """\
It rained [1]. It broke [1]. It was late [2].

Sources:

[1] Rain log, Orrin County
[1] Dam log, Orrin County
[2] Clock log, Orrin County
"""


def test_a_label_that_two_entries_have_is_one_source() -> None:
    told = shown(LISTED)
    assert [line.split()[1] for line in told.splitlines() if line.startswith("│")] == ["source", "1", "2"]
    assert "│ 1      │ Rain log" in told
    assert "[1] Rain log\n" in told and "[1] Dam log\n" in told
    out = io.StringIO()
    sources.write_csv(document(LISTED), out)
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    assert rows == [
        ["line", "sentence", "1", "2"],
        ["1", "It rained [1].", "1", "0"],
        ["1", "It broke [1].", "1", "0"],
        ["1", "It was late [2].", "0", "1"],
    ]


def test_programs_get_the_words_and_the_line_of_each_sentence() -> None:
    out = io.StringIO()
    sources.write_json(document(ARTICLE, TEXTS), out)
    report = json.loads(out.getvalue())
    assert report["matrix"][3] == {
        "sentence": 3, "line": 4, "words": "The mayor, Ada Lind, had asked for money in May [3, 4].", "cites": ["3", "4"],
    }  # fmt: skip
    assert [(each["label"], each["copies"]) for each in report["sources"]] == [
        ("1", ["2"]), ("2", ["1"]), ("3", []), ("4", []),
    ]  # fmt: skip
    assert report["smallest"] == {"labels": ["1", "4"], "exact": True}


def test_thousands_of_sentences_and_sources_take_seconds_at_the_most() -> None:
    text = "".join(f"It was sentence {i} of them [{i % 1500 + 1}, {(i * 7) % 1500 + 1}].\n" for i in range(3000))
    audited = document(text)
    began = time.process_time()
    for write in (sources.write_csv, sources.write_json):
        write(audited, io.StringIO())
    sources.write(audited, io.StringIO(), width=100, color=False)
    assert time.process_time() - began < 10
