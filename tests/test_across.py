"""What stands in more than one document of a run: told in each of them, and silent about what stands everywhere."""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from citeaudit import audit, audit_text, resources
from citeaudit.across.matching import STANDING, shared
from citeaudit.across.summary import summary
from citeaudit.across.wanted import names, wanted
from citeaudit.commands.task import Task
from citeaudit.commands.together import Run
from citeaudit.model import Audit, Document
from citeaudit.model.shared import Among, Summary
from citeaudit.rulebook import Rulebook, load
from citeaudit.settings.config import Settings

YARD = (
    "The yard of Norrholm was opened in 1911 by two brothers from Skarn, and built wooden boats for the herring fleet "
    "until the last war, when it was turned to steel and to larger ships."
)
CLOCK = (
    "The oldest of the clocks was made in Tarn by a man who had never seen one, and it has gone wrong by nine minutes "
    "every day for two hundred years without anybody minding it."
)
SOURCES = """## Sources

1. Minutes of the council, https://tarn.example/minutes
2. Harbour log, https://harbour.example/log
3. Yearbook of the islands, https://islands.example/yearbook
4. Prices of boats, https://boats.example/prices
"""
OWN = [
    f"Nobody in the village of {name} can say when the last boat left, or whether it will ever come back to the quay."
    for name in ("Orrin", "Westerby", "Brannock", "Marrick", "Kestrel", "Dunmoor", "Skarn", "Tarn")
]


def article(number: int, *paragraphs: str, title: str | None = None) -> str:
    """An article with a headline and two paragraphs that no other has."""
    head = title or f"What became of the boats of {OWN[number].split()[5]} in the winter"
    end = OWN[number].replace("boat", "horse").replace("quay", "field")
    return "\n\n".join((f"# {head}", OWN[number], *paragraphs, end)) + "\n"


def found(*texts: str, names: Iterable[str] = ()) -> list[list[tuple[str, int | None, str]]]:
    """Rule, line and message of what the rules across find in each of several documents."""
    chosen = Settings(select=("across",), confidence="low")
    paths = list(names) or [f"{number}.md" for number in range(len(texts))]
    tasks = [Task(path, data=text.encode()) for path, text in zip(paths, texts, strict=True)]
    audits = Run(chosen, load(chosen), None, None).compared(tasks)
    return [[(f.rule, f.line, f.message) for f in each.findings if f.group == "across"] for each in audits]


def rules(*texts: str) -> list[list[str]]:
    return [[rule for rule, _, _ in each] for each in found(*texts)]


def test_a_paragraph_is_told_in_each_document_with_the_place_in_the_other() -> None:
    one, two = found(article(0, YARD), article(1, "It rained.", YARD))
    assert one == [("shared-paragraph", 5, "This paragraph also stands in 1.md, line 7.")]
    assert two == [("shared-paragraph", 7, "This paragraph also stands in 0.md, line 5.")]


SAME = {
    "markers": YARD.replace(" Skarn,", " Skarn,[1]").replace("ships.", "ships [2, 3]."),
    "line ends": YARD.replace(" boats ", "\nboats "),
    "capitals and punctuation": YARD.replace("The yard", "THE YARD").replace(",", ""),
    "emphasis": YARD.replace("herring fleet", "*herring fleet*"),
}
OTHER = {
    "another figure": YARD.replace("1911", "1912"),
    "another word": YARD.replace("wooden", "iron"),
    "the end": YARD.replace(" and to larger ships", ""),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_paragraph_is_the_same_with_other(text: str) -> None:
    assert rules(article(0, YARD), article(1, text)) == [["shared-paragraph"]] * 2


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_a_paragraph_is_another_one_with(text: str) -> None:
    assert rules(article(0, YARD), article(1, text)) == [[], []]


def test_paragraphs_in_a_row_are_told_once() -> None:
    one, two = found(article(0, YARD, CLOCK), article(1, YARD, CLOCK))
    assert [message for _, _, message in one] == ["This paragraph also stands in 1.md, line 5; so does the next one."]
    assert len(two) == 1


def test_a_copy_of_a_whole_article_is_told_by_its_headline_and_once_by_its_paragraphs() -> None:
    text = article(0, YARD, CLOCK) + "\n" + SOURCES
    assert rules(text, text, article(1)) == [["shared-headline", "shared-paragraph"]] * 2 + [[]]


def test_an_article_in_two_formats_is_one() -> None:
    assert found(article(0, YARD), article(0, YARD), names=["a.md", "a.txt"]) == [[], []]


STANDS = {
    "in most of three": [article(0, YARD), article(1, YARD), article(2, YARD)],
    "in more than four": [article(i, YARD) for i in range(STANDING + 1)] + [article(5), article(6), article(7)],
    "at the end of both": [article(0) + "\n" + YARD, article(1) + "\n" + YARD],
    "to the reader": [article(i, YARD.replace("the last war", "you sign up for our newsletter")) for i in (0, 1)],
    "without a full stop, as a teaser": [article(i, YARD[:-1]) for i in (0, 1)],
    "short": [article(i, "The yard of Norrholm was opened in 1911 by two brothers from Skarn.") for i in (0, 1)],
    "as a quotation": [article(i, "> " + YARD) for i in (0, 1)],
}


@pytest.mark.parametrize("texts", STANDS.values(), ids=STANDS)
def test_a_standing_text_is_not_told(texts: list[str]) -> None:
    assert rules(*texts) == [[] for _ in texts]


def test_what_stands_in_a_few_of_many_is_told_with_their_number() -> None:
    each = found(*(article(i, *([YARD] if i in (1, 4, 6) else [])) for i in range(8)))
    assert [len(one) for one in each] == [0, 1, 0, 0, 1, 0, 1, 0]
    assert [each[i][0][2].split(" stands in ")[1] for i in (1, 4, 6)] == [
        "4.md, line 5, and 1 more article.", "1.md, line 5, and 1 more article.", "1.md, line 5, and 1 more article."
    ]  # fmt: skip


def test_a_headline_is_told_and_a_name_of_a_column_is_not() -> None:
    one, two = found(*(article(i, title="The orchard that nobody wanted") for i in (0, 1)))
    assert [rule for rule, _, _ in (*one, *two)] == ["shared-headline"] * 2
    assert one[0][2] == "This headline also stands over 1.md."
    assert rules(*(article(i, title="Letters of the week") for i in (0, 1))) == [[], []]
    assert rules(*(article(i, title="The letters of this week, answered") for i in range(6))) == [[]] * 6


CLAIM = "The ferry carried 61,000 passengers to the islands in the winter of 2024"


def cited(claim: str, label: int, sources: str = SOURCES, number: int = 0) -> str:
    return article(number, f"It rained. {claim} [{label}]. The boats are old.") + "\n" + sources


NO_LIST = (
    SOURCES.replace("4. Prices", "4. Costs")
    .replace("boats.example", "costs.example")
    .replace("2. Harbour log, https://harbour.example/log", "2. Register, https://register.example/")
)


def test_a_claim_with_other_sources_is_told_with_both() -> None:
    one, two = found(cited(CLAIM, 1), cited(CLAIM, 3, NO_LIST, 1))
    assert one == [("claim-cited-otherwise", 5, "The same statement cites other sources in 1.md, line 5.")]
    assert [rule for rule, _, _ in two] == ["claim-cited-otherwise"]


FINE = {
    "the same source": cited(CLAIM, 1, NO_LIST, 1),
    "the same source under another number": cited(CLAIM, 2, "## Sources\n\n2. Minutes, http://www.tarn.example/minutes/?utm_source=a\n", 1),
    "one of the same": cited(CLAIM + " [3]", 1, NO_LIST, 1),
    "no list": cited(CLAIM, 3, "", 1),
    "another figure": cited(CLAIM.replace("61,000", "58,000"), 3, NO_LIST, 1),
    "denied": cited(CLAIM.replace("carried", "never carried"), 3, NO_LIST, 1),
    "turned round": cited("The islands carried 61,000 passengers to the ferry in the winter of 2024", 3, NO_LIST, 1),
    "a label that two entries have": cited(CLAIM, 3, NO_LIST + "3. Log, https://log.example/\n", 1),
    "a source whose address is not given": cited(CLAIM, 1, "## Sources\n\n1. Minutes of the harbour board, Tarn Post\n", 1),
}  # fmt: skip


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_a_claim_is_not_told_where_its_sources_may_be_the_same_or_it_is_another(text: str) -> None:
    assert rules(cited(CLAIM, 1), text) == [[], []]


def test_of_a_claim_only_those_are_counted_that_cite_other_sources() -> None:
    each = found(*(cited(CLAIM, 3 if i == 2 else 1, NO_LIST if i == 2 else SOURCES, i) for i in range(3)),
                 *(article(i) for i in range(3, 8)))  # fmt: skip
    claims = [message for one in each for rule, _, message in one if rule == "claim-cited-otherwise"]
    assert claims == [
        "The same statement cites other sources in 2.md, line 5.",
        "The same statement cites other sources in 2.md, line 5.",
        "The same statement cites other sources in 0.md, line 5, and 1 more article.",
    ]


def test_a_list_that_was_pasted_is_told_and_one_that_shares_some_is_not() -> None:
    one, two = found(article(0, "It burned [1].") + SOURCES, article(1, "It rained [2].") + SOURCES)
    assert one == [("shared-source-list", 10, "4 of 4 sources in this list also stand in that of 1.md, line 10.")]
    assert [rule for rule, _, _ in two] == ["shared-source-list"]
    assert rules(article(0, "It burned [1].") + SOURCES, article(1, "It rained [2].") + NO_LIST) == [[], []]


def test_one_document_alone_is_not_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "citeaudit.across.summary", None)
    assert audit_text(article(0, YARD), format="markdown").summary is None
    with pytest.raises(ImportError):
        audit_text(article(0, YARD), format="markdown", among=Among(summarised=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.md").write_text(article(0, YARD), encoding="utf-8")
    (tmp_path / "two.md").write_text(article(1, YARD), encoding="utf-8")
    (tmp_path / "three.md").write_text(article(2), encoding="utf-8")
    return tmp_path


def run(cwd: Path, *words: str, data: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citeaudit", *words]
    done = subprocess.run(command, cwd=cwd, input=data, capture_output=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


CHECK = ("check", "--isolated", "--output-format", "concise", "--select", "across")
ALLOW = "<!-- citeaudit: allow shared-paragraph -- the history of the yard -->"


def test_a_comment_allows_it_and_is_not_idle_when_its_article_is_checked_alone(folder: Path) -> None:
    text = article(0, f"{ALLOW}\n\n{YARD}")
    (folder / "one.md").write_text(text, encoding="utf-8")
    assert run(folder, *CHECK).stdout.splitlines() == [
        "two.md:5:1: note shared-paragraph This paragraph also stands in one.md, line 7."
    ]
    assert run(folder, *CHECK, "one.md").stdout == ""
    assert (
        run(folder, "check", "--isolated", "--output-format", "concise", "--ignore", "across").stdout.count("unused")
        == 0
    )
    report = json.loads(run(folder, "check", "--isolated", "--output-format", "json", "--select", "across").stdout)
    held = {f["suppressed"] for document in report["documents"] for f in document["findings"]}
    assert held == {"the history of the yard", None}


def test_a_comment_that_other_documents_may_need_is_not_called_idle(folder: Path) -> None:
    check = ("check", "--isolated", "--output-format", "concise", "one.md")
    for rules, idle in (("unsorted-group", True), ("unsorted-group, shared-paragraph", False)):
        text = article(0, ALLOW.replace("shared-paragraph", rules), YARD)
        (folder / "one.md").write_text(text, encoding="utf-8")
        assert ("unused-allow" in run(folder, *check).stdout) == idle, rules


def test_a_baseline_takes_it_in(folder: Path) -> None:
    assert "added" in run(folder, "baseline", "create", "base", "--isolated").stdout
    listed = (folder / "base").read_text(encoding="utf-8")
    assert listed.count("shared-paragraph") == 2
    assert run(folder, *CHECK, "--baseline", "base").stdout == ""


def test_sarif_and_json_say_what_is_shared(folder: Path) -> None:
    report = json.loads(run(folder, "check", "--isolated", "--output-format", "json", "--select", "across").stdout)
    (told,) = next(d for d in report["documents"] if d["path"] == "one.md")["findings"]
    assert (told["group"], told["level"], told["line"], told["suppressed"]) == ("across", "note", 5, None)
    assert told["because"][0].startswith("in two.md, line 5: The yard of Norrholm was opened in 1911")
    log = json.loads(run(folder, "check", "--isolated", "--output-format", "sarif", "--select", "across").stdout)
    assert {result["ruleId"] for result in log["runs"][0]["results"]} == {"shared-paragraph"}


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_rule_of_ones_own_may_look_at_several_documents(folder: Path, quote: str) -> None:
    (folder / "house").mkdir()
    rule = resources.read(resources.rules(), "across", "shared-paragraph.toml")
    rule = rule.replace('check = "shared"', f"check = {quote}shared{quote}").replace(
        'level = "note"', 'level = "error"'
    )
    (folder / "house" / "our-paragraph.toml").write_text(rule, encoding="utf-8")
    done = run(folder, "check", "--isolated", "--rules", "house", "--select", "our-paragraph", "--output-format", "csv")
    assert done.returncode == 1 and done.stdout.count(",error,") == 2


def test_a_rule_file_that_cannot_be_read_costs_no_document(folder: Path) -> None:
    (folder / "house").mkdir()
    (folder / "house" / "gone.toml").symlink_to("nowhere")
    done = run(folder, *CHECK, "--rules", "house")
    assert done.returncode == 2 and done.stdout.count("shared-paragraph") == 2
    assert done.stderr == "citeaudit: house/gone.toml: cannot be opened: no such file or directory\n"


@pytest.mark.parametrize("cached", [False, True])
def test_a_link_to_an_article_is_that_article(folder: Path, cached: bool) -> None:  # noqa: FBT001
    (folder / "linked.md").symlink_to("one.md")
    (folder / "three.md").unlink()
    words = ("--cache-dir", "kept") if cached else ("--no-cache",)
    told = [line.split(":")[0] for line in run(folder, *CHECK, *words).stdout.splitlines()]
    assert told == ["linked.md", "one.md", "two.md"]  # and not: it stands in all of three, so it is a standing text
    (folder / "linked.md").unlink()
    (folder / "linked.md").write_text(article(0, YARD), encoding="utf-8")
    assert "shared-headline" in run(folder, *CHECK, *words).stdout


def test_a_number_of_documents_that_is_not_looked_for_is_refused(folder: Path) -> None:
    (folder / "citeaudit.toml").write_text("[params.shared-paragraph]\ndocuments = 10\n", encoding="utf-8")
    done = run(folder, "check", "--output-format", "concise")
    assert done.returncode == 2 and '"documents" must be one of 2, 3, 4, not 10' in done.stderr


def test_standard_input_takes_part(folder: Path) -> None:
    done = run(folder, *CHECK, "one.md", "-", "--stdin-filename", "typed.md", data=article(3, YARD))
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["one.md", "typed.md"]


def test_the_order_of_the_paths_changes_the_order_of_the_report_and_nothing_else(folder: Path) -> None:
    one = run(folder, *CHECK, "one.md", "two.md", "three.md").stdout.splitlines()
    other = run(folder, *CHECK, "three.md", "two.md", "one.md").stdout.splitlines()
    assert one == other[::-1] and len(one) == 2


def test_an_override_switches_it_off_for_some(folder: Path) -> None:
    (folder / "citeaudit.toml").write_text('[[overrides]]\npaths = ["two.md"]\nignore = ["across"]\n', encoding="utf-8")
    done = run(folder, "check", "--output-format", "concise", "--select", "repetition", "--no-cache")
    assert done.stdout == ""
    done = run(folder, "check", "--output-format", "concise", "--no-cache")
    assert [line for line in done.stdout.splitlines() if "shared" in line] == [
        "one.md:5:1: note shared-paragraph This paragraph also stands in two.md, line 5."
    ]


@pytest.mark.parametrize("words", [("--ignore", "across"), ("--select", "citations")])
def test_where_no_rule_asks_no_document_is_summed_up(words: tuple[str, str]) -> None:
    key = words[0].removeprefix("--")
    assert not wanted(Settings(**{key: (words[1],)}), ["a.md"])  # type: ignore[arg-type]
    assert wanted(Settings(), ["a.md"])
    assert wanted(Settings(levels={"across": "off", "shared-headline": "note"}), ["a.md"])


def test_a_file_that_changes_between_the_two_looks_is_not_told_of_places_that_it_no_longer_has(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    chosen = Settings(select=("across",))
    original = audit.audit_bytes
    seen = 0

    def changing(data: bytes, **options: object) -> Audit:
        nonlocal seen
        seen += 1
        return original(data, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(audit, "audit_bytes", changing)
    tasks = [Task("one.md"), Task("two.md")]
    audits = Run(chosen, load(chosen), None, None).compared(tasks)
    first = next(audits)
    (folder / "two.md").write_text("# Short\n\nNothing is left.\n", encoding="utf-8")
    second = next(audits)
    assert [f.rule for f in first.findings] == ["shared-paragraph"]
    assert second.findings == () and second.failures == () and seen == 2


def documents(*texts: str) -> list[tuple[str, Summary, Document]]:
    made = []
    for number, text in enumerate(texts):
        document = audit_text(text, path=f"{number}.md", format="markdown").document
        assert document is not None
        made.append((f"{number}.md", summary(document), document))
    return made


def test_a_summary_holds_no_text() -> None:
    ((_, made, document),) = documents(article(0, YARD, CLOCK) + SOURCES)
    held = repr(made)
    assert not any(word in held for word in re.findall(r"[A-Z][a-z]{4,}", document.prose.partition("## Sources")[0]))
    assert all(len(origin.name) <= 40 for origin in made.sources)


PIECES = [
    YARD,
    CLOCK,
    *OWN,
    "It rained.",
    f"{CLAIM} [1].",
    f"{CLAIM} [3].",
    SOURCES,
    NO_LIST,
    "# The orchard that nobody wanted",
]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=5).map("\n\n".join), max_size=6))
def test_what_is_shared_lies_in_both_and_is_told_in_both(texts: list[str]) -> None:
    made = documents(*texts)
    of = dict(
        zip(
            (path for path, _, _ in made),
            shared([(path, each) for path, each, _ in made], range(len(made))),
            strict=True,
        )
    )
    paths = {path: document for path, _, document in made}
    for path, each in of.items():
        for one in each:
            assert 0 <= one.start <= one.end <= len(paths[path].text)
            assert one.path != path and 1 < one.documents <= STANDING
            assert any(other.kind == one.kind for other in of[one.path])
    again = shared([(path, each) for path, each, _ in made], range(len(made)))
    assert list(of.values()) == again


def test_every_rule_across_has_examples_of_several_documents() -> None:
    book = load(Settings(select=("across",)))
    assert {rule.id for rule in book.rules} == names()
    for rule in book.rules:
        assert all(example.others for example in (*rule.bad, *rule.good))
        assert rule.level == "note"


@pytest.mark.parametrize("name", sorted(names()))
def test_a_rule_across_says_where_and_what_in_plain_words(name: str) -> None:
    (rule,) = load(Settings(select=(name,))).rules
    for example in rule.bad:
        made = audit_text(
            example.text, format=example.format, rules=Rulebook((rule,)), settings=Settings(confidence="low"),
            among=audit.among_of(example),
        )  # fmt: skip
        assert made.failures == () and made.findings
        for told in made.findings:
            assert "document 2" in told.message and told.message[-1] == "." and "None" not in told.message
            assert "document 2" in told.because[-1]


def test_the_explanation_shows_the_other_document(tmp_path: Path) -> None:
    told = run(tmp_path, "explain", "shared-headline").stdout
    assert told.count("and in another document:") == 6


def hooks() -> dict[str, dict[str, object]]:
    path = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
    if not path.exists():
        pytest.skip("the hooks are not shipped")
    return {hook["id"]: hook for hook in yaml.safe_load(io.StringIO(path.read_text(encoding="utf-8")))}


def test_the_hook_looks_at_all_documents_at_once_and_the_other_at_each(folder: Path) -> None:
    across, each = hooks()["citeaudit-across"], hooks()["citeaudit"]
    assert across["require_serial"] is True and across["pass_filenames"] is False
    words = str(across["entry"]).split()[1:] + list(across["args"])  # type: ignore[call-overload]
    done = run(folder, *words)
    assert done.returncode == 1 and done.stdout.count("shared-paragraph") == 2
    (folder / "two.md").unlink()
    done = run(folder, *words)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (folder / "two.md").write_text(article(1, YARD), encoding="utf-8")
    assert "shared" not in run(folder, *str(each["entry"]).split()[1:], "one.md", "two.md").stdout
