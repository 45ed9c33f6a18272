"""Texts that nobody writes and somebody sends: the whole audit takes time in proportion to their length."""

from pathlib import Path

import pytest
from measured import processor

from citeaudit import audit_file, audit_text
from citeaudit.settings import Settings

PIECES = {
    "initials": "A. ",
    "markers": "word [1]. ",
    "glued markers": "[1]",
    "open brackets": "[",
    "open quotations": "“a ",
    "straight quotations": '" ',
    "apostrophes": "'a boys' ",
    "open apostrophes": "'a ",
    "views": "in her view, ",
    "sources without an end": "according to Lund ",
    "things called": "called a ",
    "short paragraphs": "Said he. It is said.\n\n",
    "lines of verbs": "said one\n",
    "commas": "a, ",
    "asides": "x, who said, ",
    "pipes": "| a ",
    "stars": "*a ",
    "underscores": "_a ",
    "backticks": "`a ",
    "open links": "[a](b ",
    "open tags": "<a ",
    "quotation signs": "> ",
    "one paragraph again and again": "The harbour board closed the old quarry on Tuesday.\n\n",
    "addresses": "http://a.example/?utm_source=x ",
    "definitions": "[1]: a\n",
    "names": "Marta Lund ",
    "digits": "1",
    "figures and what is none": "on A 4 to 1-2 of 3 May ",
    "nested markup": "<div>",
    "unclosed markup": "<p>a [1]",
}


@pytest.mark.slow
@pytest.mark.parametrize("fmt", ["text", "markdown", "html"])
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_twice_the_text_takes_no_more_than_three_times_as_long(piece: str, fmt: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        with processor() as spent:
            audit = audit_text(text, format=fmt)
            assert audit.error is None or "nested too deep" in audit.error
            assert audit.failures == ()
        return spent.seconds

    half, whole = cost(60_000), cost(120_000)
    assert whole < 3 * half + 0.3


@pytest.mark.slow
def test_many_cited_sentences_and_many_without_take_time_in_proportion() -> None:
    def cost(count: int) -> float:
        text = "".join(
            f"The harbour board of ward {i} met on Monday and closed the quay [1]. It has more.\n\n"
            f"It was not so in the old days {i} when he ran it.\n\n"
            for i in range(count)
        )
        with processor() as spent:
            assert audit_text(text).error is None
        return spent.seconds

    half, whole = cost(1000), cost(2000)
    assert whole < 3 * half + 0.3


CITED = {
    "figures and quotations in one sentence": "45 boats and “a b c d” [1] ",
    "figures": "57 cranes, 61% lower, ",
    "years": "1987 and 2 years ",
    "hours": "3 hours and 40 minutes ",
    "times of day": "past midnight ",
    "quotations": "he said “the boats of the town sank” ",
    "quotations with markers": "“the boats of the town” [1] and ",
    "quoted words": "he said “reckless” ",
    "sentences": "It sold 57 cranes [1]. ",
    "quoted sentences": "Lund said “It sold 57 cranes and left.” [1]. ",
    "a quotation without an end": "“It sold 57 cranes and left [1]. ",
    "names": "Marta Lund of the Harbour Board and ",
    "ellipses": "“a ... b ... c ... ",
    "brackets": "“a [b] c [d] ",
}
SAVED = {
    "prose": "The board sold 45 cranes and the boats of the town sank in 1987. ",
    "figures": "45 boats 46 boats ",
    "negations": "not ",
    "one word": "the ",
    "names": "Marta Lund of the ",
    "quotations": "“a b” ",
}


@pytest.mark.slow
@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
@pytest.mark.parametrize("cited", CITED.values(), ids=CITED)
def test_twice_the_article_and_its_saved_text_take_no_more_than_three_times_as_long(cited: str, saved: str) -> None:
    settings = Settings(confidence="low", select=("evidence",), lang="en")

    def cost(size: int) -> float:
        article = cited * (size // len(cited)) + ("" if "[1]" in cited else "[1].")
        texts = {"1": saved * (size // len(saved)), "2": cited * (size // len(cited))}
        with processor() as spent:
            evidence = audit_text(article, settings=settings, sources=texts).document
            assert evidence is not None and evidence.evidence is not None
            for i in range(len(evidence.sentences)):
                evidence.evidence.best_passage(i)
        return spent.seconds

    half, whole = cost(15_000), cost(30_000)
    assert whole < 3 * half + 0.3


LISTED = {
    "one label": ("csv", "label,title\n", "1,A\n"),
    "many labels": ("csv", "", "{n},Title {n},https://e{n}.example/\n"),
    "one address": ("csv", "", "{n},Title,https://e.example/\n"),
    "one title": ("csv", "label,title\n", "{n},A\n"),
    "entries": ("bib", "", "@misc{{k{n},title={{T {n}}}}}\n"),
    "one key": ("bib", "", "@misc{{a,title={{T}}}}\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", LISTED)
def test_a_list_of_twice_as_many_sources_takes_no_more_than_three_times_as_long(tmp_path: Path, case: str) -> None:
    suffix, head, entry = LISTED[case]

    def cost(size: int) -> float:
        (tmp_path / "a.txt").write_text("It rained [1]. It snowed [2].\n", encoding="utf-8")
        content = head + "".join(entry.format(n=n) for n in range(size))
        (tmp_path / f"a.sources.{suffix}").write_text(content, encoding="utf-8")
        with processor() as spent:
            audit = audit_file(tmp_path / "a.txt")
            assert audit.error is None and audit.failures == ()
        return spent.seconds

    half, whole = cost(6000), cost(12_000)
    assert whole < 3 * half + 0.3
