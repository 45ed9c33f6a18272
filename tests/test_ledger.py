"""Who speaks in a document, and what moved a score."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from citeaudit import audit_text
from citeaudit.ledger import Entry, ledger
from citeaudit.settings.config import Settings

EXAMPLE = Path(__file__).parents[1] / "examples" / "ferry-talks.txt"


def entries(text: str) -> dict[str | None, Entry]:
    document = audit_text(text, settings=Settings(lang="en")).document
    assert document is not None
    return {entry.source: entry for entry in ledger(document)}


LUND = "Marta Lund, who chairs the board, said the quay would close [1]. Lund said that it had cost 3 million [2]."


def test_a_surname_is_the_person_who_was_named_in_full() -> None:
    (entry,) = entries(LUND).values()
    assert (entry.source, entry.kind, entry.sentences) == ("Marta Lund", "named", (0, 1))
    assert entry.cues == (("said", 2),)
    assert entry.labels == ("1", "2")
    assert entry.quoted == 0


def test_she_is_the_one_person_who_was_named_before() -> None:
    found = entries(f"{LUND} “We tried,” she added.")
    assert found["Marta Lund"].sentences == (0, 1, 2)
    assert found["Marta Lund"].quoted == 1


def test_an_office_before_a_name_makes_no_other_person() -> None:
    text = "Mayor Marta Lund said it was late. Marta Lund said it again. “We tried,” Lund added. “It was dark.”"
    (entry,) = entries(text).values()
    assert (entry.source, entry.kind, len(entry.sentences)) == ("Mayor Marta Lund", "named", 4)
    assert entry.quoted == 2


def test_two_of_one_name_stay_apart() -> None:
    found = entries("Marta Lund said it was late. Petra Lund said it was not. Lund said it again.")
    assert [len(entry.sentences) for entry in found.values()] == [1, 1, 1]


@pytest.mark.parametrize(
    ("before", "pronoun", "source"),
    [
        ("The mayor, Marta Lund, opened the quay on Monday.", "She", "Marta Lund"),
        ("On Monday Prime Minister Marta Lund left Skarn.", "She", "Marta Lund"),
        ("SKARN (Gazette) - Marta Lund opened the quay.", "She", "Marta Lund"),
        ("Tomas Reed met Marta Lund on Monday.", "He", "Tomas Reed"),
        ("Tomas Reed and Marta Lund opened the quay.", "She", "Marta Lund"),
        ("Marta Lund said it was late. Petra Voll said that it was not.", "She", "Petra Voll"),
        ("Marta Lund said it was late. Tomas Reed opened the quay.", "She", "Marta Lund"),
        ("Mr Reed opened the quay.", "He", "Mr Reed"),
        ("Sascha Lund worked in Mill Fold.", "She", "Sascha Lund"),
        ("A spokesman for the board said it was late.", "He", "A spokesman for the board"),
        ("The harbour board met on Monday.", "It", "The harbour board"),
        ("The harbour board said it was late.", "It", "The harbour board"),
        ("Two aides said it was late.", "They", "Two aides"),
        ("Norrholm said it was early. Then it rained. Norrholm sold the quay.", "It", "Norrholm"),
    ],
)
def test_a_pronoun_is_who_was_named_before(before: str, pronoun: str, source: str) -> None:
    text = f"{before} {pronoun} said the quay was safe."
    document = audit_text(text, settings=Settings(lang="en")).document
    assert document is not None
    assert [entry.source for entry in ledger(document) if len(document.sentences) - 1 in entry.sentences] == [source]


@pytest.mark.parametrize(
    ("before", "pronoun"),
    [
        ("The quay opened on Monday.", "He"),
        ("Marta Lund opened the quay.", "He"),
        ("Marta Lund met Petra Voll on Monday.", "It"),
        ("Marta Lund, Petra Voll and Ann Holt were late.", "They"),
        ("Police arrested Tomas Reed on Monday.", "He"),
        ("The friends of Marta Lund were late.", "She"),
        ("Sascha Lund met Robin Voll on Monday.", "She"),
        ("The quay opened on Monday.", "We"),
        ("The quay opened on Monday.", "They"),
    ],
)
def test_a_pronoun_is_no_speaker_where_it_is_not_clear_who(before: str, pronoun: str) -> None:
    found = entries(f"{before} {pronoun} said the quay was safe.")
    entry = found[f"{pronoun.lower()} (not clear who)"]
    assert entry.kind == "role"
    assert list(found.values())[-1] is entry


def test_a_person_is_one_however_written() -> None:
    text = (
        "Reed said it was late. Former Mayor Tomas Reed said so. Mr. Reed said it again. Tomas said it too.\n\n"
        "Judge Marta Lund said no. The judge said it twice. Lund’s lawyer said it was early."
    )
    assert {(entry.source, len(entry.sentences)) for entry in entries(text).values()} == {
        ("Tomas Reed", 4), ("Judge Marta Lund", 2), ("Lund’s lawyer", 1),
    }  # fmt: skip


def test_a_title_tells_which_of_two_is_meant() -> None:
    found = entries("Tomas Lund said it was late. Marta Lund said it was early. Mrs Lund said it again.")
    assert {source: len(entry.sentences) for source, entry in found.items()} == {"Tomas Lund": 1, "Marta Lund": 2}


def test_two_who_speak_together_are_no_one_of_them() -> None:
    found = entries("Tomas Reed and Marta Lund said it was late. Lund said it again.")
    assert set(found) == {"Tomas Reed and Marta Lund", "Marta Lund"}


def test_a_particle_before_a_surname_makes_no_other_person() -> None:
    (entry,) = entries("Tomas de Reed said it was late. De Reed said it again.").values()
    assert (entry.source, len(entry.sentences)) == ("Tomas de Reed", 2)


def test_an_office_that_two_hold_is_neither() -> None:
    found = entries("Minister Marta Lund said no. Minister Tomas Reed said yes. The minister said it twice.")
    assert set(found) == {"Minister Marta Lund", "Minister Tomas Reed", "The minister"}


def test_a_firm_is_one_with_its_form_and_without() -> None:
    (entry,) = entries("Norrholm Inc. said on Monday it was late. Norrholm said so twice.").values()
    assert (entry.source, entry.sentences) == ("Norrholm Inc.", (0, 1))


def test_the_labels_of_an_interview_speak_for_nobody() -> None:
    assert entries("Q: Was it late?\n\nA: It was late, and we went home.") == {}


def test_a_place_or_a_picture_before_a_colon_does_not_speak() -> None:
    assert entries("SKARN: The quay closed on Monday.\n\nPhotograph: Marta Lund/Gazette") == {}


def test_what_somebody_wants_is_no_statement() -> None:
    assert entries("Marta Lund backed the plan for the quay.") == {}


def test_those_who_speak_most_stand_first() -> None:
    found = entries("Observers said that it would rain. The union said that it would not. The union said it again.")
    assert list(found) == ["The union", "Observers"]


def test_who_is_not_named_is_listed_too() -> None:
    (entry,) = entries("It is widely believed that the quay was never safe.").values()
    assert (entry.source, entry.kind) == (None, "unsourced")


def test_a_language_without_judges_has_no_ledger() -> None:
    document = audit_text(LUND, settings=Settings(lang="xx")).document
    assert document is not None and ledger(document) == ()


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citeaudit", "check", "--isolated", *words]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


def test_the_table_shows_the_ledger_on_request() -> None:
    assert "who speaks" not in run(str(EXAMPLE)).stdout
    assert "│ Petra Voll" in run("--ledger", str(EXAMPLE)).stdout


def test_a_score_is_the_sum_of_what_moved_it() -> None:
    shown = run("--explain-scores", str(EXAMPLE)).stdout
    assert "need of a source, 0." in shown and "the writer’s verdict of its first sentence, 0." in shown
    sentences = json.loads(run("--explain-scores", "--output-format", "json", str(EXAMPLE)).stdout)["documents"][0][
        "sentences"
    ]
    plain = json.loads(run("--output-format", "json", str(EXAMPLE)).stdout)["documents"][0]["sentences"]
    assert all("because" in each["claim"] and "because" in each["editorial"] for each in sentences)
    assert all("because" not in each["claim"] for each in plain)
    # More weight, a higher score: the order of the sums is that of the scores.
    sums = [(sum(weight for _, weight in each["claim"]["because"]), each["claim"]["score"]) for each in sentences]
    assert [score for _, score in sorted(sums)] == sorted(score for _, score in sums)


@pytest.mark.parametrize("option", ["--ledger", "--explain-scores"])
def test_a_format_without_a_place_for_it_says_so(option: str) -> None:
    done = run(option, "--output-format", "concise", str(EXAMPLE))
    assert done.returncode == 2
    assert done.stderr.startswith(f"citeaudit: {option}: goes with --output-format table")


def test_weights_and_lexicons_are_small_and_their_features_readable() -> None:
    folder = Path(__file__).parents[1] / "rules" / "lexicons"
    if not folder.is_dir():
        pytest.skip("the tests run against the wheel")
    assert sum(path.stat().st_size for path in folder.rglob("*.txt")) < 1_000_000
    for path in folder.rglob("*-weights.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and line[0] not in "#[":
                feature, _, weight = line.rpartition(" ")
                assert feature and abs(float(weight)) < 5, line


def test_her_verdict_is_that_of_the_one_person_who_was_named_before() -> None:
    found = entries(f"{LUND} Her verdict: it was late. In her view, it was a sham.")
    assert found["Marta Lund"].sentences == (0, 1, 2, 3)


def test_who_speaks_in_capitals_before_a_colon_more_than_once_is_a_speaker() -> None:
    (entry,) = entries("MODERATOR: It was late.\n\nThe hall was full.\n\nMODERATOR: It was early.").values()
    assert (entry.source, entry.sentences) == ("MODERATOR", (0, 2))
