"""What spares work changes nothing: each short way gives what the long one gives."""

# ruff: noqa: SLF001 - a short way is nobody's but its own module's

from hypothesis import given
from hypothesis import strategies as st

from citeaudit.checks import other_outlet
from citeaudit.parse import amounts

FIGURES = st.lists(
    st.sampled_from(
        "12 3 1.5 , . - – : US$ £ CHF Rs. % th m September March Sept. May 1984 am p.m. a 5-4 km May3 in ten x9 (".split()
    ),
    max_size=12,
).flatmap(lambda words: st.sampled_from((" ".join(words), "".join(words))))


@given(FIGURES)
def test_figures_and_days_are_found_from_their_digits(written: str) -> None:
    for pattern, before in ((amounts._AMOUNT, amounts._BEFORE_NUMBER), (amounts._DATE, amounts._BEFORE_DAY)):
        found = [match.span() for match in amounts._from_digits(pattern, written, before)]
        assert found == [match.span() for match in pattern.finditer(written)]


SAYING = st.lists(
    st.sampled_from(
        "The|Tarn|Post|Herald|has|had|reported|wrote|that|it|its|on|Monday|according to|According to|,|.|:|talks|in|the"
        .split("|")
    ),
    max_size=14,
).map(" ".join)  # fmt: skip


@given(SAYING)
def test_an_outlet_that_says_something_is_never_passed_over(written: str) -> None:
    verbs = ("reported", "wrote")
    places = [
        at
        for words, behind in ((verbs[0], other_outlet._BEHIND_VERB), (verbs[1], other_outlet._BEHIND_VERB),
                              (other_outlet._ACCORDING, other_outlet._BEHIND_TO))
        for at in other_outlet._places(written, words, behind)
    ]  # fmt: skip
    for match in other_outlet._pattern(verbs).finditer(written):
        assert any(match.start() <= at < match.end() for at in places)
