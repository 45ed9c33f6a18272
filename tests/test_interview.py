"""Whose words an interview holds: the one person's whom it names, and never the writer's."""

import pytest

import citeaudit
from citeaudit.model import Audit

OPENING = "Marta Lund runs the sailing school. We met her on the quay."
FIRST = "The sale was a disgrace. The board should be ashamed."
SECOND = "It was a betrayal of the town. We shall fight it."


def audited(text: str, fmt: str) -> Audit:
    return citeaudit.audit_bytes(text.encode(), format=fmt)


def speakers(audit: Audit) -> dict[str, str | None]:
    """Who says each sentence that is no question, in the order of the text."""
    document = audit.document
    assert document is not None and document.judgement is not None
    found: dict[str, str | None] = {}
    for i, sentence in enumerate(document.sentences):
        said = document.judgement.attribution(i)
        written = document.text[sentence.start : sentence.end]
        found[written] = document.text[slice(*said.source)] if said and said.source else None
    return found


ANSWERS = (
    "The sale was a disgrace.",
    "The board should be ashamed.",
    "It was a betrayal of the town.",
    "We shall fight it.",
)
LAID_OUT = {
    "bold questions": (
        "markdown",
        f"# The slipway is ours\n\n{OPENING}\n\n**Why does it matter to you?**\n\n{FIRST}\n\n**What now?**\n\n{SECOND}\n",
    ),
    "bold questions before their answers": (
        "markdown",
        f"# The slipway is ours\n\n{OPENING}\n\n**Why does it matter to you?** {FIRST}\n\n**What now?** {SECOND}\n",
    ),
    "questions as headings": (
        "markdown",
        f"# The slipway is ours\n\n{OPENING}\n\n### Why does it matter to you?\n\n{FIRST}\n\n### What now?\n\n{SECOND}\n",
    ),
    "strong questions in a page": (
        "html",
        f"<h1>The slipway is ours</h1><p>{OPENING}</p><p><strong>Why does it matter to you?</strong></p><p>{FIRST}</p>"
        f"<h3>What now?</h3><p>{SECOND}</p>",
    ),
    "a byline and an interviewer": (
        "markdown",
        f"# The slipway is ours\n\nBy Ann Reed\n\nAnn Reed met Marta Lund.\n\n**Why does it matter to you?**\n\n{FIRST}\n\n"
        f"**What now?**\n\n{SECOND}\n",
    ),
    "one of two stands in the headline": (
        "markdown",
        f"# Lund: the slipway is ours\n\nMarta Lund took over from Tomas Reed.\n\n**Why does it matter to you?**\n\n{FIRST}\n\n"
        f"**What now?**\n\n{SECOND}\n",
    ),
}


@pytest.mark.parametrize(("fmt", "text"), LAID_OUT.values(), ids=LAID_OUT)
def test_answers_are_those_of_whom_the_article_names(fmt: str, text: str) -> None:
    audit = audited(text, fmt)
    said = speakers(audit)
    assert [said[answer] for answer in ANSWERS] == ["Marta Lund"] * len(ANSWERS)
    assert not [found for found in audit.findings if found.rule.startswith("editorial")]


@pytest.mark.parametrize("sign", [".", ":"])
@pytest.mark.parametrize(("opening", "speaker"), [(OPENING, "Marta Lund"), ("The board met.", "A")])
def test_answers_with_a_label(sign: str, opening: str, speaker: str) -> None:
    text = (
        f"The slipway is ours\n\n{opening}\n\nQ{sign} Why does it matter to you?\n\nA{sign} Never. {FIRST}\n\n"
        f"Q{sign} What now?\n\nA{sign} {SECOND}\n"
    )
    audit = audited(text, "text")
    said = speakers(audit)
    assert {said["The board should be ashamed."], said["We shall fight it."]} == {speaker}
    assert not [found for found in audit.findings if found.rule.startswith("editorial")]


def test_what_another_says_in_an_interview_is_theirs_and_the_end_is_the_writers() -> None:
    text = (
        f"# The slipway is ours\n\n{OPENING}\n\n**Why does it matter to you?**\n\n{FIRST}\n\nTomas Reed: It was a bargain. Nobody lost.\n\n"
        f"**What now?**\n\n{SECOND}\n\nLund will be back in May. She was late.\n"
    )
    said = speakers(audited(text, "markdown"))
    assert said["Nobody lost."] == "Tomas Reed"
    assert said["She was late."] is None


NO_INTERVIEWS = {
    "nobody is asked": f"# What now\n\n{OPENING}\n\n## Why was it sold?\n\n{FIRST}\n\n## What now?\n\n{SECOND}\n",
    "nobody answers": (
        f"# What now\n\n{OPENING}\n\n## What should you know?\n\n{FIRST}\n\n## What now?\n\nIt was a betrayal of the town.\n"
    ),
    "two are named": (
        f"# What now\n\nMarta Lund met Tomas Reed.\n\n## Why do you care?\n\n{FIRST}\n\n## What now?\n\n{SECOND}\n"
    ),
    "nobody is named": f"# What now\n\nThe board met.\n\n## Why do you care?\n\n{FIRST}\n\n## What now?\n\n{SECOND}\n",
    "one question": f"# What now\n\n{OPENING}\n\n## Why do you care?\n\n{FIRST}\n\n{SECOND}\n",
}


@pytest.mark.parametrize("text", NO_INTERVIEWS.values(), ids=NO_INTERVIEWS)
def test_an_article_with_questions_is_no_interview(text: str) -> None:
    said = speakers(audited(text, "markdown"))
    assert "Marta Lund" not in said.values()
    assert said["It was a betrayal of the town."] is None
