"""How features become scores: whom a score believes, what place and tone add, and what learning may not do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text, lexicons, resources
from citeaudit.judges import scores
from citeaudit.judges.judgement import Judged, judge
from citeaudit.lexicons import inflected

sums = st.floats(-30, 30)
slopes = st.floats(0.3, 3)


def judged(text: str) -> Judged:
    document = audit_text(text).document
    assert document is not None
    found = judge(document)
    assert found is not None
    return found


@given(sums, sums, slopes)
def test_a_larger_sum_never_scores_less(a: float, b: float, slope: float) -> None:
    low, high = sorted((a, b))
    for said in (False, True):
        assert scores.share(low, slope, reported=said) <= scores.share(high, slope, reported=said)


@given(sums, slopes)
def test_what_is_reported_is_never_the_writers_and_keeps_its_order_below_one_half(total: float, slope: float) -> None:
    own, reported = (scores.share(total, slope, reported=said) for said in (False, True))
    assert reported < 0.5
    assert reported <= own
    assert reported == own or total > -0.2


@pytest.mark.parametrize("name", ["claim", "editorial"])
def test_what_is_learned_turns_no_weight_around_that_was_set_by_hand(name: str) -> None:
    families = lexicons.families("en", f"{name}-weights")
    hand = families.get("set by hand") or families[""]
    table = scores.weights("en", name)
    free = {"base", "slope", "attributed", "verb of saying"}  # the label of who speaks is the least sure of all
    for feature, weight in ((line.rpartition(" ")[0], float(line.rpartition(" ")[2])) for line in hand):
        if feature not in free:
            assert abs(table.features[feature]) >= abs(weight) - 0.005, feature
            assert table.features[feature] * weight > 0, feature


def test_every_weight_is_of_a_word_of_a_lexicon_and_all_of_them_are_small_enough_to_read() -> None:
    folder = Path(str(resources.rules())) / "lexicons"
    assert sum(path.stat().st_size for path in folder.rglob("*.txt")) < 1 << 20
    known: set[str] = set()
    for name in ("attribution", "claim", "editorial", "tone", "stopwords"):
        for lines in lexicons.families("en", name).values():
            known.update(word for line in lines for form in inflected(line) for word in form.split())
    assert set(scores.weights("en", "editorial").words) <= known


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("# Boats\n\nThe yard has three docks. The first is old. The second is dry.", "introduces a section"),
        ("One is old. " * 5, "introduces a long paragraph"),
    ],
)
def test_what_an_opening_announces_others_tell_in_full(text: str, feature: str) -> None:
    document = audit_text(text, format="markdown").document
    assert document is not None
    found = judge(document)
    assert found is not None
    first = next(i for i, sentence in enumerate(document.sentences) if sentence.exempt is None)
    assert feature in found.features(first, "claim")[0]
    assert feature not in found.features(first + 1, "claim")[0]


def test_the_last_sentence_of_a_document_closes_it_if_there_is_something_to_close() -> None:
    assert "closes the document" in judged("It is old. " * 6).features(5, "claim")[0]
    assert "closes the document" not in judged("It is old. " * 3).features(2, "claim")[0]


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("The board is a shameless clique of cowards.", "tone blame"),
        ("Well, nobody asked.", "opens as talk"),
        ("They don't care.", "tone spoken"),
        ("Everyone knows that.", "tone absolute"),
        ("The harbour is a monument to neglect.", "no past"),
        ("This is how it works.", "leans on the sentence before"),
    ],
)
def test_tone_is_told_by_the_kinds_of_its_words(sentence: str, feature: str) -> None:
    assert feature in judged(sentence).features(0, "editorial")[0]


def test_the_number_of_an_item_is_no_figure() -> None:
    assert "digit" not in judged("2. The harbour board met.").features(0, "claim")[0]
    assert "digit" in judged("The harbour board met 2 times.").features(0, "claim")[0]


@pytest.mark.parametrize("sentence", ["The tomb of Seti I is in Thebes.", "World War I ended the trade."])
def test_a_king_is_not_the_writer(sentence: str) -> None:
    assert "first person" not in judged(sentence).features(0, "claim")[0]


@pytest.mark.parametrize("sentence", ["I saw it.", "That is what I saw.", "So, I asked.", "Lund and I saw it."])
def test_the_writer_speaks_as_i(sentence: str) -> None:
    assert "first person" in judged(sentence).features(0, "claim")[0]


def test_a_verdict_asks_for_less_of_a_source_than_a_report() -> None:
    verdict = judged("The shameful sale of the yard in May should never have been allowed, and everyone knows it.")
    report = judged("The sale of the yard in May was allowed by the board of the harbour, which had met in June.")
    assert "clearly a verdict" in verdict.features(0, "claim")[0]
    assert verdict.claim(0).score < report.claim(0).score


@pytest.mark.parametrize(
    "sentence", ["Should the vote fail, the board meets in May.", "It meets in May, should it fail."]
)
def test_an_inverted_condition_is_no_advice(sentence: str) -> None:
    assert "cue advice" not in judged(sentence).features(0, "editorial")[0]


def test_a_month_is_no_forecast() -> None:
    assert not judged("If it drags past the end of May, the board meets again.").editorial(0).cues


def test_every_feature_of_tone_that_is_weighed_can_occur() -> None:
    families = set(lexicons.families("en", "tone"))
    for feature in scores.weights("en", "editorial").features:
        if feature.startswith("tone "):
            assert feature[5:].partition(",")[0] in families, feature


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [("The yard opened in 1854. [2]", ""), ("It cost £1,245. [3]", "£1,245"), ("1. The yard has 12,350.", "12,350")],
)
def test_a_figure_is_whole(sentence: str, figure: str) -> None:
    assert judged(sentence).features(0, "claim")[0].get("digit", "") == figure


def test_to_read_as_a_verdict_makes_no_claim_stronger() -> None:
    table = scores.weights("en", "claim")
    assert all(table.features[name] <= 0 for name in ("reads as a verdict", "clearly a verdict"))
