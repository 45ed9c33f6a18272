"""What holds for the judgement of any text, whatever it says."""

from hypothesis import example, given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.model import Document
from citeaudit.model.judged import Judgement
from citeaudit.model.span import Span
from citeaudit.settings.config import Settings

PIECES = [
    "Marta Lund",
    "who chairs the harbour board",
    "the harbour board",
    "observers",
    "some residents",
    "a person close to the talks",
    "who asked not to be named",
    "said",
    "says that",
    "told members",
    "was described by",
    "declined to",
    "issued a statement saying",
    "and",
    "noted",
    "According to",
    "it is widely believed",
    "is said to",
    "reportedly",
    "the vote",
    "lays bare",
    "a turning point",
    "By refusing",
    "is testing",
    "If it fails",
    "rivals could win",
    "should",
    "of course",
    "a disgrace",
    "61 of its boats",
    "in 2019",
    "because",
    "largest",
    "accused",
    "I",
    "“",
    "”",
    '"',
    "‘",
    "’",
    "„",
    "«",
    "»",
    "(",
    ",",
    ", ",
    ". ",
    "? ",
    ": ",
    "—",
    "[1]",
    " [2, 3]",
    "[citation needed]",
    "\n",
    "\r\n",
    "\n\n",
    "- ",
    "\u00a0",
    "\u0130stanbul",
    "🏆",
]
words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
texts = st.lists(st.sampled_from(PIECES) | words, max_size=25).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda gap: gap.join(pieces))
)
ENGLISH = Settings(lang="en")


def judged(text: str) -> tuple[Document, Judgement]:
    document = audit_text(text, settings=ENGLISH).document
    assert document is not None
    assert document.judgement is not None
    return document, document.judgement


def holds_words(document: Document, span: Span, inside: Span) -> bool:
    """Does the span lie in the other, and begin and end with what can be read?"""
    text = document.text[span.start : span.end]
    return inside.start <= span.start < span.end <= inside.end and text == text.strip()


@given(texts)
@example("\u0130 if it fails, rivals could win. By refusing, the board is testing the town.")
@example("“The vote lays bare\n\nthe limits” of course.")
@example("“We tried,” Marta Lund said. “It was late. We left.” “It was dark.”")
def test_scores_are_shares_and_places_lie_in_their_sentence(text: str) -> None:
    document, judge = judged(text)
    for i, sentence in enumerate(document.sentences):
        whole = Span(sentence.start, sentence.end)
        claim, editorial, attribution = judge.claim(i), judge.editorial(i), judge.attribution(i)
        assert 0 <= claim.score <= 1 and 0 <= editorial.score <= 1
        assert all(claim.reasons) and len(set(claim.reasons)) == len(claim.reasons)
        ends = [place for cue in editorial.cues for place in cue[:2]]
        assert ends == sorted(ends)
        assert all(holds_words(document, Span(cue.start, cue.end), whole) for cue in editorial.cues)
        if attribution and attribution.cue is None:
            # A quotation that goes on: its source stands further up in the paragraph.
            assert attribution.source is not None and attribution.source.end <= sentence.start
            assert judge.quotations(i)
        elif attribution and attribution.cue:
            assert holds_words(document, attribution.cue, whole)
            assert attribution.source is None or holds_words(document, attribution.source, whole)
            assert (attribution.source is None) == (attribution.kind == "unsourced")
        last = sentence.start
        for start, end in judge.quotations(i):
            assert last <= start < end <= sentence.end
            last = end


@given(texts)
@example("The vote marks a\r\nturning point. It is [1] widely\u00a0believed that rivals won.")
@example("In truth, if it fails, rivals could win.")
@example("It seems to rain. Fears grew. Critics say so. It is widely seen as late. “So what?” Others agreed. “No.”")
def test_sentences_that_are_passed_over_have_nothing_to_find(text: str) -> None:
    document, judge = judged(text)
    everything = range(len(document.sentences))
    assert {i for i in everything if judge.editorial(i).cues} <= set(judge.verdicts())
    nameless = {"vague", "anonymous", "unsourced"}
    found = {i: judge.attribution(i) for i in everything}
    stated = {i: said for i, said in found.items() if said and said.cue and not said.stance}
    assert {i for i, said in stated.items() if said.kind in nameless} <= set(judge.unnamed())


@given(texts)
@example("“It burned,” she said. It rained. “And then\n\nit rained again.”")
def test_sentences_that_are_passed_over_hold_no_quotation(text: str) -> None:
    document, judge = judged(text)
    assert list(judge.quoted()) == [i for i in range(len(document.sentences)) if judge.quotations(i)]


@given(texts)
def test_a_judgement_does_not_hang_on_the_order_of_the_questions(text: str) -> None:
    document, judge = judged(text)
    _, again = judged(text)
    everything = range(len(document.sentences))
    first = [(judge.claim(i), judge.editorial(i), judge.attribution(i)) for i in everything]
    for i in reversed(everything):
        claim, *others = first[i]
        assert [again.attribution(i), again.editorial(i)] == others[::-1]
        assert (again.claim(i).score, again.claim(i).reasons) == (claim.score, claim.reasons)


@given(texts, st.sampled_from([0.3, 0.5, 0.7]))
def test_a_claim_that_needs_a_source_is_told_from_the_others_the_short_way_too(text: str, score: float) -> None:
    document, judge = judged(text)
    _, again = judged(text)
    for i in range(len(document.sentences)):
        claim = again.needs(i, score)
        assert (claim.score if claim else None) == (judge.claim(i).score if judge.claim(i).score >= score else None)


@given(texts)
def test_what_stands_in_quotation_marks_moves_no_verdict(text: str) -> None:
    document, judge = judged(text)
    for i in range(len(document.sentences)):
        for cue in judge.editorial(i).cues:
            assert not any(start <= cue.start and cue.end <= end for start, end in judge.quotations(i))
