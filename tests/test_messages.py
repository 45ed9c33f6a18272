"""What findings say: grammar with one and with several, and words that an editor knows."""

import pytest

from citeaudit import audit_text
from citeaudit.settings.config import Settings

LIST = "\n\nSources:\n[1] Dam log, Orrin County, 3 May 2025"
SECOND = "\n[2] Rain log, Tarn County, 2 May 2025"
VERDICT = "The decision highlights the limits of a plan that nobody wanted, and it is a stark reminder."


def said(text: str, rule: str, sources: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """The message and the mend of each finding of a rule."""
    found = audit_text(text, sources=sources, settings=Settings(confidence="low")).findings
    return [(each.message, each.mend) for each in found if each.rule == rule]


MESSAGES = {
    "one source and no list": ("It broke [1].", "missing-source-list", "The article cites one source (1) and does not list it."),
    "two sources and no list": ("It broke [1, 2].", "missing-source-list", "The article cites 2 sources (1, 2) and lists none of them."),
    "one that is not listed": (f"It broke [1]. It fell [3].{LIST}", "dangling-marker", "[3] names a source that is not in the list: 3."),
    "two that are not listed": (f"It broke [1]. It fell [3, 4].{LIST}", "dangling-marker", "[3, 4] names sources that are not in the list: 3, 4."),
    "one verdict alone": (f"Opinion\n\nThe yard\n\n{VERDICT}", "labelled-opinion", "Labelled “Opinion”: its only sentence reads as the writer’s own judgement."),
    "one verdict of two": (f"Opinion\n\nThe yard\n\nIt rained. {VERDICT}", "labelled-opinion", "Labelled “Opinion”: 1 of 2 sentences reads as the writer’s own judgement."),
    "two verdicts": (f"Opinion\n\nThe yard\n\n{VERDICT}\n\nIf the board fails to act, the yard could become a ruin. It rained.", "labelled-opinion", "Labelled “Opinion”: 2 of 3 sentences read as the writer’s own judgement."),
    "another style": ("It broke [1]. It fell [2]. It is old.[^3]", "mixed-marker-styles", "[^3] is written in another style than the other markers, such as [1]."),
    "a day without a date": ("The yard was sold on Monday.", "undated-time", "“on Monday” tells when only to those who know the date, and the article gives none."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "message"), MESSAGES.values(), ids=MESSAGES)
def test_a_message_counts_as_an_editor_would(text: str, rule: str, message: str) -> None:
    assert [each for each, _ in said(text, rule)] == [message]


@pytest.mark.parametrize(
    ("entries", "held"), [(LIST, "one entry"), (LIST + SECOND, "2 entries")], ids=["one entry", "two entries"]
)
def test_a_mend_says_how_long_the_list_is(entries: str, held: str) -> None:
    ((_, mend),) = said(f"It broke [1]. It fell [3].{entries}", "dangling-marker")
    assert mend.endswith(f"(the list has {held}).")


def test_a_label_that_comes_twice_is_mended_otherwise_than_a_source_that_does() -> None:
    twice = said(f"It broke [1].{LIST}\n[1] Rain log, Tarn County, 2 May 2025", "duplicate-source")
    same = said(f"It broke [1, 2].{LIST}\n[2] Dam log, Orrin County, 3 May 2025", "duplicate-source")
    assert [mend for _, mend in twice] == [
        "Keep one of the two, and mend the markers that mean the other, or give that one a number of its own."
    ]
    assert [mend for _, mend in same] == ["Keep one of the two, and give all markers its number."]


def test_evidence_is_missing_only_in_texts_that_were_read() -> None:
    saved = {"1": "The dam held until the third of May, and nobody in the county was told of the crack in it before."}
    found = said("It lost 61 boats [1, 2].", "figure-not-in-source", saved)
    assert [message for message, _ in found] == ["“61” is not in the saved text of [1]."]


@pytest.mark.parametrize(("text", "size"), [("Dam.", "1 word"), ("Dam log.", "2 words")])
def test_a_thin_source_is_counted(text: str, size: str) -> None:
    assert said("It broke [1].", "thin-source", {"1": text})[0][0] == f"Little was saved: [1] has {size}."
