"""The checks that rest on a judgement: what they report, how sure they are, and what they leave alone."""

import pytest

from citeaudit import audit_text, rulebook
from citeaudit.model import Finding
from citeaudit.rulebook import Rulebook
from citeaudit.settings.config import Settings

BOOK = rulebook.load()
LOST = "The quarry lost 61 of its trucks in a fire last June."
COLD = "It was a cold night."


def findings(rule: str, text: str, fmt: str = "text") -> tuple[Finding, ...]:
    """What one rule alone finds."""
    alone = Rulebook(tuple(known for known in BOOK.rules if known.id == rule))
    audit = audit_text(text, format=fmt, rules=alone, settings=Settings(confidence="low", lang="en"))
    assert audit.error is None and audit.failures == ()
    return audit.findings


def found(rule: str, text: str, fmt: str = "text") -> list[str]:
    return [text[finding.start : finding.end] for finding in findings(rule, text, fmt)]


# uncited-claim


@pytest.mark.parametrize(
    ("sentence", "level", "confidence"),
    [
        ("Police accused three men of fraud after 61 trucks burned.", "warning", "high"),
        ("A crew launched a boat.", "note", "medium"),
    ],
)
def test_an_uncited_claim_is_reported_as_loudly_as_it_is_sure(sentence: str, level: str, confidence: str) -> None:
    (finding,) = findings("uncited-claim", f"The council met [1].\n\n{sentence}")
    assert (finding.level, finding.confidence) == (level, confidence)


def test_an_uncited_claim_names_its_weightiest_reason_and_lists_all() -> None:
    (finding,) = findings("uncited-claim", f"The council met [1].\n\n{LOST}")
    assert "figure, “61”" in finding.message
    assert finding.because[0] == "figure: 61" and "event: lost" in finding.because


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"The council met in March [3].\n\n{LOST}", "The nearest marker is [3], 1 sentence back."),
        (f"{LOST}\n\n{COLD}\n\nThe council met in March [3, 4].", "The nearest marker is [3, 4], 2 sentences on."),
        (
            f"The council met in March [3].\n\n{LOST}\n\nIt met again [4].",
            "The nearest marker is [3], 1 sentence back.",
        ),
    ],
)
def test_the_nearest_marker_may_be_the_one_that_is_missing(text: str, words: str) -> None:
    (finding,) = findings("uncited-claim", text)
    assert finding.mend.endswith(words)


@pytest.mark.parametrize(
    ("sentence", "mend"),
    [
        ("The yard lost £40m in May.", "Add the source, say in the sentence who says so, or cut it."),
        ("Marta Lund wants £40m for the yard.", "Add the source, or cut it."),
        (
            "The yard lost £40m in May, Marta Lund said.",
            "Add a marker that shows where “Marta Lund” said this, or cut it.",
        ),
        (
            "The inquest heard that the yard lost £40m.",
            "Add a marker that shows where “The inquest” heard this, or cut it.",
        ),
        ("The board said the yard lost £40m.", "Add a marker that shows where “The board” said this, or cut it."),
        ("Police said the yard lost £40m.", "Add a marker that shows where “Police” said this, or cut it."),
        ("A study showed that the yard lost £40m.", "Add a marker for the document that says this, or cut it."),
        ("Experts say the yard lost £40m.", "Add the source, say by name who says so, or cut it."),
        ("The yard is said to have lost £40m.", "Add the source, say by name who says so, or cut it."),
    ],
)
def test_the_mend_of_an_uncited_claim_fits_what_the_sentence_says_already(sentence: str, mend: str) -> None:
    assert [each.mend for each in audit_text(sentence).findings if each.rule == "uncited-claim"] == [mend]


def test_a_marker_far_away_is_not_worth_naming() -> None:
    far = "\n\n".join(["The council met in March [3].", *[COLD] * 3, LOST])
    (finding,) = findings("uncited-claim", far)
    assert "nearest" not in finding.mend


def test_in_a_labelled_opinion_only_figures_quotations_and_accusations_need_a_source() -> None:
    piece = f"Opinion\n\nThe quarry is a waste\n\nThe council met in March [1].\n\nA crew launched a boat.\n\n{LOST}"
    assert found("uncited-claim", piece) == [LOST]


@pytest.mark.parametrize(
    "text",
    [
        f"The council met [1].\n\n{LOST[:-1]} [2].",
        f"The council met [1].\n\n{LOST} It burned for a day [2].",
        "The council met [1].\n\nWho lost 61 of its trucks in a fire last June?",
        "The council met [1].\n\nThe decision highlights the limits of a plan that nobody wanted.",
    ],
    ids=["cited", "borrowed", "a question", "a verdict"],
)
def test_what_is_no_uncited_claim(text: str) -> None:
    assert found("uncited-claim", text) == []


# borrowed-citation, citation-free-document


def test_a_borrowed_citation_names_the_next_marker_of_the_paragraph() -> None:
    (finding,) = findings("borrowed-citation", f"{LOST} {COLD} It burned for a day [3, 5]. It rained [6].")
    assert "[3, 5]" in finding.message and finding.level == "note"


@pytest.mark.parametrize(
    "text",
    [
        f"{COLD} It burned for a day [3].",
        f"Opinion\n\nThe quarry is a waste\n\nA crew launched a boat. {COLD} It burned [3].",
    ],
    ids=["no claim", "an opinion piece asserts"],
)
def test_what_borrows_no_citation(text: str) -> None:
    assert found("borrowed-citation", text) == []


def test_an_article_without_a_marker_is_told_once_with_its_numbers() -> None:
    body = f"{LOST} Police arrested three men in July. {COLD} The company sold the site for 4 million crowns in 2024."
    (finding,) = findings("citation-free-document", f"Quarry for sale after fire\n\n{body}")
    assert (finding.start, finding.end) == (0, len("Quarry for sale after fire"))
    assert "3 of its 4 sentences" in finding.message


@pytest.mark.parametrize("text", [f"{LOST} {COLD}", f"{LOST} {LOST} {LOST} It rained [1].", ""])
def test_few_claims_or_one_marker_make_no_citation_free_article(text: str) -> None:
    assert found("citation-free-document", text) == []


# editorial-paragraph, editorial-sentence

VERDICT = "The decision highlights the limits of a plan that nobody wanted."
FORECAST = "If the board fails to act, the yard could become a ruin."


@pytest.mark.parametrize(
    "paragraph",
    [
        VERDICT,
        f"{VERDICT} {FORECAST}",
        f"{VERDICT} {FORECAST} {LOST}",
        f"{VERDICT} A house without a roof is still a house.",
        f"{VERDICT[:-1]} [1]. {FORECAST}",
        "By contrast, if the sale falls through, rivals could move in. The real question is whether they want to.",
        "Unless the board learns from it, 2031 will be a year of strikes. The sale lays bare its weakness.",
    ],
    ids=[
        "alone",
        "nothing else",
        "two verdicts and a fact",
        "a metaphor carries it on",
        "with a marker",
        "behind a few words",
        "a year is no figure",
    ],
)
def test_a_paragraph_of_the_writers_verdicts_is_reported_whole(paragraph: str) -> None:
    text = f"The council met in March [1].\n\n{paragraph}\n\nIt meets again in May [2]."
    assert found("editorial-paragraph", text) == [paragraph]
    assert found("editorial-sentence", text) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        FORECAST,
        f"{VERDICT} {LOST}",
        f"{VERDICT} {LOST} Police arrested three men in July.",
        f"{VERDICT} Marta Lund said the yard was safe. The board said it was not.",
        f"“{VERDICT} {FORECAST}”",
        f"“{VERDICT} {FORECAST}",
        f"{VERDICT} {FORECAST}” That is what she wrote.",
        f"Marta Lund said the {VERDICT[4:]}",
        f"The {VERDICT[4:-1]}, Marta Lund told the board.",
        "The robust and comprehensive plan is a crucial, vital one.",
        "The library should open at nine o'clock and has 61 seats, noted the board.",
    ],
    ids=[
        "a forecast alone",
        "as much fact",
        "mostly facts",
        "others speak in it",
        "quoted",
        "quoted, the quotation runs on",
        "quoted, the quotation began earlier",
        "attributed before",
        "attributed behind",
        "words of style",
        "somebody spoke",
    ],
)
def test_a_paragraph_of_facts_or_of_other_peoples_verdicts_is_none(paragraph: str) -> None:
    text = f"The council met in March [1].\n\n{paragraph}\n\nIt meets again in May [2]."
    assert found("editorial-paragraph", text) == []


@pytest.mark.parametrize(
    "label", ["Opinion", "Review", "Editorial", "Profile", "News analysis", "Letter to the editor"]
)
def test_a_piece_that_is_labelled_may_judge_and_is_told_once(label: str) -> None:
    text = f"{label}\n\nThe yard deserves better\n\n{VERDICT} {FORECAST} {COLD}"
    assert found("editorial-paragraph", text) == [] and found("editorial-sentence", text) == []
    (finding,) = findings("labelled-opinion", text)
    assert finding.message == f"Labelled “{label}”: 2 of 3 sentences read as the writer’s own judgement."
    assert text[finding.start : finding.end] == "The yard deserves better" and finding.level == "note"


def test_one_verdict_in_a_labelled_piece_without_a_headline() -> None:
    text = f"---\ncategories: [Town, Opinion]\n---\n\n{COLD} {VERDICT}"
    (finding,) = findings("labelled-opinion", text, "markdown")
    assert finding.message == "Labelled “Opinion”: 1 of 2 sentences reads as the writer’s own judgement."
    assert text[finding.start : finding.end] == COLD


@pytest.mark.parametrize(
    "text",
    [
        f"Opinion\n\nThe yard deserves better\n\n{LOST} {COLD}",
        f"The yard deserves better\n\n{VERDICT}",
        "Opinion\n\nYard",
    ],
    ids=["no verdict", "no label", "nothing at all"],
)
def test_a_label_without_a_verdict_or_a_verdict_without_a_label_is_not_told(text: str) -> None:
    assert found("labelled-opinion", text) == []


def test_an_analysis_states_facts_as_a_report_does() -> None:
    piece = "{}\n\nThe quarry is a waste\n\nThe council met in March [1].\n\nA crew launched a boat."
    assert found("uncited-claim", piece.format("Analysis")) == ["A crew launched a boat."]
    assert found("uncited-claim", piece.format("Opinion")) == []


def test_a_verdict_in_a_list_is_no_paragraph() -> None:
    assert found("editorial-paragraph", f"The council met [1].\n\n- {VERDICT}\n- {VERDICT}\n", "markdown") == []


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (VERDICT, [VERDICT]),
        (f"{VERDICT[:-1]} [1].", []),
        ("Marta Lund said it lays bare the limits of the plan.", []),
        ("It “lays bare the limits” of the plan.", []),
    ],
    ids=["uncited", "cited", "attributed", "quoted"],
)
def test_one_verdict_among_facts(verdict: str, expected: list[str]) -> None:
    text = f"The council met in March [1]. {LOST[:-1]} [1]. The yard opened in 1911 [2]. {verdict}"
    assert found("editorial-sentence", text) == expected
    assert found("editorial-paragraph", text) == []


# vague-attribution, anonymous-source, sourceless-passive


@pytest.mark.parametrize(
    ("text", "span", "level"),
    [
        ("Observers said that the talks would fail.", "Observers said", "warning"),
        ("Observers said that the talks would fail [1].", "Observers said", "note"),
        ("Observers said that they would fail. They did [1].", "Observers said", "note"),
        ("The talks would fail, according to experts.", "according to experts", "warning"),
    ],
    ids=["uncited", "cited", "borrowed", "the source behind the cue"],
)
def test_a_source_that_names_nobody_is_milder_with_a_marker(text: str, span: str, level: str) -> None:
    (finding,) = findings("vague-attribution", text)
    assert (text[finding.start : finding.end], finding.level) == (span, level)


@pytest.mark.parametrize(
    ("source", "level"),
    [
        ("Experts warn", "warning"),
        ("Several sources said", "warning"),
        ("Some say", "warning"),
        ("Some residents say", "note"),
        ("Certain signs suggest", "note"),
    ],
)
def test_a_source_that_is_told_by_its_number_alone_is_a_note(source: str, level: str) -> None:
    (finding,) = findings("vague-attribution", f"The council met [1].\n\n{source} that the dam will fail.")
    assert finding.level == level


@pytest.mark.parametrize(
    "text",
    [
        "Prosecutors told the court that the yard was empty.",
        "Harbour officials confirmed the sale.",
        "Analysts surveyed by Datatide said that prices would fall.",
        "Observers were watching the talks.",
        "“Experts say it will fail,” Marta Lund said.",
        "What do experts say?",
        "Opponents of the sale, including the Skarn Chamber of Trade, say it was a sham.",
        "Experts warn that it will fail. Asha Menon, an expert in timber, said it had lost half its strength [1].",
    ],
)
def test_whoever_can_be_found_is_not_vague(text: str) -> None:
    assert found("vague-attribution", text) == []


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (
            "anonymous-source",
            "An aide, who asked not to be named, said no.",
            ["An aide, who asked not to be named, said"],
        ),
        ("anonymous-source", "Marta Lund, who asked not to be quoted, said no.", []),
        ("sourceless-passive", "It is widely believed that the mine was safe [1].", ["It is widely believed"]),
        ("sourceless-passive", "“It is widely believed to be safe,” Marta Lund said.", []),
        ("sourceless-passive", "It is a mine that the board believed to be safe.", []),
    ],
)
def test_sources_without_a_name_and_passives_without_a_source(rule: str, text: str, expected: list[str]) -> None:
    assert found(rule, text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The yard, seen by many analysts as a ruin, was sold.", "“seen by many analysts” names nobody."),
        ("Some residents on Monday said the yard was a ruin.", "“Some residents on Monday said” names nobody."),
        (
            "Many in the town, while they were wary of the men from the ministry, agreed that it was a ruin.",
            "“Many in the town … agreed” names nobody.",
        ),
    ],
)
def test_a_vague_source_is_shown_as_the_sentence_has_it(text: str, message: str) -> None:
    assert message in [finding.message for finding in audit_text(text).findings]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("A Skarn source said no.", ", or say why it cannot be named and how it knows."),
        ("A Skarn source familiar with the sale said no.", ", or say why it cannot be named (how it knows is said)."),
        (
            "An aide, who asked not to be named because the talks go on, said no.",
            ", or say how it knows (why it is not named is said).",
        ),
        (
            "A person familiar with the sale, who asked not to be named because the talks go on, said no.",
            "; why it is not named and how it knows is said.",
        ),
    ],
)
def test_the_mend_of_a_source_without_a_name_asks_for_what_is_not_said(text: str, mend: str) -> None:
    (finding,) = findings("anonymous-source", text)
    assert finding.mend == f"Name the source if you can{mend}"


# unattributed-quotation

SPOKEN = "“They sold the cranes before they had told a single one of us.”"


def test_a_quotation_that_nobody_speaks() -> None:
    text = f"The gates were locked at noon. {SPOKEN} The cranes stood still."
    (finding,) = findings("unattributed-quotation", text)
    assert text[finding.start : finding.end] == SPOKEN and "13 words" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        f"Marta Lund said the yard had gone. {SPOKEN} The cranes stood still.",
        f"The gates were locked. {SPOKEN} Marta Lund told the board so.",
        f"A note was on the gate: {SPOKEN}",
        "A note was on the gate:\n\n“They sold the cranes before they had told a single one of us.”",
        "The gates were locked. “All gone.” The cranes stood still.",
        "The song “The Last of the Cranes and of the Boats” was sung.",
        f"The gates were locked at noon. The sign {SPOKEN} [1] The cranes stood still.",
        f"Marta Lund told the board. “They came at noon. They sold the cranes. {SPOKEN[1:]} The yard was cold.",
        f"Here is the mayor in May: “They came at noon. They sold the cranes. {SPOKEN[1:]} The yard was cold.",
        "The gates were locked. “The Last of the Cranes and the Boats.” It was a book.",
        "It was the end of a time. Ending “the yard as all of us knew it.” The cranes stood still.",
    ],
    ids=[
        "said before",
        "said behind",
        "introduced",
        "by a paragraph",
        "three words",
        "a title",
        "a source's words",
        "said before a long one",
        "a long one introduced",
        "a title with a full stop",
        "a few words of a text",
    ],
)
def test_a_quotation_with_a_speaker_near_it(text: str) -> None:
    assert found("unattributed-quotation", text) == []


def test_a_block_of_quotation_is_set_off_on_purpose() -> None:
    assert found("unattributed-quotation", f"The gates were locked at noon.\n\n> {SPOKEN}\n", "markdown") == []


# undated-time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council met on Tuesday. It met again on Friday.", ["on Tuesday"]),
        ("The council met recently.", ["recently"]),
        ("The council met on Tuesday. It closed the yard on 3 March.", []),
        ("The council met on Tuesday. The yard opened in 1911.", []),
        ("The council meets on Tuesdays.", []),
        ("# Council met on Tuesday\n\nIt closed the yard.", []),
    ],
    ids=["once", "recently", "a date", "a year", "a habit", "a heading"],
)
def test_a_relative_time_is_told_once_where_no_date_stands(text: str, expected: list[str]) -> None:
    assert found("undated-time", text, "markdown") == expected


def test_the_date_may_stand_in_the_front_matter() -> None:
    assert found("undated-time", "---\ndate: 2031-03-04\n---\n\nThe council met on Tuesday.", "markdown") == []


def test_nothing_that_rests_on_a_judgement_is_found_where_nobody_judges() -> None:
    text = (
        "Der Rat traf sich am Dienstag, und es wurde beschlossen, dass 61 Wagen verkauft werden. Das ist eine Schande."
    )
    judged = [rule for rule in BOOK.rules if rule.group in ("editorial", "attribution") or rule.id == "uncited-claim"]
    audit = audit_text(text, rules=Rulebook(tuple(judged)), settings=Settings(confidence="low", lang="de"))
    assert audit.findings == ()
    assert audit.document is not None and audit.document.not_judged == "no lexicon for de"
