"""Which sentences need no source, and why: only where form or wording leaves no doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.model import Document, Sentence

CITED = "The quarry at Norrholm lost 61 of its trucks in a fire last June [1]."


def document(text: str, language: str = "en") -> Document:
    found = audit_text(text).document
    assert found is not None and found.language == language
    return found


def last(text: str) -> Sentence:
    return document(text).sentences[-1]


FORMS = {
    "we surveyed": ("We surveyed 40 yards between March and May.", "method"),
    "we have also": ("We have also spoken to six harbourmasters.", "method"),
    "I spoke to": ("I spoke to Marta Lund in her kitchen.", "method"),
    "our reporters": ("Our reporters asked every council in the county for its minutes.", "method"),
    "for this article": ("For this article, the Gazette read the minutes of 40 councils.", "method"),
    "this report draws on": ("This report draws on interviews with 40 yards.", "method"),
    "a passive": ("Interviews were conducted in March.", "method"),
    "an interview cut": ("This interview has been edited for length and clarity.", "method"),
    "what was found": ("We surveyed 40 yards and found that 30 had closed.", None),
    "a fact behind it": ("We asked the yard, which lost 61 boats in 2019.", None),
    "an answer": ("We asked Marta Lund: the yard was shut.", None),
    "a share": ("We surveyed 40 yards, 30 percent of the trade.", None),
    "we did something else": ("We lost 61 boats in 2019.", None),
    "a verb far behind": ("We in the harbour town of Norrholm never asked anybody.", None),
    "another's report": ("The report draws on interviews with 40 yards.", None),
    "another paper": ("The Gazette asked every council in the county.", None),
    "no answer came": ("The yard did not respond to a request for comment.", None),
    "a capital": ("Paris is the capital of France.", "common knowledge"),
    "a capital with an apostrophe": ("France’s capital is Paris.", "common knowledge"),
    "not the capital": ("Lyon is the capital of France.", None),
    "a capital and more": ("Paris is the capital of France and has 105 theatres.", None),
    "days": ("Monday follows Sunday.", "common knowledge"),
    "days in a wrong order": ("Sunday follows Monday.", None),
    "months": ("May comes before June.", "common knowledge"),
    "a leap year": ("2024 was a leap year.", "common knowledge"),
    "no leap year": ("1900 was not a leap year.", "common knowledge"),
    "a wrong leap year": ("2023 was a leap year.", None),
    "a date": ("June 1, 2026 is a Monday.", "common knowledge"),
    "a British date": ("14 July 1789 was a Tuesday.", "common knowledge"),
    "a wrong date": ("June 1, 2026 is a Tuesday.", None),
    "a date that no calendar has": ("June 31, 2026 is a Monday.", None),
    "the sun": ("The sun rises in the east.", "common knowledge"),
    "the Sun": ("The Sun reported a fire in the east.", None),
    "a question": ("Who sold the yard?", "question"),
    "a question that is quoted": ("“Who sold the yard?”", "question"),
    "the rest of a quoted question": ("And who sold the yard?”", "question"),
    "a statement with a question": ("Lund, who lost £40m, asked the board “who sold the yard?”", None),
    "a statement with a question in straight marks": ('Lund lost £40m and asked, "Who sold the yard?"', None),
    "a statement with a title": ("It sold 400,000 copies of the book “Who Sold the Yard?”", None),
    "an addition to a wire story": ("(Adds quotes, background)", "correction"),
    "a story behind what was added to it": ("(Adds quotes) The yard lost £40m in May.", None),
    "a story behind what was updated": ("(Updates with close) Shares fell 4 percent in May.", None),
    "a story told in brackets": ("(This story has been told) Lund burned the yard.", None),
    "what prisons are called": ("Corrections: the jail service lost £40m in May.", None),
    "what prisons are called, and a deed": ("Corrections: the prison service sacked its warders.", None),
    "a correction without a figure": ("Correction: Lund is the chair of the board, not the mayor.", "correction"),
    "a correction of a figure": ("Correction: An earlier version of this article put the loss at £40m.", "correction"),
    "an accusation called a correction": ("Correction: Lund stole £40m in May.", None),
    "a picture of somebody accused": ("File photo: Lund, who was charged with fraud.", None),
    "a greeting with a figure": ("Good morning to 400 of you.", None),
    "a greeting": ("Good morning to all of you.", "greeting"),
    "a credit with a figure": ("Reporting by Ros Lane on 400 yards.", None),
    "sources in a headline": ("Sources: 400 boats lie on the rocks", None),
    "a correction in brackets": ("(Corrects the month of the fire in paragraph 2)", "correction"),
    "an editor's note that corrects": ("Editor’s note: This article was updated on 4 May.", "correction"),
    "an editor's note that accuses": ("Editor’s note: Marta Lund burned the yard for the money.", None),
    "a credit": ("(Reporting by Ros Lane in Norrholm; Editing by Tam Ode)", "credit"),
    "an agency and a photographer": ("REUTERS/Ros Lane/File Photo", "credit"),
    "an agency in a sentence": ("AFP/Reuters polls showed that 61 boats were gone.", None),
    "a picture": ("(Reuters/Ros Lane)", "credit"),
    "a caption": ("FILE PHOTO: The quay of Norrholm is seen in this photo of May 2019. ", "caption"),
    "an origin": ("Source: Tarn Press Agency | 2019-01-04 03:39", "credit"),
    "a sentence about sources": ("Sources: the yard lost 61 boats in 2019.", None),
    "brackets": ("(The yard lost 61 boats in 2019)", None),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "reason"), FORMS.values(), ids=FORMS)
def test_what_a_sentence_is_by_its_form(sentence: str, reason: str | None) -> None:
    found = last(f"The board met at noon, and it sat until the evening.\n\n{sentence} ")
    assert (found.exempt, found.status) == (reason, "exempt" if reason else "uncited")


@pytest.mark.parametrize(
    "text",
    [
        "“It was cold. We surveyed 40 yards.",
        '"It was cold. We surveyed 40 yards.',
        "“We surveyed 40 yards.” She left.",
        "We surveyed “yards”.",
    ],
    ids=["in a quotation", "in straight marks", "quoted", "with a quotation in it"],
)
def test_what_somebody_else_did_is_not_the_writers_method(text: str) -> None:
    assert "method" not in {sentence.exempt for sentence in document(f"The board met at noon.\n\n{text}").sentences}


def test_a_marker_outweighs_every_exemption() -> None:
    for sentence in ("We surveyed 40 yards [1].", "Paris is the capital of France [1].", "In short, it burned [1]."):
        assert last(f"The board met at noon.\n\n{sentence}").status == "cited"


ECHOES = {
    "all of it": ("The quarry at Norrholm lost 61 trucks in a fire.", "echo of a cited sentence"),
    "in another number": ("The quarry in Norrholm lost 61 of its trucks to fires in June.", "echo of a cited sentence"),
    "another figure": ("The quarry at Norrholm lost 62 trucks in a fire.", None),
    "another name": ("The quarry at Skarn lost 61 trucks in a fire.", None),
    "something new": ("The quarry at Norrholm lost 61 trucks in a fire that its owner lit.", None),
    "denied": ("The quarry at Norrholm has not lost 61 trucks in a fire.", None),
    "in doubt": ("The quarry at Norrholm may have lost 61 trucks in a fire.", None),
    "the other way round": ("A fire in June lost the quarry at Norrholm 61 trucks.", None),
    "a few words": ("The quarry lost trucks.", None),
    "in quotation marks": ("“The quarry at Norrholm lost 61 trucks in a fire.”", None),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "reason"), ECHOES.values(), ids=ECHOES)
def test_the_echo_of_a_cited_sentence(sentence: str, reason: str | None) -> None:
    found = document(f"{sentence} It was cold.\n\nThe council met.\n\n{CITED}").sentences[0]
    assert found.exempt == reason


def test_what_somebody_said_is_no_echo_when_it_is_said_as_fact() -> None:
    said = "Marta Lund said that the quarry at Norrholm had lost 61 trucks in a fire [1]."
    found = document(f"The quarry at Norrholm lost 61 trucks in a fire. It was cold.\n\n{said}").sentences[0]
    assert found.status == "uncited"


def test_a_sentence_before_a_marker_of_its_paragraph_is_borrowed_and_no_echo() -> None:
    text = f"The quarry at Norrholm lost 61 trucks in a fire. It burned for a day [2].\n\n{CITED}"
    assert document(text).sentences[0].status == "borrowed"


SUMMARIES = {
    "nothing new": ("In short, the yard lost its boats and its cranes.", "summary"),
    "with empty words": ("Taken together, the figures show that the yard lost cranes and boats.", "summary"),
    "a new word": ("In short, the yard gambled its boats and its cranes away.", None),
    "a new figure": ("In short, the yard lost 61 boats and its cranes.", None),
    "denied": ("In short, the yard never lost its boats and its cranes.", None),
    "nothing at all": ("In short, it lost.", None),
    "no summary": ("Today the yard has lost its boats and its cranes.", None),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "reason"), SUMMARIES.values(), ids=SUMMARIES)
def test_a_summary_of_the_paragraph_before(sentence: str, reason: str | None) -> None:
    before = "The yard sold its cranes in 2011. It lost the last of its boats in a storm."
    assert last(f"Quay closes\n\n{before}\n\n{sentence}").exempt == reason
    assert last(f"Quay closes\n\n{before} {sentence}").exempt == reason


def test_a_language_without_the_words_exempts_nothing_by_wording() -> None:
    text = "Der Rat tagte am Montag, und es war klar, dass der Plan nicht von allen gelesen worden war [1]. "
    again = "Der Rat tagte am Montag, und es war klar, dass der Plan nicht von allen gelesen worden war."
    assert document(f"{text * 3}\n\nAber {again} Es war kalt.", "de").sentences[-2].status == "uncited"


@given(
    st.lists(
        st.sampled_from(["We surveyed 40 yards.", CITED, "It was cold.", "In short, it was cold.", "“We asked."]),
        max_size=8,
    )
)
def test_whatever_stands_around_it_a_cited_sentence_is_cited_and_a_reason_goes_with_exempt(
    sentences: list[str],
) -> None:
    for found in document(" ".join(["The board met at noon.", *sentences])).sentences:
        assert (found.status == "cited") == bool(found.labels)
        assert (found.exempt is not None) == (found.status == "exempt")


METHODS = "# Kelp\n\n## {heading}\n\nSamples were dried at 60 degrees. Kelp was found to slow the silt [1].\n\n## Results\n\nThe yard lost 61 boats.\n"


@pytest.mark.parametrize("heading", ["Methods", "2. Materials and methods", "How we reported this"])
def test_what_stands_under_methods_is_how_it_was_done(heading: str) -> None:
    found = audit_text(METHODS.format(heading=heading), format="markdown").document
    assert found is not None
    assert [s.exempt for s in found.sentences] == ["title", "heading", "method", None, "heading", None]


@pytest.mark.parametrize("heading", ["Methods of payment", "Background"])
def test_other_headings_exempt_nothing(heading: str) -> None:
    found = audit_text(METHODS.format(heading=heading), format="markdown").document
    assert found is not None
    assert "method" not in {s.exempt for s in found.sentences}


@pytest.mark.parametrize(
    "sentence",
    [
        "For this article, the mayor took a bribe of £2m.",
        "For this report, police beat 40 protesters and killed one.",
        "We asked the minister about the £2m bribe he took.",
        "We contacted the families and he defrauded them of £3m.",
        "Interviews took place under abuse in 45 prisons.",
        "Reporting by the Gazette in 2019 showed that the mayor left early.",
        "Compiled by the port, the dossier says the mayor took £2m.",
        "Pictured: Mayor Tom Lee, who took £2m in bribes in 2019.",
        "Good evening, the mayor is a crook.",
    ],
)
def test_an_opening_exempts_no_accusation_and_no_sum(sentence: str) -> None:
    assert last(f"{CITED}\n\n{sentence}").exempt is None


@pytest.mark.parametrize("sentence", ["The firm killed 45 workers in 2019.", "The drug cures 90% of patients."])
def test_methods_exempt_no_deed_and_no_share(sentence: str) -> None:
    found = audit_text(f"# Kelp\n\n## Methods\n\n{sentence}\n", format="markdown").document
    assert found is not None and found.sentences[-1].exempt is None
