"""Rules are read, chosen and held to their examples; one that is wrong is off, named, and alone in it."""

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import said

from citeaudit import checks, resources, rulebook
from citeaudit import settings as settings_
from citeaudit.errors import ConfigError, RuleError
from citeaudit.model.span import Span
from citeaudit.rulebook import Example, Rule
from citeaudit.settings.config import Settings
from citeaudit.settings.config import load as configured

CHECK = """
from collections.abc import Iterator
from dataclasses import dataclass
from citeaudit.model import Document, Hit

@dataclass(frozen=True, slots=True)
class Params:
    words: tuple[str, ...] = ("harbour",)
    most: int = 3

    def __post_init__(self) -> None:
        if self.most < len(self.words):
            raise ValueError('"most" must not be less than the number of "words"')

def check(document: Document, params: Params) -> Iterator[Hit]:
    return iter(())
"""

RULE = """\
check = "spotted"
level = "note"
confidence = "high"
message = "It says {word}."
mend = "Strike it."
why = "Nobody asked."
bad = ["The ⟦harbour⟧ is open."]
good = ["The port is open."]
"""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of shipped rules with two groups of two, and the one check that they use."""
    shipped = tmp_path / "shipped"
    for group, names in {"style": ("long-word", "short-word"), "sources": ("lost-source", "old-source")}.items():
        (shipped / group).mkdir(parents=True)
        for name in names:
            (shipped / group / f"{name}.toml").write_text(RULE, encoding="utf-8")
    (shipped / "profiles").mkdir()
    for name in ("news", "report"):
        (shipped / "profiles" / f"{name}.toml").write_text("# as it is\n", encoding="utf-8")
    (shipped / "lexicons" / "en").mkdir(parents=True)
    (shipped / "lexicons" / "en" / "words.txt").write_text("harbour\n", encoding="utf-8")
    plugins = tmp_path / "checks"
    plugins.mkdir()
    (plugins / "spotted.py").write_text(CHECK, encoding="utf-8")
    monkeypatch.setattr(resources, "rules", lambda: shipped)
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(plugins)])
    monkeypatch.chdir(tmp_path)
    settings_._profile.cache_clear()  # noqa: SLF001 - what it keeps is of another world
    yield tmp_path
    settings_._profile.cache_clear()  # noqa: SLF001
    sys.modules.pop("citeaudit.checks.spotted", None)


def ids(settings: Settings) -> list[str]:
    book = rulebook.load(settings)
    assert book.errors == ()
    return [rule.id for rule in book.rules]


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.usefixtures("world")
def test_the_shipped_rules_come_by_group_and_name() -> None:
    book = rulebook.load()
    assert [(rule.group, rule.id) for rule in book.rules] == [
        ("sources", "lost-source"),
        ("sources", "old-source"),
        ("style", "long-word"),
        ("style", "short-word"),
    ]
    assert book.rules[0].params.words == ("harbour",)
    assert book.rules[0].bad[0].spans == (Span(4, 11),)


@pytest.mark.usefixtures("world")
def test_a_rulebook_goes_to_another_process_and_back() -> None:
    book = rulebook.load()
    assert pickle.loads(pickle.dumps(book)) == book  # noqa: S301 - what was pickled in the same breath


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(Settings(select=("style",)), ["long-word", "short-word"], id="a group is selected"),
        pytest.param(Settings(select=("long-word",)), ["long-word"], id="a rule is selected"),
        pytest.param(Settings(ignore=("style", "old-source")), ["lost-source"], id="a group and a rule are ignored"),
        pytest.param(
            Settings(select=("long-word",), ignore=("style",)),
            ["long-word"],
            id="a rule counts for more than its group",
        ),
        pytest.param(Settings(select=("style",), ignore=("long-word",)), ["short-word"], id="a group without a rule"),
        pytest.param(
            Settings(levels={"sources": "off", "long-word": "off"}),
            ["short-word"],
            id="the level off is the same as ignore",
        ),
        pytest.param(
            Settings(levels={"style": "off"}, select=("short-word",)),
            ["short-word"],
            id="a group that is off, but one rule",
        ),
    ],
)
def test_settings_choose_rules(settings: Settings, expected: list[str]) -> None:
    assert ids(settings) == expected


def test_the_later_layer_has_the_last_word(world: Path) -> None:
    write(world / "shipped/profiles/report.toml", 'ignore = ["long-word"]\n[levels]\nold-source = "error"\n')
    settings = configured(file=str(write(world / "a.toml", 'profile = "report"\n')))
    assert ids(settings) == ["lost-source", "old-source", "short-word"]
    assert {rule.id: rule.level for rule in rulebook.load(settings).rules}["old-source"] == "error"
    content = 'profile = "report"\n[levels]\nlong-word = "warning"\nsources = "note"\n'
    settings = configured(file=str(write(world / "b.toml", content)))
    levels = {rule.id: rule.level for rule in rulebook.load(settings).rules}
    assert levels == {"long-word": "warning", "lost-source": "note", "old-source": "note", "short-word": "note"}


@pytest.mark.parametrize("name", ["report", "news"])
def test_the_command_line_stands_above_the_file(world: Path, name: str) -> None:
    write(world / "shipped/profiles/report.toml", 'ignore = ["long-word"]\n')
    write(world / "citeaudit.toml", 'profile = "news"\nignore = ["short-word"]\n')
    settings = configured()._replace(profile=name)
    assert ("long-word" in ids(settings)) == (name == "news")
    assert ids(settings._replace(select=("short-word",))) == ["short-word"]


def test_an_override_stands_above_the_file_and_below_the_command_line(world: Path) -> None:
    write(
        world / "citeaudit.toml",
        'ignore = ["style"]\n[[overrides]]\npaths = ["drafts"]\nselect = ["long-word"]\n'
        "params = { long-word = { most = 9 } }\n",
    )
    here = configured()
    assert ids(here.for_path("a.txt")) == ["lost-source", "old-source"]
    draft = rulebook.load(here.for_path("drafts/a.txt")).rules
    assert [(rule.id, rule.params.most) for rule in draft] == [("long-word", 9)]
    assert ids(here._replace(select=("old-source",)).for_path("drafts/a.txt")) == ["old-source"]


def test_parameters_of_several_layers_are_put_together(world: Path) -> None:
    write(world / "shipped/profiles/news.toml", '[params.long-word]\nmost = 7\nwords = ["pier"]\n')
    file = write(world / "citeaudit.toml", "[params.long-word]\nmost = 8\n")
    rule = {rule.id: rule for rule in rulebook.load(configured(file=str(file))).rules}["long-word"]
    assert (rule.params.most, rule.params.words) == (8, ("pier",))


def test_parameters_that_do_not_go_together_switch_the_rule_off(world: Path) -> None:
    content = (
        '[params.long-word]\nmost = 1\n[[overrides]]\npaths = ["a"]\nparams = { long-word = { words = ["b", "c"] } }\n'
    )
    write(world / "citeaudit.toml", content)
    book = rulebook.load(configured().for_path("a"))
    assert "long-word" not in [rule.id for rule in book.rules]
    assert book.errors == (
        "rules/style/long-word.toml: with the parameters of the settings: "
        '"most" must not be less than the number of "words"',
    )


@pytest.mark.usefixtures("world")
def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ConfigError) as caught:
        rulebook.load(Settings(levels={"style": "warn"}))  # type: ignore[dict-item]
    assert str(caught.value) == (
        'levels: "style" must be one of error, warning, note, off, not "warn"; did you mean "warning"?'
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            '[params.long-word]\nmost = 0\n',
            'citeaudit.toml:1: "most" must not be less than the number of "words"',
            id="a parameter that the check refuses",
        ),
        pytest.param(
            '# a comment\nselect = [\n  "style",\n  "lost-sauce",\n]\n',
            'citeaudit.toml:4: select: there is no rule or group "lost-sauce"; did you mean "lost-source"?',
            id="a misspelt rule",
        ),
        pytest.param(
            '[levels]\nstlye = "off"\n',
            'citeaudit.toml:2: levels: there is no rule or group "stlye"; did you mean "style"?',
            id="a misspelt group",
        ),
        pytest.param(
            '[params.long-wrd]\nmost = 1\n',
            'citeaudit.toml:1: params: there is no rule "long-wrd"; did you mean "long-word"?',
            id="parameters of a misspelt rule",
        ),
        pytest.param(
            '[params.long-word]\nmost = "many"\nwrods = []\n',
            'citeaudit.toml:2: "most" must be a whole number, not "many"\n'
            'citeaudit.toml:3: key "wrods" is not known here; did you mean "words"?',
            id="wrong parameters of a rule that exists",
        ),
        pytest.param(
            '[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = ["b"]\nignore = ["lost"]\n',
            'citeaudit.toml:5: ignore: there is no rule or group "lost"',
            id="an override, before any document of it is read",
        ),
        pytest.param(
            '[tool]\n', 'citeaudit.toml:1: key "tool" is not known here', id="a key that is like no other gets no guess"
        ),
    ],
)  # fmt: skip
def test_a_configuration_that_names_what_does_not_exist_is_refused(world: Path, content: str, expected: str) -> None:
    write(world / "citeaudit.toml", content)
    with pytest.raises(ConfigError) as caught:
        rulebook.load(configured())
    assert said(str(caught.value)) == expected.splitlines()


@pytest.mark.usefixtures("world")
def test_a_misspelt_rule_of_the_command_line_is_refused() -> None:
    with pytest.raises(ConfigError) as caught:
        rulebook.load(Settings(select=("long-wird",), ignore=("sources", "nothing-like-it")))
    assert str(caught.value).splitlines() == [
        'select: there is no rule or group "long-wird"; did you mean "long-word"?',
        'ignore: there is no rule or group "nothing-like-it"',
    ]


@pytest.mark.usefixtures("world")
def test_settings_that_leave_no_rule_are_an_error() -> None:
    assert rulebook.load(Settings(ignore=("style", "sources"))).errors == (
        "no rule is left to run: the settings switch off all of them",
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            RULE.replace('"spotted"', '"spoted"') + "[params]\nanything = 1\n",
            ['1: there is no check "spoted"; did you mean "spotted"?'],
            id="an unknown check, and not a word about its parameters",
        ),
        pytest.param(
            RULE.replace("level", "levl") + '[params]\nmost = "3"\n',
            [
                '2: key "levl" is not known here; did you mean "level"?',
                '10: "most" must be a whole number, not "3"',
            ],
            id="all faults of a rule at once",
        ),
        pytest.param("", ["1: this file is empty"], id="an empty file"),
        pytest.param("level = note\n", [
            '1: this is not valid TOML: invalid value; text values need quotation marks: level = "note"'
        ], id="no TOML"),
        pytest.param(RULE.replace("⟦", "").replace("⟧", ""), [
            '7: item 1 of "bad" must mark what is found: ⟦words⟧'
        ], id="a bad example without a mark"),
        pytest.param(RULE.replace("⟧", ""), [
            '7: item 1 of "bad": every ⟦ needs its ⟧, with words between them'
        ], id="a mark that does not end"),
        pytest.param(RULE.replace("The port", "The ⟦port⟧"), [
            '8: item 1 of "good" must mark nothing: the rule finds nothing in it'
        ], id="a good example with a mark"),
        pytest.param(RULE.replace('["The port is open."]', "[]"), [
            '8: "good" needs at least one example'
        ], id="no good example"),
        pytest.param(RULE.replace('"The port is open."', '{ text = "x", format = "htm" }'), [
            '8: item 1 of "good": there is no format "htm"; did you mean "html"?'
        ], id="an example in an unknown format"),
        pytest.param(RULE.replace("{word}", "{word"), [
            '4: "message" has a brace that belongs to no placeholder; write {{ or }} for a brace'
        ], id="a placeholder that does not end"),
        pytest.param(RULE.replace("It says", "It says " + "so " * 30), [
            '4: "message" has 106 characters; at most 90 are allowed'
        ], id="a message that is too long for one line"),
    ],
)  # fmt: skip
def test_a_rule_that_is_wrong_is_off_and_the_others_run(world: Path, content: str, expected: list[str]) -> None:
    write(world / "shipped/style/long-word.toml", content)
    book = rulebook.load()
    assert [rule.id for rule in book.rules] == ["lost-source", "old-source", "short-word"]
    assert said(book.errors) == [f"rules/style/long-word.toml:{line}" for line in expected]


def test_a_check_is_imported_only_when_a_selected_rule_needs_it(world: Path) -> None:
    write(world / "shipped/style/long-word.toml", RULE.replace("spotted", "broken"))
    write(world / "checks/broken.py", "import no_such_module_at_all\n")
    assert ids(Settings(ignore=("long-word",))) == ["lost-source", "old-source", "short-word"]
    (error,) = said(rulebook.load().errors)
    assert error == (
        "rules/style/long-word.toml:1: the check \"broken\" cannot be loaded: No module named 'no_such_module_at_all'"
    )


def test_folders_of_own_rules_join_the_shipped_ones(world: Path) -> None:
    write(world / "house/our-word.toml", RULE)
    write(world / "house/desk/desk-word.toml", RULE.replace("level = ", "levl = "))
    write(world / "house/desk/long-word.toml", RULE)
    write(world / "house/desk/style.toml", RULE)
    write(world / "house/desk/Big Word.toml", RULE)
    write(world / "house/desk/notes.md", "not a rule")
    (world / "house/desk/latin.toml").write_bytes(b'check = "\xe4"\n')
    book = rulebook.load(Settings(rules=("house", "house")))
    assert [rule.id for rule in book.rules if rule.group == "house"] == ["our-word"]
    first, *rest = (error.replace("\\", "/") for error in said(book.errors))
    assert first == "house/desk/latin.toml: is not UTF-8; save it as UTF-8"
    assert rest == [
        'house/desk/Big Word.toml: a rule is named in small letters, digits and hyphens, not "Big Word"',
        'house/desk/long-word.toml: there is a rule "long-word" already, in rules/style/long-word.toml; give this one '
        "another name, or change the level and the parameters of that one in citeaudit.toml",
        'house/desk/style.toml: "style" is the name of a group; a rule needs another',
        'house/desk/desk-word.toml:2: key "levl" is not known here; did you mean "level"?',
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("absent", 'rules: there is no folder "absent"'),
        ("bare", 'rules: there is no rule file, such as group/name.toml, in "bare"'),
        ("house/our-word.toml", 'rules: "house/our-word.toml" is a file; name the folder that it lies in'),
    ],
)
def test_a_folder_without_rules_is_refused(world: Path, name: str, expected: str) -> None:
    (world / "bare").mkdir()
    write(world / "house/our-word.toml", RULE)
    with pytest.raises(ConfigError) as caught:
        rulebook.load(Settings(rules=(name,)))
    assert str(caught.value) == expected


def test_what_is_wrong_with_settings_and_with_rules_is_told_at_once(world: Path) -> None:
    write(world / "citeaudit.toml", 'rules = ["absent", "house"]\nignore = ["long-wrd"]\nparams.our-word.most = 0\n')
    write(world / "house/our-word.toml", RULE)
    write(world / "house/their-word.toml", RULE.replace("level", "levl"))
    with pytest.raises(ConfigError) as caught:
        rulebook.load(configured())
    assert said(str(caught.value)) == [
        'rules: there is no folder "absent"',
        'citeaudit.toml:2: ignore: there is no rule or group "long-wrd"; did you mean "long-word"?',
        'citeaudit.toml:3: "most" must not be less than the number of "words"',
        'house/their-word.toml:2: key "levl" is not known here; did you mean "level"?',
    ]


def test_a_folder_that_holds_itself_is_read_once(world: Path) -> None:
    write(world / "house/our-word.toml", RULE)
    try:
        (world / "house/loop").symlink_to(world / "house", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    book = rulebook.load(Settings(rules=("house",)))
    assert "our-word" in [rule.id for rule in book.rules] and book.errors == ()


@pytest.mark.parametrize("again", ["house", "./house", "house/../house", "house/desk", "linked"])
def test_a_folder_that_is_named_twice_is_read_once(world: Path, again: str) -> None:
    write(world / "house/our-word.toml", RULE)
    write(world / "house/desk/desk-word.toml", RULE)
    (world / "linked").symlink_to(world / "house", target_is_directory=True)
    for named in (("house", again), (again, "house")):
        assert {"our-word", "desk-word"} <= set(ids(Settings(rules=named)))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_among_rules_is_not_waited_for(world: Path) -> None:
    write(world / "house/our-word.toml", RULE)
    os.mkfifo(world / "house/pipe.toml")
    (world / "house/gone.toml").symlink_to("nowhere")
    (world / "house/dir.toml").mkdir()
    book = rulebook.load(Settings(rules=("house",)))
    assert "our-word" in [rule.id for rule in book.rules]
    assert book.errors == (
        "house/dir.toml: is no file, and so no rule",
        "house/gone.toml: cannot be opened: no such file or directory",
        "house/pipe.toml: is no file, and so no rule",
    )


def test_the_settings_beside_the_rules_are_no_rule(world: Path) -> None:
    write(world / "house/citeaudit.toml", 'exclude = ["x"]\n')
    write(world / "house/pyproject.toml", "[project]\n")
    write(world / "house/our-word.toml", RULE)
    book = rulebook.load(Settings(rules=("house",)))
    assert book.errors == () and "our-word" in [rule.id for rule in book.rules]


def test_a_folder_with_the_name_of_a_shipped_rule_switches_off_itself_and_not_the_rule(world: Path) -> None:
    write(world / "house/long-word/our-word.toml", RULE)
    write(world / "house/long-word/their-word.toml", RULE)
    write(world / "house/last-word.toml", RULE)
    book = rulebook.load(Settings(rules=("house",)))
    assert {"long-word", "last-word"} <= {rule.id for rule in book.rules}
    assert book.errors == ('house/long-word: "long-word" is the name of a rule; a folder of rules needs another',)


def test_an_installation_without_rules_never_audits(world: Path) -> None:
    for group in ("style", "sources"):
        for file in (world / "shipped" / group).iterdir():
            file.unlink()
    with pytest.raises(RuleError, match="is not installed completely"):
        rulebook.load()


def test_the_digest_changes_with_all_that_changes_findings_and_nothing_else(world: Path) -> None:
    def digest(settings: Settings | None = None) -> str:
        return rulebook.load(settings).digest

    first = digest()
    assert first.startswith("sha256:") and len(first) == len("sha256:") + 64
    assert digest(Settings(jobs=8, fail_on="never", exclude=("x",))) == first
    assert digest(Settings(levels={"style": "note", "sources": "note"})) == digest(
        Settings(levels={"sources": "note", "style": "note"})
    )
    others = [
        digest(Settings(confidence="low")),
        digest(Settings(language="de")),
        digest(Settings(ignore=("style",))),
        digest(Settings(params={"long-word": {"most": 4}})),
    ]
    write(world / "shipped/lexicons/en/words.txt", "port\n")
    others.append(digest())
    write(world / "shipped/style/long-word.toml", RULE.replace("It says", "It said"))
    others.append(digest())
    write(world / "house/our-word.toml", RULE)
    others.append(digest(Settings(rules=("house",))))
    assert len({first, *others}) == len(others) + 1


def proof(world: Path, found: Callable[[str], Sequence[tuple[Span, str]]], content: str = RULE) -> list[str]:
    write(world / "shipped/style/long-word.toml", content)
    (rule,) = rulebook.load(Settings(select=("long-word",))).rules

    def audit(example: Example, rule: Rule) -> Sequence[tuple[Span, str]]:  # noqa: ARG001
        return found(example.text)

    return rulebook.prove(rule, audit)


def spotted(text: str) -> list[tuple[Span, str]]:
    at = text.find("harbour")
    return [(Span(at, at + 7), "harbour")] if at >= 0 else []


def test_a_rule_that_finds_what_is_marked_is_proved(world: Path) -> None:
    assert proof(world, spotted) == []


def test_each_example_that_fails_is_told(world: Path) -> None:
    assert proof(world, lambda _: []) == ["long-word: bad example 1 should find “harbour” (4-11), finds nothing"]
    moved = [(Span(4, 10), "harbou")]
    assert proof(world, lambda _: moved) == [
        "long-word: bad example 1 should find “harbour” (4-11), finds “harbou” (4-10)",
        "long-word: good example 1 should find nothing, finds “harbou” (4-10)",
    ]


def test_in_html_the_marked_words_count_and_not_their_place(world: Path) -> None:
    page = '{ format = "html", text = "<p>The ⟦old  <b>harbour</b> &amp; pier⟧.</p>" }'
    content = RULE.replace('"The ⟦harbour⟧ is open."', page)
    seen = [(Span(4, 22), "old harbour & pier")]
    assert proof(world, lambda text: seen if "pier" in text else [], content) == []
    assert len(proof(world, spotted, content)) == 1


pieces = st.lists(st.tuples(st.text("ab é😀\n", max_size=5), st.text("xy ä", min_size=1, max_size=5)), max_size=4)


@given(pieces, st.text("ab", max_size=3))
def test_marks_give_back_the_words_between_them(pieces: list[tuple[str, str]], tail: str) -> None:
    example = Example("".join(f"{before}⟦{marked}⟧" for before, marked in pieces) + tail)
    assert example.text == "".join(before + marked for before, marked in pieces) + tail
    assert [example.text[a:b] for a, b in example.spans] == [marked for _, marked in pieces]
