"""Every shipped rule proves itself on the examples of its own file, and speaks as a report should."""

import re
from pathlib import Path

import pytest

from citeaudit import checks, plugins, resources, rulebook
from citeaudit.audit import audit_text, findings_of
from citeaudit.commands.fixing import mended
from citeaudit.model import Finding
from citeaudit.rulebook import Rule, Rulebook
from citeaudit.settings.config import Settings, profiles

BOOK = rulebook.load()
_FOLDER = Path(__file__).parents[1] / "examples" / "house-rules"
HOUSE = tuple(rule for rule in rulebook.load(Settings(rules=(str(_FOLDER),))).rules if rule.group == "house")
"""Rules as a newsroom would write its own: they show the checks that no shipped rule needs."""
RULES = pytest.mark.parametrize("rule", [*BOOK.rules, *HOUSE], ids=[rule.id for rule in (*BOOK.rules, *HOUSE)])
EVERYTHING = Settings(confidence="low")

JARGON = re.compile(r"\b(?:regex|token|string|boolean|null|parser?)\b", re.IGNORECASE)
VERDICT = re.compile(r"\b(?:false|untrue|unsupported|verified|AI-(?:written|generated))\b", re.IGNORECASE)


def findings(text: str, fmt: str, rule: Rule) -> tuple[Finding, ...]:
    """What one rule alone finds in a text."""
    audit = audit_text(text, format=fmt, rules=Rulebook((rule,)), settings=EVERYTHING)
    assert audit.error is None and audit.failures == ()
    return audit.findings


def test_no_rule_file_is_wrong() -> None:
    assert BOOK.errors == ()


def test_every_rule_file_is_a_rule_of_the_group_that_its_folder_names() -> None:
    rules = Path(str(resources.rules()))
    files = {(file.parent.name, file.stem) for file in rules.glob("*/*.toml") if file.parent.name != "profiles"}
    assert {(rule.group, rule.id) for rule in BOOK.rules} == files


def test_every_check_is_used_by_a_rule() -> None:
    assert {rule.check for rule in (*BOOK.rules, *HOUSE)} == set(plugins.names(checks))


@RULES
def test_a_rule_proves_itself(rule: Rule) -> None:
    assert rulebook.prove(rule, findings_of, mended) == []


@RULES
def test_a_rule_that_fixes_proves_its_fix(rule: Rule) -> None:
    fixes = any(found.fix for example in rule.bad for found in findings(example.text, example.format, rule))
    assert fixes == any(example.fixed is not None for example in rule.bad)


@RULES
def test_a_rule_has_two_examples_of_each_kind_and_none_twice(rule: Rule) -> None:
    assert len(rule.bad) >= 2 and len(rule.good) >= 2
    examples = [(example.text, example.others) for example in rule.bad + rule.good]
    assert len(set(examples)) == len(examples)


@RULES
def test_a_rule_fills_its_placeholders_and_speaks_plainly(rule: Rule) -> None:
    for example in rule.bad:
        for found in findings(example.text, example.format, rule):
            for words in (found.message, found.mend):
                assert words[-1] in ".?!”)", words
                assert not JARGON.search(words) and "None" not in words, words
    for words in (rule.message, rule.mend):
        assert not VERDICT.search(words)


@pytest.mark.parametrize("profile", profiles())
def test_a_profile_names_rules_that_exist(profile: str) -> None:
    layer = Settings(profile=profile).stack()[0]
    known = {rule.id for rule in BOOK.rules} | {rule.group for rule in BOOK.rules}
    assert {*layer.ignore, *layer.levels, *layer.params} <= known
    assert rulebook.load(Settings(profile=profile)).errors == ()
