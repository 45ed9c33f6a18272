"""Texts that nobody writes and somebody sends: the whole audit takes time in proportion to their length."""

import time

import pytest

from citeaudit import audit_text

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
        began = time.process_time()
        audit = audit_text(text, format=fmt)
        assert audit.error is None or "nested too deep" in audit.error
        assert audit.failures == ()
        return time.process_time() - began

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
        began = time.process_time()
        assert audit_text(text).error is None
        return time.process_time() - began

    half, whole = cost(1000), cost(2000)
    assert whole < 3 * half + 0.3
