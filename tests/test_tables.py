"""A wrong TOML file is told by file, line, key and remedy, everything at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import said

from citeaudit.settings.places import place_of
from citeaudit.settings.tables import File, nearest
from citeaudit.settings.tables import nearest as likeliest


@dataclass(frozen=True, slots=True)
class Limits:
    most: int = 3
    share: float = 0.5
    words: tuple[str, ...] = ()
    mode: Literal["each", "once"] = "each"
    strict: bool = False
    names: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        if self.most < 1:
            raise ValueError('"most" must be 1 or more')


class Item(NamedTuple):
    text: str
    format: str = "text"


class Shape(NamedTuple):
    level: Literal["error", "warning", "note"]
    items: tuple[str | Item, ...] = ()
    params: Limits = Limits()
    extra: Mapping[str, Mapping[str, Any]] = {}


def faults(content: str) -> list[str]:
    file = File("a.toml", content)
    if file.data:
        file.fit(Shape, file.data)
    return file.faults


def test_a_right_table_becomes_its_shape_with_lists_as_tuples() -> None:
    content = 'level = "note"\nitems = ["a", { text = "b", format = "html" }]\n[params]\nshare = 1\nwords = ["x"]\n'
    file = File("a.toml", content)
    found = file.fit(Shape, file.data)
    assert file.faults == []
    assert found == Shape("note", ("a", Item("b", "html")), Limits(share=1.0, words=("x",)))
    assert found is not None and isinstance(found.params.share, float)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            '# levl is no key\nlevl = "note"\n',
            ['a.toml:2: key "levl" is not known here; did you mean "level"?'],
            id="a misspelt key gets the nearest right word, and its absence is not a second fault",
        ),
        pytest.param('items = []\n', ['a.toml:1: key "level" is missing'], id="a missing key is named"),
        pytest.param(
            'level = "warn"\n',
            ['a.toml:1: "level" must be one of "error", "warning", "note"; did you mean "warning"?'],
            id="a misspelt value gets the nearest right word",
        ),
        pytest.param(
            'level = 3\n',
            ['a.toml:1: "level" must be one of "error", "warning", "note", not 3'],
            id="a number is no level",
        ),
        pytest.param(
            'level = "note"\n[params]\n\nmost = "3"\nstrict = 1\nshare = true\nwords = "one"\nmode = "twice"\n',
            [
                'a.toml:4: "most" must be a whole number, not "3"',
                'a.toml:5: "strict" must be true or false, not 1',
                'a.toml:6: "share" must be a number, not true',
                'a.toml:7: "words" must be a list, not "one"; write ["one"]',
                'a.toml:8: "mode" must be one of "each", "once", not "twice"',
            ],
            id="all wrong types are told at once, each with its line",
        ),
        pytest.param(
            'level = "note"\nitems = [\n  "a",\n  3,\n]\n',
            ['a.toml:2: item 2 of "items" must be a text in quotation marks or a table, not 3'],
            id="an item of a list is told by its number",
        ),
        pytest.param(
            'level = "note"\nitems = [{ txt = "a" }]\n',
            ['a.toml:2: key "txt" is not known here; did you mean "text"?'],
            id="a key of a table within a list is found",
        ),
        pytest.param(
            'level = "note"\n[params]\nwords = ["\\bfoo"]\n',
            [
                'a.toml:3: item 1 of "words" holds a control character; a pattern belongs in \'single quotation '
                'marks\', because "\\b" in double ones is a backspace'
            ],
            id="a backspace in a pattern gets the remedy",
        ),
        pytest.param(
            'level = "note"\n[params]\nmost = 0\n',
            ['a.toml:2: "most" must be 1 or more'],
            id="a class may refuse a value",
        ),
        pytest.param(
            'level = "note"\nextra = 4\n', ['a.toml:2: "extra" must be a table, not 4'], id="a table cannot be a number"
        ),
        pytest.param(
            "\nlevel = warning\n",
            ['a.toml:2: this is not valid TOML: invalid value; text values need quotation marks: level = "note"'],
            id="a bare word gets the remedy",
        ),
        pytest.param(
            'level = "\\d"\n',
            ["a.toml:1: this is not valid TOML: unescaped '\\' in a string; put a text with backslashes in 'single "
             "quotation marks'"],
            id="a backslash that TOML does not know gets the remedy",
        ),
        pytest.param(
            'level = "note"\nitems = ["a"\n', ["a.toml:3: this is not valid TOML: unclosed array"], id="an open list"
        ),
        pytest.param(
            "items = " + "[" * 5000, ["a.toml:1: the lists in this file are nested too deeply"], id="endless nesting"
        ),
        pytest.param(
            'level = "note"\n[params]\nshare = ' + "9" * 400 + "\n",
            ['a.toml:3: "share" must be a number that can be reached, not ' + "9" * 39 + "…"],
            id="a number that no float holds",
        ),
        pytest.param(
            'level = "note"\n[params]\nshare = nan\n',
            ['a.toml:3: "share" must be a number that can be reached, not nan'],
            id="what is no number can be compared with none",
        ),
        pytest.param(
            "most = " + "9" * 5000, ["a.toml:1: a number in this file is too long"], id="a number beyond all bounds"
        ),
        pytest.param(
            'level = "note\n',
            ["a.toml:1: this is not valid TOML: this text has no closing quotation mark; one of several lines stands "
             'between three: """'],
            id="an open text",
        ),
        pytest.param(
            'level = "note"\nlevel = "error"\n',
            ["a.toml:2: this is not valid TOML: this key stands there twice"],
            id="a key twice",
        ),
        pytest.param(
            'level = "note"\n[extra.a]\n[extra.a]\n',
            ["a.toml:3: this is not valid TOML: the table [extra.a] stands there twice"],
            id="a table twice",
        ),
        pytest.param(
            'level == "note"\n', ["a.toml:1: this is not valid TOML: invalid value"], id="two signs are no bare word"
        ),
    ],
)  # fmt: skip
def test_a_fault_names_line_key_and_remedy(content: str, expected: list[str]) -> None:
    assert said(faults(content)) == expected


def test_a_byte_order_mark_is_no_fault() -> None:
    assert faults('\ufefflevel = "note"\n') == []


CONFIG = """\
# select = ["oldest"]
select = ["old"]

[levels]
"one-rule" = "note"
other = "error"

[params.other]
most = 1

[[overrides]]
paths = ["a"]
select = ["first"]

[[overrides]]
paths = ["b"]
select = [
  "kept",
  "second",
]
levels = { other = "warn" }
"""


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("select",), None, 2),
        (("select",), "old", 2),
        (("levels", "one-rule"), None, 5),
        (("levels", "other"), None, 6),
        (("params", "other", "most"), None, 9),
        (("overrides", 0, "select"), "first", 13),
        (("overrides", 1, "select"), None, 17),
        (("overrides", 1, "select"), "second", 19),
        (("overrides", 1, "levels", "other"), None, 21),
        (("absent",), None, 1),
        (("overrides", 1, "absent"), None, 15),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str | int, ...], value: str | None, line: int) -> None:
    start, end = place_of(CONFIG, path, value)
    assert CONFIG.count("\n", 0, start) + 1 == line
    key = [each for each in path if isinstance(each, str)][-1]
    assert CONFIG[start:end] in (f'"{value}"' if value else key, "overrides", "")


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ('  levl = "note"\n', ['      levl = "note"', "      ^^^^"]),
        ('level = "warn"\n', ['    level = "warn"', "            ^^^^^^"]),
        ('level = "note"\n[params]\n\twords = "one"\n', ['     words = "one"', "             ^^^^^"]),
        ("level = note\n", ["    level = note", "            ^"]),
        ("level = \n", ["    level =", "           ^"]),
        ('items = []\n', []),
    ],
    ids=["a key", "a value", "behind a tabulator", "no TOML", "nothing where a value should be", "what is missing"],
)  # fmt: skip
def test_the_place_of_a_fault_is_shown(content: str, shown: list[str]) -> None:
    assert "\n".join(faults(content)).splitlines()[1:] == shown


def test_of_a_long_line_the_part_with_the_fault_is_shown() -> None:
    (fault,) = faults(f'params = {{ {"x" * 300} = 1 }}\nlevel = "note"\n')
    assert max(map(len, fault.splitlines()[1:])) <= 92
    (fault,) = faults('level = "note"\nitems = [' + '"a", ' * 60 + '3 ]\n[params]\nmode = "' + "y" * 200 + '"\n')[-1:]
    assert all(len(line) <= 92 for line in fault.splitlines()[1:]) and "^" in fault


@pytest.mark.parametrize(
    ("word", "found"), [("levle", "level"), ("fail-on", "fail_on"), ("FAIL_ON", "fail_on"), ("zzz", None)]
)
def test_the_nearest_word(word: str, found: str | None) -> None:
    assert nearest(word, ["level", "fail_on", "mend"]) == found


words = st.text("ab\b⟦ü", max_size=5)
values = st.recursive(
    words | st.integers() | st.booleans() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["level", "items", "params", "extra", "odd", ""]), values, max_size=4))
def test_any_table_fits_or_is_told_to_be_faulty(table: dict[str, Any]) -> None:
    file = File("a.toml", "level = 1")
    assert (file.fit(Shape, table) is None) == bool(file.faults)


@given(st.text(alphabet="a=[]{}\"'\\ \n.#3,", max_size=40))
def test_any_content_gives_a_table_or_one_fault(content: str) -> None:
    file = File("a.toml", content)
    assert len(file.faults) <= 1 and all("^" in fault for fault in file.faults if fault.count("\n"))
    assert not (file.data and file.faults)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("levl", "level"),
        ("mesage", "message"),
        ("newspaper", "news"),
        ("Bad", "bad"),
        ("severity", None),
        ("color", None),
        ("god", None),
    ],
)
def test_only_a_word_that_may_be_meant_is_suggested(word: str, meant: str | None) -> None:
    assert likeliest(word, ("level", "message", "news", "bad", "mend", "source", "confidence")) == meant
