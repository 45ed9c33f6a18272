"""The judges on sentences whose reading is plain: who says so, what needs a source, what is a verdict."""

from pathlib import Path

import pytest

from citeaudit import audit_text
from citeaudit.model import Document, Judgement

CASES = [
    tuple(line.split(" => "))
    for line in (Path(__file__).parent / "cases" / "attribution.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def judged(text: str) -> tuple[Document, Judgement]:
    document = audit_text(text).document
    assert document is not None
    assert document.judgement is not None
    return document, document.judgement


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_who_says_so(sentence: str, expected: str) -> None:
    document, judge = judged(sentence)
    found = judge.attribution(0)
    shown = "none"
    if found:
        source = document.text[slice(*found.source)] if found.source else ""
        shown = f"{found.kind} | {source} | {document.text[slice(*found.cue)] if found.cue else ''}"
    assert shown == expected


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The yard lost 61 of its boats in a storm.", "figure: 61"),
        ("The strait froze because the current had stopped in winter.", "cause: because"),
        ("Police accused the harbour board of fraud in May.", "accusation: accused"),
        ("The court ruled that the contract was void in law.", "law: contract"),
        ("Marta Lund said the yard would close.", "attribution: said"),
        ("The harbour was the largest on the coast and closed in 2019.", "superlative: largest"),
    ],
)
def test_a_claim_needs_a_source_and_says_why(sentence: str, reason: str) -> None:
    _, judge = judged(sentence)
    assert judge.claim(0).score >= 0.5
    assert reason in judge.claim(0).reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "There are many ways to tell it.",
        "I still remember my first boat.",
        "Consider the harbour.",
        "It depends on you.",
    ],
)
def test_some_sentences_need_no_source(sentence: str) -> None:
    assert judged(sentence)[1].claim(0).score < 0.5


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("The vote lays bare the limits of the plan.", "significance"),
        ("If the board fails, its rivals could win the strait.", "prediction"),
        ("By refusing a vote, the board is testing the town.", "motive"),
        ("The sale of the yard was a disgrace.", "moral"),
        ("The board should withdraw the plan.", "advice"),
    ],
)
def test_the_writers_own_verdict_and_what_shows_it(sentence: str, family: str) -> None:
    found = judged(sentence)[1].editorial(0)
    assert found.score >= 0.5
    assert family in {cue.family for cue in found.cues}


@pytest.mark.parametrize(
    "sentence",
    [
        "Marta Lund said the vote lays bare the limits of the plan.",
        "The vote “lays bare the limits of the plan”, and it was a close one.",
        "The sale was a disgrace, Marta Lund told the board.",
        "The vote was put off until May.",
    ],
)
def test_other_peoples_verdicts_are_not_the_writers(sentence: str) -> None:
    assert judged(sentence)[1].editorial(0).score < 0.5
