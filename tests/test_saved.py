"""Folders and maps of saved texts: what is read, what cannot be, and what is told of it."""

import json
import os
from pathlib import Path

import pytest
from saved_folder import folder, run

from citeaudit import audit_text
from citeaudit.evidence import saved, texts


@pytest.mark.parametrize("name", ["map.json", "map.csv"])
def test_a_map_leads_to_the_files(tmp_path: Path, name: str) -> None:
    folder(tmp_path)
    rows = {"1": "saved/1.txt", "https://tarn.example/log": "saved/2.txt"}
    content = json.dumps(rows) if name.endswith("json") else "".join(f"{key},{file}\n" for key, file in rows.items())
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = saved.load(str(tmp_path / name))
    first, second = found.of("1", None), found.of("9", "http://www.tarn.example/log/?utm_source=x")
    assert first and first.words and second and second.words
    assert found.of("9", None) is None


BAD = {
    "nothing there": ("gone", "there is no such folder or file of saved sources"),
    "no map": ("article.txt", "name a folder, or a .json or .csv file"),
    "broken map": ("broken.json", "broken.json:1: this list of sources is not valid JSON"),
    "a map of something else": ("words.json", "words.json:1: source 1 is “2”; write a table"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_used_is_told_before_anything_is_read(tmp_path: Path, case: str) -> None:
    folder(tmp_path)
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "words.json").write_text('{"1": 2}', encoding="utf-8")
    name, words = BAD[case]
    done = run(tmp_path, "--sources", name, "article.txt")
    assert done.returncode == 2 and words in done.stderr and done.stderr.count("\n") == 1


def test_a_text_that_cannot_be_read_costs_one_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path)
    (tmp_path / "saved" / "3.pdf").write_bytes(b"%PDF-1.4 no text")
    (tmp_path / "saved" / "4.txt").write_bytes(b"\x00\x01\x02\x03" * 200)
    (tmp_path / "saved" / "5.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(texts, "LARGEST", 1000)
    (tmp_path / "saved" / "6.txt").write_text("x" * 1001, encoding="utf-8")
    found = saved.load(str(tmp_path / "saved"))
    assert "PDF that cannot be read" in (found.by_label["3"].error or "")
    assert found.by_label["4"].error and found.by_label["5"].error == "holds no text"
    assert "larger than" in (found.by_label["6"].error or "")
    saved.load.cache_clear()


def test_two_files_for_one_label_cost_one_source(tmp_path: Path) -> None:
    folder(tmp_path)
    (tmp_path / "saved" / "[01].html").write_text("<p>The board sold 54 cranes.</p>", encoding="utf-8")
    done = run(tmp_path, "--sources", "saved", "--fail-on", "never", "article.txt")
    assert done.returncode == 0
    assert "Not checked: [1] has two files, 1.txt and [01].html: keep one; [3] has no saved text." in done.stdout
    assert "quotation-not-in-source" in done.stdout


@pytest.mark.parametrize(
    ("name", "content"),
    [("map.json", '{"1": "saved/1.txt", "[1]": "saved/2.txt"}'), ("map.csv", "1,saved/1.txt\n1,saved/2.txt\n")],
)
def test_a_map_that_names_two_files_for_a_label_leaves_it_unread(tmp_path: Path, name: str, content: str) -> None:
    (folder(tmp_path) / name).write_text(content, encoding="utf-8")
    first = saved.load(str(tmp_path / name)).by_label["1"]
    assert first.words is None and first.error == "has two files, 1.txt and 2.txt: keep one"


PIPE = "is a pipe or a device, and no file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "1.txt")
    (tmp_path / "2.txt").symlink_to("/dev/zero")
    found = saved.load(str(tmp_path))
    assert [found.by_label[label].error for label in "12"] == [PIPE, PIPE]


def test_labels_are_those_of_markers(tmp_path: Path) -> None:
    for name in ("07.txt", "[8].txt", "lund-2025.txt", "9.docx"):
        (tmp_path / name).write_text("The board met.", encoding="utf-8")
    found = saved.load(str(tmp_path)).by_label
    assert list(found) == ["7", "9", "8", "lund-2025"]
    assert found["9"].error == "is a .docx file: save it as .txt, .md, .html or .pdf"


def test_each_article_may_have_its_own_folder(tmp_path: Path) -> None:
    for name in ("ferry/1.txt", "quay.sources/1.txt", "1.txt"):
        (tmp_path / "saved" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "saved" / name).write_text(f"Of {name}.", encoding="utf-8")
    for article, name in {"a/ferry.md": "ferry/1.txt", "quay.txt": "quay.sources/1.txt", "-": "1.txt"}.items():
        words = saved.for_article([str(tmp_path / "saved")], article).by_label["1"].words
        assert words and words.text == f"Of {name}."


def test_words_that_a_line_end_parts_are_joined(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("They or-\ndered 1.2 mil-\nlion\ntiles from Saint-\nMalo.", encoding="utf-8")
    words = saved.load(str(tmp_path)).by_label["1"].words
    assert words and words.text == "They ordered 1.2 million\ntiles from Saint-Malo."


PASSAGES = {
    "The ferry to Skarn carried 61,000 passengers last year.": "Last year the ferry to Skarn carried 61,000 passengers",
    "The council wants a tunnel.": "A tunnel, the council says",
    "Nothing of this kind happened.": None,
}


@pytest.mark.parametrize("sentence", PASSAGES)
def test_the_best_passage_is_where_rare_words_of_the_sentence_stand_together(sentence: str) -> None:
    noise = "The council met again in town and the ferry waited last year. " * 60
    source = (
        f"{noise}Last year the ferry to Skarn carried 61,000 passengers. {noise}A tunnel, the council says. {noise}"
    )
    document = audit_text(f"{sentence[:-1]} [1].", sources={"1": source}).document
    assert document is not None and document.evidence is not None
    found = document.evidence.best_passage(0)
    wanted = PASSAGES[sentence]
    assert (wanted in found.words) if wanted and found else found is wanted


def test_an_entry_may_say_where_its_text_is_saved_but_not_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "minutes.txt").write_text("The board sold 45 cranes.", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("The board sold 54 cranes.", encoding="utf-8")
    (tmp_path / "a" / "article.md").write_text(
        "---\nsources:\n  1: {title: Minutes, saved: minutes.txt}\n  2: {title: Log, saved: ../secret.txt}\n---\n\n"
        "The board sold 54 cranes [1]. It sold 54 boats [2].\n",
        encoding="utf-8",
    )
    done = run(tmp_path, "--fail-on", "never", "a/article.md")
    assert "“54” is not in the saved text of [1]." in done.stdout
    assert "outside the folder of the list" in done.stdout and "[2] has no saved text" in done.stdout


def test_a_folder_of_saved_texts_holds_no_articles(tmp_path: Path) -> None:
    folder(tmp_path)
    done = run(tmp_path, "--sources", "saved", "--fail-on", "never", "--output-format", "json", ".")
    assert [document["path"] for document in json.loads(done.stdout)["documents"]] == ["article.txt"]
