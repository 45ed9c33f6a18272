"""What spares work changes nothing: each short way gives what the long one gives."""

# ruff: noqa: SLF001 - a short way is nobody's but its own module's

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.checks import other_outlet
from citeaudit.parse import amounts
from citeaudit.resources import rules
from citeaudit.settings import plainly

RULES = sorted(Path(str(rules())).rglob("*.toml"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_file_that_is_shipped_is_plain(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert repr(plainly.read(content)) == repr(tomllib.loads(content))


PIECES = r"""a b-c = = "x" "y\"z\\" "" [ ] { } , # . 0 1 12 0.5 -1 1_0 true false inf ' " \ \n [t] [t.u] a=1 "x\u00e9" 1979-05-27""".split()
TOML = st.lists(
    st.sampled_from([*PIECES, " ", "\n", "\t", "\r\n", "\\\n", '"""', '"""\n', "é", "\u00a0"]), max_size=24
).map("".join)
LINES = st.lists(
    st.builds("{} = {}{}".format, st.sampled_from("a b c-d 1 a.b".split()), TOML | st.sampled_from(PIECES),
              st.sampled_from(("", " # why"))) | st.sampled_from(("[t]", "[u]", "[[v]]", "# x", "")),
    max_size=5,
).map("\n".join)  # fmt: skip
EDITED = st.builds(
    lambda path, at, gone, new: (text := path.read_text("utf-8"))[: int(at * len(text))] + new + text[int(at * len(text)) + gone :],
    st.sampled_from(RULES), st.floats(0, 1), st.integers(0, 3), TOML | st.just(""),
)  # fmt: skip


@given(TOML | LINES | EDITED)
def test_what_is_read_as_plain_toml_is_read_alike(content: str) -> None:
    read = plainly.read(content)
    if read is not None:
        assert repr(read) == repr(tomllib.loads(content))


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
