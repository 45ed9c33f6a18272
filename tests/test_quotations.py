"""Quotations of an article against the saved texts of its sources, from the article to the finding."""

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citeaudit import Audit, audit_text
from citeaudit.evidence import quotations
from citeaudit.evidence.words import Words
from citeaudit.rulebook import load
from citeaudit.settings.config import Settings

LINES = (Path(__file__).parent / "cases" / "quotations.txt").read_text(encoding="utf-8").splitlines()
TEXTS = {
    "1": "\n\n".join(line[2:] for line in LINES if line.startswith("> ")),
    "2": "\n\n".join(line[3:] for line in LINES if line.startswith("2> ")),
}
SOURCE = Words(TEXTS["1"])
CASES = [line for line in LINES if " => " in line and line[0] != "#"]
RULES = {
    "quotation-polarity": "polarity", "quotation-altered": "altered", "quotation-not-in-source": "not found",
    "evidence-in-other-source": "elsewhere",
}  # fmt: skip
SETTINGS = Settings(confidence="low", lang="en")
BOOK = load(SETTINGS)


def audit(article: str, texts: dict[str, str] = TEXTS) -> Audit:
    kind, _, text = article.partition(":") if article.startswith(("md:", "html:")) else ("text", "", article)
    for written, character in {"\\n": "\n", "\\u00ad": "\u00ad", "\\u200b": "\u200b", "\\u00a0": "\u00a0"}.items():
        text = text.replace(written, character)
    if "[" not in text.replace("[sic]", "") or ("[1" not in text and "[3" not in text):
        text = f"Lund spoke: {text if text[0] == '“' else f'“{text}”'} [1]."
    return audit_text(text, format={"md": "markdown"}.get(kind, kind), rules=BOOK, settings=SETTINGS, sources=texts)


def told(found: Audit) -> tuple[str, str]:
    """What the audit says of its quotations, and the words of its finding."""
    findings = [finding for finding in found.findings if finding.rule in RULES]
    if findings:
        assert len(findings) == 1, findings
        return RULES[findings[0].rule], "\n".join((findings[0].message, *findings[0].because))
    evidence = found.document.evidence
    assert evidence
    parts = {part for i in range(len(found.document.sentences)) for part in evidence.checked(i)}
    states = {part.how or part.state for part in parts if part.kind == "quotation"}
    return ", ".join(sorted(states)) or "nothing", ""


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_a_quotation(case: str) -> None:
    article, _, expected = case.partition(" => ")
    state, _, words = expected.partition(" | ")
    found, message = told(audit(article))
    if article.endswith("she said.") and state == "nothing":
        found, message = told(audit_text(article, rules=BOOK, settings=SETTINGS, sources=TEXTS))
    assert found == state, message
    assert words in message


def test_a_quotation_over_sentences_is_told_once_and_counts_in_each() -> None:
    found = audit("“The money goes to the schools. It goes to the banks,” said Lind [1]. It rained.")
    evidence = found.document.evidence
    assert evidence
    assert [evidence.state(i) for i in range(3)] == ["altered", "altered", "nothing checkable"]
    (finding,) = (each for each in found.findings if each.rule == "quotation-altered")
    assert found.document.text[finding.start : finding.end].startswith("“The money")
    assert found.document.text[finding.start : finding.end].endswith("banks,”")


def test_three_differences_are_shown_and_the_rest_counted() -> None:
    spoken = "Lind said: “The cash goes to our schools. It also goes to roads. It really goes to nobody” [1]."
    _, message = told(audit(spoken))
    assert message.count("where the source has") <= 3 and " more" in message


def test_a_quotation_longer_than_a_page_is_compared_to_its_end() -> None:
    sentences = [f"Boat {k} lay at berth {k * 7} for {k + 3} days and was then towed to the yard." for k in range(80)]
    spoken = " ".join(sentences).replace("berth 350 ", "berth 351 ")
    state, message = told(audit(f"Lind said: “{spoken}” [1].", {"1": "\n\n".join(sentences)}))
    assert state == "altered" and "it has “351” where the source has “350”." in message


@given(st.integers(0, len(SOURCE.words) - 4), st.integers(3, 12))
def test_any_stretch_of_a_source_is_found_in_it(start: int, size: int) -> None:
    written = SOURCE.written(start, start + size)
    assert quotations.check(written, SOURCE).state in ("found", "elided")


@example(144, 8, 3)  # behind the word, what the source says twice
@given(st.integers(0, len(SOURCE.words) - 14), st.integers(8, 12), st.integers(1, 6))
def test_any_word_that_is_put_in_is_told(start: int, size: int, place: int) -> None:
    words = SOURCE.words[start : start + size]
    words.insert(place, "zebra")
    found = quotations.check(" ".join(words), SOURCE)
    assert found.state == "altered" and any("zebra" in change for change in found.changes)


@given(st.text(max_size=60))
def test_any_text_can_be_looked_for(text: str) -> None:
    assert quotations.check(text, SOURCE).state in ("found", "elided", "altered", "not found")
    assert quotations.check(text, Words(text)).state in ("found", "elided")


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["the boat ", "a b a c d b ", "the boat … ", "[x] the boat ", "not the boat, "])
def test_twice_the_quotation_takes_no_more_than_three_times_as_long(piece: str) -> None:
    def cost(size: int) -> float:
        source = Words("a b a c d b, not the boat the ship " * size)
        began = time.process_time()
        quotations.check(piece * size + "zebra", source)
        return time.process_time() - began

    cost(100)
    half, whole = (min(cost(size) for _ in range(2)) for size in (400, 800))
    assert whole < 3 * max(half, 0.02)


LANGUAGES = {
    "It was a matter of sin the pride of the town was at stake.": (),
    "Era una obra sin el orgullo de la ciudad.": ("stands behind “sin” in the source",),
    "Es war ohne das Wissen der Stadt, und das war es.": ("stands behind “ohne” in the source",),
    "She said that in the log it was “ohne das Wissen der Stadt” that they met in the hall.": (
        "stands behind “ohne” in the source",
    ),
}


@pytest.mark.parametrize("source", LANGUAGES)
def test_a_word_denies_in_its_own_language(source: str) -> None:
    quotation = next(words for words in ("the pride of the town", "el orgullo", "das Wissen") if words in source)
    assert quotations.check(quotation, Words(source)).polarity == LANGUAGES[source]


def test_of_many_places_the_one_without_a_negation_counts() -> None:
    source = Words("The quay is not safe at night. By day the quay is safe to walk on.")
    assert quotations.check("safe", source).polarity == ()
    assert quotations.check("safe at night", source).polarity == ("stands behind “not” in the source",)


def test_each_of_two_quotations_may_have_its_own_source() -> None:
    texts = {"1": "The yard was closed for good.", "2": "The ferry would sail in spring."}
    swapped = audit("Lund said “the ferry would sail” [1] and Voll “the yard was closed” [2].", texts)
    assert [finding.message for finding in swapped.findings if finding.rule in RULES] == [
        "This quotation is in [2], and not in [1].",
        "This quotation is in [1], and not in [2].",
    ]
    both = audit("Lund said “the yard was closed” and “the ferry would sail” [1], and so did Voll [2].", texts)
    assert told(both) == ("found", "")
