"""The kinds of rule that a newsroom writes for itself, and what is said of one that is wrong."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import schemas
from hypothesis import given
from hypothesis import strategies as st
from told import said

from citeaudit import audit_text, resources, rulebook
from citeaudit.checks import density, pattern, phrases, sections, threshold
from citeaudit.errors import RefusedError
from citeaudit.model import Hit
from citeaudit.rulebook import Rulebook
from citeaudit.settings.config import Settings
from citeaudit.trial import SAMPLES, trial

WORDS = """\
check = "phrases"
level = "{level}"
confidence = "low"
message = "“{{found}}” is not our word."
mend = "Write another."
why = "Our style book says so."
bad = ["The ⟦harbour⟧ is open."]
good = ["The port is open."]
params.phrases = ["harbour"]
"""


def hits(check: ModuleType, text: str, format: str = "text", **params: Any) -> list[Hit]:  # noqa: A002
    audit = audit_text(text, format=format, rules=Rulebook(()), settings=Settings(lang="en"))
    assert audit.document is not None
    return list(check.check(audit.document, check.Params(**params)))


def found(check: ModuleType, text: str, **params: Any) -> list[str]:
    return [text[hit.span.start : hit.span.end] for hit in hits(check, text, **params)]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("The harbours of a harbour.", "harbour", ["harbour"]),
        ("The harbours of a harbour.", "harbour*", ["harbours", "harbour"]),
        ("Under\nfire, under   fire.", "under fire", ["Under\nfire", "under   fire"]),
        ("It doesn’t, it doesn't.", "doesn't", ["doesn’t", "doesn't"]),
        ("A C++ of a thing (etc.).", "etc.", ["etc."]),
        ("He said [1] and left.", "said and", []),
        ("`harbour` is code.", "harbour", ["harbour"]),
    ],
)
def test_a_phrase_is_found_as_whole_words(text: str, phrase: str, expected: list[str]) -> None:
    assert found(phrases, text, phrases=(phrase,)) == expected


def test_a_phrase_in_the_words_of_somebody_else_is_left_to_them() -> None:
    text = "“The harbour is shut,” said the clerk. The harbour is open."
    assert [hit.span.start for hit in hits(phrases, text, phrases=("harbour",))] == [43]
    assert len(hits(phrases, text, phrases=("harbour",), quotations=True)) == 2


def test_a_sentence_may_be_excused() -> None:
    text = "The harbour is shut. The harbour master is not."
    assert len(hits(phrases, text, phrases=("harbour",), unless=("master",))) == 1
    assert hits(phrases, text, phrases=("HARBOUR",), case=True) == []


def test_code_and_source_lists_are_no_prose() -> None:
    text = "It rained.\n\n    the harbour\n\n```\nharbour\n```\n\n## Sources\n\n1. The harbour. Tarn Post.\n"
    assert hits(phrases, text, format="markdown", phrases=("harbour",)) == []
    assert hits(pattern, text, format="markdown", pattern="harbour") == []


def test_a_pattern_stays_within_a_sentence_and_fills_the_message() -> None:
    (hit,) = hits(pattern, "It has 3 boats. It has 4. Boats are good.", pattern=r"(?P<n>\d)\.? boats")
    assert hit.values == {"n": "3", "found": "3 boats"}


def test_a_pattern_that_could_go_on_takes_what_it_finds_in_each_sentence() -> None:
    text = "The mayor saw the boats. It rained. The mayor left for the boats and came back."
    assert [hit.values["found"] for hit in hits(pattern, text, pattern="the mayor.*boats")] == [
        "The mayor saw the boats", "The mayor left for the boats"
    ]  # fmt: skip
    assert (
        len(hits(pattern, text, pattern=r"(?<=\.\s)The mayor")) == 1
    )  # what stands before a sentence may be looked at


def test_a_pattern_that_takes_too_long_is_told_and_does_not_pass(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(pattern, "_SECONDS", 0.05)
    rule = WORDS.format(level="note").replace("phrases", "pattern").replace('["harbour"]', "'(?:a|aa)+!'")
    (tmp_path / "slow.toml").write_text(rule, encoding="utf-8")
    book = rulebook.load(Settings(rules=(str(tmp_path),), select=("slow",)))
    audit = audit_text("a" * 200 + " b", rules=book, settings=Settings())
    assert audit.failures and "slow could not check this document: its pattern took more than" in audit.failures[0]


@pytest.mark.parametrize(
    ("check", "params", "key"),
    [
        (phrases, {"phrases": ()}, "phrases"),
        (phrases, {"phrases": ("harbour", " … ")}, "phrases"),
        (phrases, {"phrases": ("harbour",), "unless": ("",)}, "unless"),
        (pattern, {"pattern": "(harbour"}, "pattern"),
        (pattern, {"pattern": "(?:harbour)?"}, "pattern"),
        (pattern, {"pattern": "(" * 3000 + "harbour" + ")" * 3000}, "pattern"),
        (density, {"phrases": (), "most": 1.0}, "phrases"),
        (density, {"phrases": ("perhaps",), "most": -1.0}, "most"),
        (sections, {"headings": ()}, "headings"),
        (threshold, {"metric": "coverage_strict"}, "metric"),
        (threshold, {"metric": "coverage_strict", "least": 80.0}, "least"),
        (threshold, {"metric": "coverage_strict", "least": 0.8, "most": 0.2}, "least"),
    ],
)
def test_parameters_that_make_no_sense_are_refused_by_name(check: ModuleType, params: dict[str, Any], key: str) -> None:
    with pytest.raises(RefusedError) as caught:
        check.Params(**params)
    assert caught.value.key == key and f'"{key}"' in f'{caught.value} "metric"'


def test_a_refused_parameter_is_shown_on_its_line(tmp_path: Path) -> None:
    rule = WORDS.format(level="note") + "\n[params.more]\n"
    (tmp_path / "our-word.toml").write_text(rule.replace('["harbour"]', "[]").rpartition("\n[")[0], encoding="utf-8")
    book = rulebook.load(Settings(rules=(str(tmp_path),)))
    assert book.errors[0].endswith(
        ':9: "phrases" needs at least one phrase\n    params.phrases = []\n           ^^^^^^^'
    )


def test_a_density_counts_for_a_thousand_words() -> None:
    text = "It will perhaps rain, and possibly snow. " + "It rained on the ferry. " * 20
    (hit,) = hits(density, text, phrases=("perhaps", "possibly"), most=10.0, words=50)
    assert (hit.values["count"], hit.values["words"], hit.values["density"]) == (2, 107, "18.7")
    assert text[hit.span.start : hit.span.end] == "perhaps"
    assert hits(density, text, phrases=("perhaps", "possibly"), most=20.0, words=50) == []
    assert hits(density, text, phrases=("perhaps", "possibly"), most=10.0, words=500) == []


def test_a_threshold_is_held_to_what_was_counted_and_not_to_the_rounded_number() -> None:
    text = "It rained [1]. It snowed [1]. It froze."
    assert hits(threshold, text, metric="coverage_strict", least=0.6667, of=3) != []
    assert hits(threshold, text, metric="coverage_strict", least=0.6666, of=3) == []
    assert hits(threshold, text, metric="coverage_strict", least=0.9, of=4) == []
    assert hits(threshold, text, metric="evidence_recall", least=0.9, of=1) == []


WORD = st.sampled_from(["harbour", "a", "open", "’", "“", "”", ".", "\n\n", "# ", "[1]", "B*", "ü"])


@given(st.lists(WORD, max_size=30).map(" ".join), st.lists(WORD, min_size=1, max_size=4))
def test_what_is_found_is_one_of_the_phrases_and_lies_in_a_sentence(text: str, wanted: Sequence[str]) -> None:
    good = tuple(each for each in wanted if any(c.isalnum() for c in each))
    if not good:
        return
    audit = audit_text(text, rules=Rulebook(()), settings=Settings(lang="en"))
    assert audit.document is not None
    for hit in phrases.check(audit.document, phrases.Params(good, quotations=True)):
        start, end = hit.span
        assert any(s.start <= start < end <= s.end for s in audit.document.sentences)
        assert any(text[start:end].lower().startswith(each.lower().rstrip("*")) for each in good)


def citeaudit(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citeaudit", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_broken_rule_stops_no_other_and_does_not_pass_in_silence(tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "our-word.toml").write_text(WORDS.format(level="warning").replace('"low"', '"high"'), encoding="utf-8")
    (house / "their-word.toml").write_text(WORDS.format(level="warn"), encoding="utf-8")
    (house / "no-word.toml").write_text("check =\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The harbour is open.\n", encoding="utf-8")
    (tmp_path / "citeaudit.toml").write_text('rules = ["house"]\n', encoding="utf-8")
    done = citeaudit("check", "--output-format", "concise", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert "our-word “harbour” is not our word." in done.stdout
    lines = [line.replace("\\", "/") for line in said(done.stderr)]
    assert lines == [
        "citeaudit: house/no-word.toml:1: this is not valid TOML: invalid value",
        'citeaudit: house/their-word.toml:2: "level" must be one of "error", "warning", "note"; did you mean "warning"?',
    ]
    assert '    level = "warn"\n            ^^^^^^' in done.stderr


def test_what_is_wrong_with_settings_of_any_kind_and_with_rules_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "their-word.toml").write_text(WORDS.format(level="warn"), encoding="utf-8")
    settings = 'rules = ["house", "absent", 3]\nselct = ["x"]\njobs = 0\n'
    (tmp_path / "citeaudit.toml").write_text(settings, encoding="utf-8")
    for words in (["check", "."], ["rules"], ["rules", "test"]):
        done = citeaudit(*words, cwd=tmp_path)
        assert done.returncode == 2 and done.stdout == ""
        assert [line.replace("\\", "/") for line in said(done.stderr)] == [
            'citeaudit: citeaudit.toml:1: item 3 of "rules" must be a text in quotation marks, not 3',
            'citeaudit: citeaudit.toml:2: key "selct" is not known here; did you mean "select"?',
            'citeaudit: rules: there is no folder "absent"',
            'citeaudit: house/their-word.toml:2: "level" must be one of "error", "warning", "note"; did you mean '
            '"warning"?',
        ]


@pytest.mark.parametrize("words", ["{found:>1000000000}", "{found.__class__}", "{found!r}", "{0}", "{found[0]}"])
def test_a_placeholder_is_a_word_and_nothing_else(tmp_path: Path, words: str) -> None:
    rule = WORDS.format(level="note").replace("{found}", words)
    (tmp_path / "our-word.toml").write_text(rule, encoding="utf-8")
    done = citeaudit("rules", "test", "--rules", ".", cwd=tmp_path)
    assert done.returncode == 2 and "brace that belongs to no placeholder" in done.stderr


def test_a_rule_is_tried_on_standard_input(tmp_path: Path) -> None:
    (tmp_path / "our-word.toml").write_text(WORDS.format(level="note"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "citeaudit", "rules", "try", "our-word.toml", "-"],
        cwd=tmp_path, input="The harbour is open.", capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0 and done.stderr == "" and "<stdin>:1: “harbour” is not our word." in done.stdout


def test_a_rule_that_gives_up_in_an_example_says_why(tmp_path: Path) -> None:
    (tmp_path / "our-word.toml").write_text(WORDS.format(level="note").replace("{found}", "{fund}"), encoding="utf-8")
    done = citeaudit("rules", "test", "--rules", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert "our-word: bad example 1: rule our-word is off here: its words have a placeholder {fund}" in done.stdout


def test_a_rule_is_tried_before_it_goes_live(tmp_path: Path) -> None:
    (tmp_path / "our-word.toml").write_text(WORDS.format(level="note"), encoding="utf-8")
    text = "The harbour is open. It rained. The quarry lost 61 trucks to the harbour. It snowed.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text("It rained on the ferry [1].\n", encoding="utf-8")
    done = citeaudit("rules", "try", "our-word.toml", "a.txt", "b.txt", cwd=tmp_path)
    assert done.returncode == 0 and done.stderr == ""
    cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in done.stdout.splitlines() if "│" in line]
    assert ["hits for 1,000 sentences", "400.0", "2 in 5 sentences"] in cells
    assert ["documents with a hit", "1 of 2", ""] in cells
    assert ["found by this rule alone", "1 of 2", "where no other rule speaks"] in cells
    assert ["uncited-claim", "1 of 2"] in cells
    assert "  The harbour is open.\n      ^^^^^^^\n" in done.stdout


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["uncited-clam", "a.txt"], 'there is no rule "uncited-clam"; did you mean "uncited-claim"?'),
        (["uncited-claim"], "rules try: needs a RULE"),
        (["wrong.toml", "a.txt"], 'wrong.toml:2: "level" must be one of'),
        (["absent.toml", "a.txt"], "absent.toml: cannot be opened"),
        (["uncited-claim", "b.txt"], "b.txt: there is no such file or folder"),
    ],
)
def test_a_trial_that_cannot_be_held_is_no_clean_one(tmp_path: Path, words: list[str], complaint: str) -> None:
    (tmp_path / "wrong.toml").write_text(WORDS.format(level="warn"), encoding="utf-8")
    (tmp_path / "a.txt").write_text("It rained.\n", encoding="utf-8")
    done = citeaudit("rules", "try", *words, cwd=tmp_path)
    assert done.returncode == 2 and complaint in done.stderr


def test_a_trial_says_nothing_of_a_share_of_nothing_and_spreads_its_samples() -> None:
    assert trial("x", []).rate is None
    book = rulebook.load(Settings(rules=(str(Path(__file__).parents[1] / "examples" / "house-rules"),)))
    text = " ".join(f"The mayor slammed plan {n}." for n in range(40))
    made = trial("unwanted-word", [audit_text(text, rules=book, settings=Settings(confidence="low", lang="en"))])
    assert made.hits == 40 and len(made.samples) == SAMPLES
    assert [sample.sentence for sample in made.samples[:2]] == [
        "The mayor slammed plan 0.",
        "The mayor slammed plan 4.",
    ]


@pytest.mark.parametrize(("name", "make"), [("rule", schemas.rule), ("settings", schemas.configuration)])
def test_the_schema_for_editors_is_what_the_program_reads(name: str, make: Any, tmp_path: Path) -> None:
    printed = citeaudit("rules", "schema", name, cwd=tmp_path).stdout
    assert printed == schemas.written(make()), "run python tests/schemas.py"
    jsonschema.Draft7Validator.check_schema(json.loads(printed))


FILES = sorted(
    path
    for folder in (Path(str(resources.rules())), Path(__file__).parents[1] / "examples" / "house-rules")
    for path in folder.rglob("*.toml")
    if path.parent.name != "profiles"
)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_rule_file_is_of_the_schema(path: Path) -> None:
    validator = jsonschema.Draft7Validator(schemas.rule())
    assert list(validator.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("schema", "content"),
    [
        (schemas.rule, WORDS.format(level="warn")),
        (schemas.rule, WORDS.format(level="note").replace("check", "chek")),
        (schemas.rule, WORDS.format(level="note").replace("params.phrases", "params.phrase")),
        (schemas.rule, WORDS.format(level="note").replace('"phrases"', '"phrase"')),
        (schemas.configuration, 'langauge = "de"'),
        (schemas.configuration, 'levels.sources = "warn"'),
        (schemas.configuration, "jobs = 0"),
        (schemas.configuration, "params.uncited-claim.scor = 1"),
        (schemas.configuration, '[[overrides]]\nignore = ["x"]'),
    ],
)
def test_the_schema_knows_what_is_wrong(schema: Any, content: str) -> None:
    assert list(jsonschema.Draft7Validator(schema()).iter_errors(tomllib.loads(content)))


def test_the_schema_takes_settings_that_the_program_takes() -> None:
    content = 'profile = "news"\nlevels.our-word = "off"\nparams.our-word.most = 3\nrules = ["house"]\njobs = 2\n'
    assert list(jsonschema.Draft7Validator(schemas.configuration()).iter_errors(tomllib.loads(content))) == []
