"""Sentences and their markers: a table that an editor can add to, and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.parse import language, markers, sentences
from citeaudit.parse.cover import cover


def cases() -> list[tuple[str, str]]:
    found, code = [], "en"
    for line in (Path(__file__).parent / "cases" / "sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and len(line) == 4:
            code = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((code, line))
    return found


def pieces(text: str, code: str = "en") -> list[str]:
    scan = markers.scan(text)
    spans = sorted((piece.start, piece.end) for piece in (*scan.markers, *scan.leftovers))
    covered = cover(text, spans)
    return [text[start:end] for start, end in sentences.split(covered, 0, len(text), code)]


@pytest.mark.parametrize(("code", "case"), cases(), ids=[case for _, case in cases()])
def test_splits_where_marked(code: str, case: str) -> None:
    assert pieces(case.replace("|", ""), code) == [piece.strip() for piece in case.split("|")]


@given(st.text(alphabet="aB .!?…。\"”'()[]1,:\n\u00a0\ufdd0é🏆", max_size=120))
def test_sentences_are_ordered_apart_and_leave_out_only_white_space(text: str) -> None:
    spans = sentences.split(text, 0, len(text), "en")
    rest, last = "", 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert not text[start].isspace() and not text[end - 1].isspace()
        rest += text[last:start]
        last = end
    assert not (rest + text[last:]).strip()


@given(
    st.text(alphabet="aB. [1]\n", max_size=60),
    st.text(alphabet="xY. ", max_size=20),
    st.text(alphabet="xY. ", max_size=20),
)
def test_a_block_is_split_alike_wherever_it_stands(block: str, before: str, after: str) -> None:
    alone = sentences.split(block, 0, len(block), "en")
    offset = len(before) + 2
    inside = sentences.split(f"{before}\n\n{block}\n\n{after}", offset, offset + len(block), "en")
    assert [(start - offset, end - offset) for start, end in inside] == alone


ENGLISH = (
    "The council met on Monday and it was clear that the plan for the bridge had not been read by all of its "
    "members, who asked for more time to look at it before the vote."
)
GERMAN = (
    "Der Rat tagte am Montag, und es war klar, dass der Plan für die Brücke nicht von allen Mitgliedern gelesen "
    "worden war, die mehr Zeit wollten, um ihn vor der Wahl zu prüfen."
)
FRENCH = (
    "Le conseil s'est réuni lundi et il était clair que le projet de pont n'avait pas été lu par tous ses membres, "
    "qui ont demandé plus de temps pour le voir avant le vote."
)
SPANISH = (
    "El consejo se reunió el lunes y estaba claro que el plan para el puente no había sido leído por todos sus "
    "miembros, que pidieron más tiempo para verlo antes de la votación."
)
FINNISH = 3 * (
    "Neuvosto kokoontui maanantaina eikä siltasuunnitelmaa ollut lukenut kukaan, joten jäsenet pyysivät lisäaikaa "
    "ennen äänestystä ja lupasivat palata asiaan viikon kuluttua uudelleen. "
)


@pytest.mark.parametrize(
    ("text", "code"),
    [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (SPANISH, "es"), (FINNISH, language.UNKNOWN)],
)
def test_the_words_tell_the_language_whatever_the_page_declares(text: str, code: str) -> None:
    assert language.detect(text, "en", "en") == code


def test_a_short_text_has_the_declared_language_or_else_the_configured_one() -> None:
    assert language.detect("Der Rat tagte.", "fr", "en") == "fr"
    assert language.detect("Der Rat tagte.", None, "en") == "en"
