"""The audit table for people: right at any width, in any script, with and without colour."""

import io
import re
from typing import get_args

import pytest
from wcwidth import wcswidth

from citeaudit import audit_text, lexicons
from citeaudit.judges import scores
from citeaudit.layout import cropped, cut, width
from citeaudit.model import Audit
from citeaudit.model.judged import AttributionKind
from citeaudit.reporters import Options, table
from citeaudit.reporters.table.explained import plain

ARTICLE = """Ferry talks collapse in Skarn over winter timetable

Talks on the winter ferry broke down on Tuesday after a long night in Skarn [4, 1]. The boat carried 61,000 people.

会議は終わった。[2] The 🏆 went to “Café e\u0301 Zürich” 👩\u200d👩\u200d👧 in Łódź [3].

Ferry talks collapse in Skarn

Observers said that the dispute could empty the school, which has stood on the island since the autumn of 1911 [1].
"""
ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def written(*audits: Audit, **options: object) -> str:
    out = io.StringIO()
    table.write(audits, out, Options(**options))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
@pytest.mark.parametrize("color", [False, True])
def test_tables_are_straight_and_lines_fit(columns: int, color: bool) -> None:  # noqa: FBT001
    text = written(audit_text(ARTICLE, path="a.txt"), width=columns, color=color)
    assert bool(ESCAPE.search(text)) == color
    lines = [ESCAPE.sub("", line) for line in text.splitlines()]
    rows = [line for line in lines if line.lstrip()[:1] in tuple("┌│├└")]
    assert rows
    for block in re.split(r"(?<=┘)\n", "\n".join(rows)):
        assert len({wcswidth(line) for line in block.splitlines()}) == 1
    assert all(wcswidth(line) <= columns for line in rows)


def test_the_place_is_marked_under_the_words() -> None:
    text = written(audit_text(ARTICLE, path="a.txt"), width=80)
    above, below = next(
        (first, second) for first, second in zip(text.splitlines(), text.splitlines()[1:], strict=False)
        if "Observers said that" in first and "^" in second
    )  # fmt: skip
    assert above[below.index("^") : below.rindex("^") + 1] == "Observers said"


def test_an_article_without_a_marker_gets_one_loud_finding_and_few_claims() -> None:
    claim = "The yard of Norrholm lost {} of its boats in the storm of 2019.\n\n"
    text = written(audit_text("".join(claim.format(n) for n in range(20, 60)), path="a.txt"))
    assert text.count("The article cites nothing: each of its 40 sentences needs a source.") == 1
    assert text.count("warning uncited-claim") == 5
    assert "… and 35 more findings of uncited-claim" in text


def test_a_language_without_lexicon_is_said_plainly() -> None:
    german = "Der Rat tagte am Montag, und es war klar, dass der Plan nicht von allen gelesen worden war. " * 3
    text = written(audit_text(german, path="a.txt"))
    assert "not judged: no lexicon for de" in text
    assert "claims uncited" not in text


def test_totals_count_every_document() -> None:
    clean, dirty = audit_text("It rained.", path="a.txt"), audit_text("It rained.[citation needed]", path="b.txt")
    text = written(clean, dirty, Audit("c.txt", error="there is no such file or folder"), statistics=True)
    assert text.endswith("0 errors, 1 warning, 0 notes in 1 of 3 documents (1 clean, 1 could not be checked)\n")
    assert re.search(r"│ 1\s+│ editor-tag-left\s+│", text)
    assert "could not be checked: there is no such file or folder" in text


@pytest.mark.parametrize(
    "text", ["a plain sentence that is rather long", "会議は終わったと彼は言った", "👩\u200d👩\u200d👧 e\u0301 " * 5]
)
@pytest.mark.parametrize("columns", [8, 12, 20])
def test_what_is_cut_fits(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns
    shown, carets = cropped(text, 2, 4, 0, len(text), columns)
    assert width(shown) <= columns
    assert len(carets) <= columns + 1


def test_every_exemption_is_printed_with_its_reason_in_plain_words() -> None:
    article = (
        "# Quay closes\n\nThe yard lost 61 of its boats in the storm of 2019 [1]. We surveyed 40 yards.\n\n"
        "The yard lost 61 boats in the storm of 2019. Paris is the capital of France. Who knew?\n\n"
        "## Sources\n\n1. Log of the yard.\n2. Log of the storm.\n"
    )
    for columns in (60, 100):
        text = written(audit_text(article, path="a.md", format="markdown"), width=columns)
        counted = " ".join(re.sub(r"[│\s]+", " ", text[: text.index("with a marker")]).split())
        assert counted.endswith(
            "1 echo of a cited sentence, 2 entries of the source list, 1 heading, 1 headline, "
            "1 note on the writer’s methods, 1 piece of common knowledge, 1 question"
        )


def test_the_table_says_what_it_counts() -> None:
    text = written(audit_text(ARTICLE, path="a.txt"))
    for words in ("need a source", "has no marker of its own", "4 sources cited, none listed"):
        assert words in text


def test_a_sentence_with_two_findings_is_shown_once() -> None:
    text = written(audit_text("Some analysts have questioned the sale of the yard.\n\nIt rained [1].", path="a.txt"))
    assert "vague-attribution" in text and "uncited-claim" in text
    assert text.count("Some analysts have questioned the sale") == 1


def test_the_label_of_an_opinion_piece_is_told_at_its_headline() -> None:
    verdict = "The decision highlights the limits of a plan that nobody wanted, and it is a stark reminder."
    text = written(audit_text(f"Opinion\n\nThe yard deserves better\n\n{verdict}", path="a.txt"))
    assert "Headline, line 3\n    note labelled-opinion  Labelled “Opinion”: its only sentence reads" in text


@pytest.mark.parametrize("name", ["claim", "editorial"])
def test_whatever_moves_a_score_has_a_name_that_is_no_feature_of_the_program(name: str) -> None:
    known = {
        *scores.weights("en", name).features,
        *(f"{kind}: {who}" for kind in ("attributed", "stance") for who in get_args(AttributionKind)),
        *(f"{size} words" for size in (5, 40)),
        *(f"tone {family}, twice" for family in lexicons.families("en", "tone")),
    }
    for feature in known - {"reads as a verdict"}:
        assert plain(feature) != feature, feature


@pytest.mark.parametrize(
    ("feature", "shown"),
    [
        ("digit", "a figure"),
        ("5 words", "at least 5 words"),
        ("stance", "what somebody wants or does"),
        ("word hardly", "the word “hardly”"),
        ("opens with but", "begins with “but”"),
        ("ending -ism", "a word in -ism"),
        ("tone blame", "words of blame"),
        ("tone blame, twice", "words of blame, several"),
        ("cue prediction", "a phrase that foretells"),
        ("attributed: vague", "said by nobody in particular"),
    ],
)
def test_what_moves_a_score_is_called_as_an_editor_would(feature: str, shown: str) -> None:
    assert plain(feature) == shown
